// One connection to the engine with its prepared statements. Owned by the pool of a Database and lent out;
// one thread at a time. What must stay true of every statement is kept here: values are copied before they
// are bound, text is checked, a statement that failed is never used again, and failures are remembered.
#pragma once

#include "pipeline/store/column.hpp"
#include "pipeline/store/mode.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace Poco::Data {
class Session;
}

namespace docket::store {

class Dialect;

class Session {
  public:
    Session(const Dialect& dialect, Poco::Data::Session connection);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Runs one statement. `sql` is a fixed text: it is prepared once and kept, with `$1`, `$2`, ... first
    // appearing in ascending order and always bound to values of the same kind. `shape` has one Cell a
    // column, of the alternative to read. Failures: those of translate.hpp, invalid "store.text" for a NUL or
    // invalid UTF-8 in a text.
    Result<std::vector<Row>> execute(std::string_view sql, Row args, const Row& shape);

    Result<void> begin(Mode mode);
    Result<void> commit();
    Result<void> rollback();

    const Dialect& dialect() const;
    // The first failure since forget_failure(): a transaction in which a statement failed must not be
    // committed.
    const std::optional<Failure>& failure() const { return failure_; }
    void forget_failure() { failure_.reset(); }
    bool idle() const; // no transaction is open

  private:
    struct Prepared;
    struct State;
    Result<Prepared*> prepared(std::string_view sql, const Row& args, const Row& shape);
    Result<void> guarded(const std::function<void(Poco::Data::Session&)>& act);
    Failure remember(Failure failure);
    std::unique_ptr<State> state_;
    std::optional<Failure> failure_;
};

} // namespace docket::store
