// A transaction over one session, RAII: without commit() it rolls back. Belongs to the thread that opened it.
#pragma once

#include "pipeline/base/transaction.hpp"
#include "pipeline/store/database.hpp"

#include <memory>
#include <optional>
#include <type_traits>

namespace docket::store {

class Tx final : public Transaction {
  public:
    // Waits its turn where the engine has one writer. Failures: conflict "store.busy", unavailable
    // "store.unavailable".
    static Result<std::unique_ptr<Tx>> begin(Database& database, Mode mode);
    ~Tx() override;

    Session& session() { return *session_; }
    const Database& database() const { return database_; }

    // Refuses after any failed statement, with its Failure: an engine may answer COMMIT with success and keep
    // half or nothing.
    Result<void> commit();

  private:
    Tx(Database& database, Mode mode);
    // While it lives, this thread opens no second one over the database (std::logic_error).
    class Writing {
      public:
        explicit Writing(const Database& database);
        ~Writing();
        Writing(const Writing&) = delete;
        Writing& operator=(const Writing&) = delete;

      private:
        const Database* before_;
    };

    Database& database_;
    const Mode mode_;
    std::optional<Writing> writing_;
    std::unique_ptr<WriterGate::Pass> pass_; // before the session: given up after it is back
    Database::Lent session_;
    bool open_ = false;
};

// While it lives, all that this thread reads from the database is read in this reading transaction. One
// thread.
class Glance {
  public:
    explicit Glance(Tx& tx);
    ~Glance();
    Glance(const Glance&) = delete;
    Glance& operator=(const Glance&) = delete;
    static Session* session_over(const Database& database); // none: this thread has no such glance

  private:
    Tx* before_;
};

// The session of a transaction that a port was handed. Another store's transaction is a programming error.
Session& session_of(Transaction& tx, const Database& database);

// Runs `act(Session&) -> Result<T>` inside a transaction and commits when it succeeds.
template <class Act> auto within(Database& database, Mode mode, const Act& act)
    -> std::invoke_result_t<Act, Session&> {
    DOCKET_TRY(const auto tx, Tx::begin(database, mode));
    auto result = act(tx->session());
    if (!result) return result;
    DOCKET_CHECK(tx->commit());
    return result;
}
// Inside a Glance it reads what the glance sees.
template <class Act> auto reading(Database& database, const Act& act) -> std::invoke_result_t<Act, Session&> {
    if (auto* session = Glance::session_over(database)) return act(*session);
    return within(database, Mode::read, act);
}
template <class Act> auto writing(Database& database, const Act& act) {
    return within(database, Mode::write, act);
}
// For an act of one statement.
template <class Act> auto stating(Database& database, const Act& act) {
    return within(database, Mode::statement, act);
}

} // namespace docket::store
