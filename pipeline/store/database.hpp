// A database: its engine and a bounded pool of sessions. Borrowing waits, up to a limit, and gets the oldest
// one that is free: it has prepared most, and most is in its memory. What comes back is looked at, and a
// session that is still in a transaction or met a fault of the engine is thrown away. Owned by the Store,
// outlives all it lends; any thread.
#pragma once

#include "pipeline/store/session.hpp"
#include "pipeline/store/store.hpp"
#include "pipeline/store/writer_gate.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace docket::store {

class Database {
  public:
    // Checks path and file first: the engine is not asked to open what cannot be a database of ours.
    static Result<std::unique_ptr<Database>> open(const StoreSettings& settings);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    struct GiveBack {
        Database* database;
        void operator()(Session* session) const { database->give_back(std::unique_ptr<Session>(session)); }
    };
    using Lent = std::unique_ptr<Session, GiveBack>;
    // unavailable "store.unavailable" when none became free in time.
    Result<Lent> borrow();
    const Dialect& dialect() const { return *dialect_; }
    WriterGate& gate() { return gate_; }
    int open_sessions() const; // lent or waiting to be lent
    Use use() const;

  private:
    Database(const StoreSettings& settings, std::unique_ptr<Dialect> dialect);
    Result<std::unique_ptr<Session>> connect(int nth);
    void give_back(std::unique_ptr<Session> session);
    void forget_one();
    void forget_idle();
    void count_fault();

    const StoreSettings settings_;
    std::unique_ptr<Dialect> dialect_;
    WriterGate gate_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Session>> idle_; // the youngest first
    int open_ = 0, made_ = 0;
    std::int64_t faults_ = 0;
};

} // namespace docket::store
