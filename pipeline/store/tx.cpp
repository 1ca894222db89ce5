#include "pipeline/store/tx.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/store/dialect.hpp"

#include <utility>

namespace docket::store {

namespace {
constexpr int most_tries = 3;

// Of this thread. A second writing transaction would wait for the first, and the first for the second.
thread_local const Database* writes_in = nullptr;
thread_local Tx* glance = nullptr;
} // namespace

Tx::Writing::Writing(const Database& database) {
    DOCKET_ASSERT(writes_in != &database, "a writing transaction was opened inside another one");
    before_ = std::exchange(writes_in, &database);
}
Tx::Writing::~Writing() { writes_in = before_; }

Tx::Tx(Database& database, Mode mode)
    : database_(database), mode_(mode), session_(nullptr, Database::GiveBack{&database}) {
    if (mode != Mode::read) writing_.emplace(database);
    if (database.dialect().takes_turns(mode)) pass_ = std::make_unique<WriterGate::Pass>(database.gate());
}

Result<std::unique_ptr<Tx>> Tx::begin(Database& database, Mode mode) {
    std::unique_ptr<Tx> tx(new Tx(database, mode));
    for (int attempt = 1;; ++attempt) {
        DOCKET_TRY(tx->session_, database.borrow());
        const auto begun = mode == Mode::statement ? Result<void>() : tx->session_->begin(mode);
        if (begun) break;
        // Nothing was done yet: a server that was started again, or another that took over, is asked anew.
        // With this session the pool forgets those that waited with it; where there is no server, borrow()
        // says so.
        if (begun.error().code != "store.unavailable" || attempt == most_tries) return begun.error();
        tx->session_.reset();
    }
    tx->open_ = true;
    return tx;
}

Tx::~Tx() {
    // Some faults roll back by themselves. A rollback that fails leaves the session in its transaction, and
    // the pool throws it away with all it did.
    if (open_ && !session_->idle()) static_cast<void>(session_->rollback());
}

Result<void> Tx::commit() {
    DOCKET_ASSERT(open_, "a transaction is committed once");
    if (const auto& failure = session_->failure()) return *failure;
    if (mode_ != Mode::statement) DOCKET_CHECK(session_->commit());
    open_ = false;
    return {};
}

Glance::Glance(Tx& tx) : before_(std::exchange(glance, &tx)) {}
Glance::~Glance() { glance = before_; }
Session* Glance::session_over(const Database& database) {
    return glance != nullptr && &glance->database() == &database ? &glance->session() : nullptr;
}

Session& session_of(Transaction& tx, const Database& database) {
    auto* ours = dynamic_cast<Tx*>(&tx);
    DOCKET_ASSERT(ours != nullptr && &ours->database() == &database,
                  "a transaction of another store was handed over");
    return ours->session();
}

} // namespace docket::store
