#include "pipeline/store/database.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/store/dialect_postgres.hpp"
#include "pipeline/store/dialect_sqlite.hpp"

#include <algorithm>
#include <functional>

namespace docket::store {

Database::Database(const StoreSettings& settings, std::unique_ptr<Dialect> dialect)
    : settings_(settings), dialect_(std::move(dialect)) {}

Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const StoreSettings& settings) {
    DOCKET_ASSERT(settings.sessions >= 2, "one session to write and one to read beside it are the least");
    std::unique_ptr<Dialect> dialect;
    if (settings.server.empty())
        dialect = sqlite_dialect(settings);
    else {
        DOCKET_TRY(dialect, postgres_dialect(settings.server));
    }
    std::unique_ptr<Database> database(new Database(settings, std::move(dialect)));
    DOCKET_CHECK(database->dialect_->check());
    DOCKET_TRY(const auto first, database->borrow());
    return database;
}

Result<std::unique_ptr<Session>> Database::connect(int nth) {
    DOCKET_TRY(auto connection, dialect_->connect());
    return std::make_unique<Session>(*dialect_, std::move(connection), nth);
}

Result<Database::Lent> Database::borrow() {
    std::unique_lock lock(mutex_);
    const auto one_is_free = [&] { return !idle_.empty() || open_ < settings_.sessions; };
    if (!freed_.wait_for(lock, settings_.wait, one_is_free))
        return fail(Kind::unavailable, "store.unavailable",
                    "all sessions of the database were in use for too long; try again");
    if (!idle_.empty()) {
        Lent lent(idle_.back().release(), GiveBack{this});
        idle_.pop_back();
        return lent;
    }
    ++open_;
    const int nth = ++made_;
    lock.unlock(); // a slow connection must not stop those who give back
    auto session = connect(nth);
    if (!session) {
        count_fault();
        forget_one();
        return session.error();
    }
    return Lent(session->release(), GiveBack{this});
}

void Database::give_back(std::unique_ptr<Session> session) {
    const auto& failure = session->failure();
    const bool fault = failure && verdict(failure->kind).retry == Verdict::later;
    if (fault) count_fault();
    if (fault || !session->idle()) {
        if (failure && failure->code == "store.unavailable") forget_idle(); // the engine went from under all
        session.reset();
        return forget_one();
    }
    session->forget_failure();
    const std::scoped_lock lock(mutex_);
    const auto place = std::ranges::upper_bound(idle_, session->nth(), std::greater{},
                                                [](const auto& one) { return one->nth(); });
    idle_.insert(place, std::move(session));
    freed_.notify_one();
}

void Database::forget_idle() {
    std::vector<std::unique_ptr<Session>> gone; // closed after the lock is given back
    const std::scoped_lock lock(mutex_);
    gone.swap(idle_);
    open_ -= static_cast<int>(gone.size());
    freed_.notify_all();
}

void Database::forget_one() {
    const std::scoped_lock lock(mutex_);
    --open_;
    freed_.notify_one();
}

void Database::count_fault() {
    const std::scoped_lock lock(mutex_);
    ++faults_;
}

Use Database::use() const {
    const std::scoped_lock lock(mutex_);
    return {open_, open_ - static_cast<int>(idle_.size()), settings_.sessions, faults_};
}

int Database::open_sessions() const {
    const std::scoped_lock lock(mutex_);
    return open_;
}

} // namespace docket::store
