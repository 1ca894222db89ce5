// Batches in memory, for tests, with transactions of their own, rollback included. Pass the same contract as
// the SQL adapter. One thread.
#pragma once

#include "pipeline/flow/batch.hpp"

#include <map>

namespace docket::testing {

class MemoryBatches final : public flow::Batches, public Work {
  public:
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override;
    Result<void> save(Transaction& tx, flow::Batch& batch) override;
    Result<flow::Batch> load(std::int64_t id) override;
    Result<flow::Batch> lock(Transaction&, std::int64_t id) override { return load(id); }
    Result<std::optional<flow::Batch>> of_delivery(std::string_view uid) override;

  private:
    std::map<std::int64_t, flow::Batch> rows_;
    std::int64_t last_ = 0;
};

} // namespace docket::testing
