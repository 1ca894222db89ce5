#include "pipeline/store/tx.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/store/dialect.hpp"

namespace docket::store {

Tx::Tx(Database& database, Mode mode)
    : database_(database), session_(nullptr, Database::GiveBack{&database}) {
    if (mode == Mode::write && database.dialect().one_writer())
        pass_ = std::make_unique<WriterGate::Pass>(database.gate());
}

Result<std::unique_ptr<Tx>> Tx::begin(Database& database, Mode mode) {
    std::unique_ptr<Tx> tx(new Tx(database, mode));
    DOCKET_TRY(tx->session_, database.borrow());
    DOCKET_CHECK(tx->session_->begin(mode));
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
    DOCKET_CHECK(session_->commit());
    open_ = false;
    return {};
}

Session& session_of(Transaction& tx, const Database& database) {
    auto* ours = dynamic_cast<Tx*>(&tx);
    DOCKET_ASSERT(ours != nullptr && &ours->database() == &database,
                  "a transaction of another store was handed over");
    return ours->session();
}

} // namespace docket::store
