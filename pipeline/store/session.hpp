// A connection as the pool lends it: what must stay true of every statement on every engine is kept here.
// Text is checked before it is bound, and failures are remembered. Owned by the pool of a Database; one
// thread at a time.
#pragma once

#include "pipeline/store/dialect.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace docket::store {

class Session {
  public:
    Session(const Dialect& dialect, std::unique_ptr<Connection> connection, int nth)
        : dialect_(dialect), connection_(std::move(connection)), nth_(nth) {}
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Runs one statement. `sql` is a fixed text with `$1`, `$2`, ... first appearing in ascending order and
    // always bound to values of the same kind. `shape` has one Cell a column, of the alternative to read.
    // What reads finds nothing of what the Veil over this thread keeps (veiled.hpp).
    // Failures: those of translate.hpp, invalid "store.text" for a NUL or invalid UTF-8 in a text.
    Result<std::vector<Row>> execute(std::string_view sql, Row args, const Row& shape);

    Result<void> begin(Mode mode) {
        reads_ = mode == Mode::read;
        return remembered(connection_->begin(mode));
    }
    Result<void> commit() {
        reads_ = false;
        return remembered(connection_->commit());
    }
    Result<void> rollback() {
        reads_ = false;
        return remembered(connection_->rollback());
    }

    const Dialect& dialect() const { return dialect_; }
    int nth() const { return nth_; } // of its database, in the order in which they were connected
    // The first failure since forget_failure(): a transaction in which a statement failed must not be
    // committed.
    const std::optional<Failure>& failure() const { return failure_; }
    void forget_failure() { failure_.reset(); }
    bool idle() const { return connection_->idle(); }

  private:
    template <class T> Result<T> remembered(Result<T> done) {
        if (!done && !failure_) failure_ = done.error();
        return done;
    }
    const Dialect& dialect_;
    std::unique_ptr<Connection> connection_;
    const int nth_;
    bool reads_ = false; // its transaction only reads
    std::optional<Failure> failure_;
};

} // namespace docket::store
