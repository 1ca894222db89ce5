// The record in memory, for tests: the chain and the auditor's lists over it. Passes the same contracts as
// the SQL adapters. One thread.
#pragma once

#include "pipeline/base/transaction.hpp"
#include "pipeline/desk/audit_ports.hpp"
#include "review/ports.hpp"

#include <set>

namespace docket::testing {

class MemoryRecord final : public review::Record, public desk::RecordLists, public Work {
  public:
    std::set<std::string> stored; // digests of texts that the register holds

    // Work: what is appended in an act that fails is gone.
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override;

    Result<review::Event> append(Transaction& tx, const review::EventDraft& draft) override;
    Result<review::Head> head() override;
    Result<std::vector<review::Event>> of(std::string_view subject) override;
    Result<std::vector<review::Event>> since(std::int64_t n, int most) override;
    Result<void> walk(const std::function<Result<void>(const review::Event&)>& visit) override;

    Result<desk::RecordPage> page(const desk::RecordQuery& query) override;
    Result<std::int64_t> count(const desk::RecordQuery& query, std::int64_t most) override;
    Result<desk::RecordLine> event(std::int64_t n) override;
    Result<desk::RecordChoices> choices() override;

  private:
    std::vector<review::Event> events_; // in order of n
};

} // namespace docket::testing
