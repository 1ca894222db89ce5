// One connection to an engine with its prepared statements, and nothing that holds for every engine
// (session.hpp). Owned by a Session; one thread at a time. Failures are those of translate.hpp.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/store/column.hpp"
#include "pipeline/store/mode.hpp"

#include <string_view>
#include <vector>

namespace docket::store {

class Connection {
  public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    // `sql` is a fixed text, prepared once and kept; `shape` has one Cell a column, of the alternative to
    // read. An exception (bad_alloc) leaves no statement half done behind.
    virtual Result<std::vector<Row>> execute(std::string_view sql, Row args, const Row& shape) = 0;
    // Mode::read or Mode::write.
    virtual Result<void> begin(Mode mode) = 0;
    virtual Result<void> commit() = 0;
    virtual Result<void> rollback() = 0;
    virtual bool idle() const = 0; // no transaction is open, as the engine itself sees it
};

} // namespace docket::store
