#include "tests/support/memory_batches.hpp"

namespace docket::testing {

namespace {
struct BatchTransaction final : Transaction {};
} // namespace

Result<void> MemoryBatches::transact(const std::function<Result<void>(Transaction&)>& act) {
    const auto before = rows_;
    BatchTransaction tx;
    auto done = act(tx);
    if (!done) rows_ = before;
    return done;
}

Result<void> MemoryBatches::save(Transaction&, flow::Batch& batch) {
    const auto known = rows_.find(batch.id);
    if (batch.id != 0 && (known == rows_.end() || known->second.version != batch.version))
        return fail(Kind::conflict, "batch.stale", "this batch was changed meanwhile");
    for (const auto& [id, other] : rows_)
        if (batch.id == 0 && other.uid == batch.uid)
            return fail(Kind::conflict, "batch.known", "the batch was opened before");
    if (batch.id == 0) batch.id = ++last_;
    ++batch.version;
    rows_[batch.id] = batch;
    return {};
}

Result<flow::Batch> MemoryBatches::load(std::int64_t id) {
    if (const auto found = rows_.find(id); found != rows_.end()) return found->second;
    return fail(Kind::not_found, "batch.unknown", "no batch has the number " + std::to_string(id));
}

Result<std::optional<flow::Batch>> MemoryBatches::of_delivery(std::string_view uid) {
    for (const auto& [id, batch] : rows_)
        if (batch.uid == uid) return std::optional(batch);
    return std::optional<flow::Batch>();
}

} // namespace docket::testing
