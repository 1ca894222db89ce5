// Everything that differs between engines, in one place. Owned by a Database; the private header of the files
// that speak to Poco. Immutable after construction, so any thread; each session it is given belongs to its
// caller.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/store/mode.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Exception.h>

#include <string_view>

namespace docket::store {

class Dialect {
  public:
    Dialect() = default;
    Dialect(const Dialect&) = delete;
    Dialect& operator=(const Dialect&) = delete;
    virtual ~Dialect() = default;

    // What stands for a token of our SQL (sql_text.hpp), empty for one this engine has no need of.
    // Tokens: id, int, real, strict, skip_locked, row_lock.
    virtual std::string_view token(std::string_view name) const = 0;
    // Each throws Poco::Exception.
    virtual void begin(Poco::Data::Session& connection, Mode mode) const = 0;
    virtual void commit(Poco::Data::Session& connection) const = 0;
    virtual void rollback(Poco::Data::Session& connection) const = 0;
    // Only one transaction writes at a time, so those of a process queue before they ask.
    virtual bool one_writer() const = 0;
    // What can be known to be wrong before a connection is opened.
    virtual Result<void> check() const = 0;
    // A connection, and then everything set on it that the store relies on. Each throws Poco::Exception.
    virtual Poco::Data::Session connect() const = 0;
    virtual void set_up(Poco::Data::Session& connection) const = 0;
    // No transaction is open, as the engine itself sees it.
    virtual bool idle(const Poco::Data::Session& connection) const = 0;
    virtual Failure translate(const Poco::Data::Session& connection,
                              const Poco::Exception& surprise) const = 0;
};

} // namespace docket::store
