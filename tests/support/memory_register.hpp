// Cases and arrivals in memory, for tests: the ports and the Work whose transactions they take part in,
// rollback included. Pass the same contracts as the SQL adapters. Transactions come from any thread, one at a
// time; what reads outside of one must have no writer beside it.
#pragma once

#include "pipeline/flow/ports.hpp"
#include "review/ports.hpp"

#include <functional>
#include <map>
#include <mutex>

namespace docket::testing {

class MemoryCases final : public review::CaseStore {
  public:
    Result<review::Case> load(std::string_view number) override;
    Result<std::vector<review::Case>> load_these(const std::vector<std::string>& numbers) override;
    Result<std::vector<review::Case>> all() override;
    Result<void> save(Transaction& tx, review::Case& c, std::int64_t expected_version) override;
    Result<std::vector<std::string>> with_days_within(Date first, Date last) override;
    Result<std::vector<std::string>> with_provisional_days() override;
    Result<std::string> of_arrival(std::int64_t arrival) override;
    Result<std::string> of_query_code(const review::QueryCode& code) override;
    Result<bool> keeps_any() override;
    Result<std::vector<std::string>> kept_from(const std::vector<std::string>& keys) override;

  private:
    friend class MemoryRegister;
    std::vector<std::string> with_unmet(const std::function<bool(const review::Deadline&)>& is);
    std::map<std::int64_t, review::Case> rows_;
    std::int64_t last_ = 0;
};

class MemoryArrivals final : public flow::Arrivals {
  public:
    Result<void> save(Transaction& tx, flow::Arrival& arrival) override;
    Result<flow::Arrival> load(std::int64_t id) override;
    Result<std::vector<flow::Arrival>> load_these(const std::vector<std::int64_t>& ids) override;
    Result<std::vector<flow::Arrival>> all() override;
    Result<std::vector<flow::Arrival>> open() override;
    Result<std::optional<flow::Arrival>> of_delivery(std::string_view uid) override;
    Result<std::optional<std::int64_t>> same_bytes(Transaction& tx, std::string_view original) override;
    Result<std::vector<flow::Arrival>> returned_slips(std::string_view case_number) override;
    Result<std::vector<std::int64_t>> with_original(std::string_view original) override;
    Result<std::vector<flow::Arrival>> of_batch(std::int64_t batch, flow::Part part) override;

  private:
    friend class MemoryRegister;
    std::map<std::int64_t, flow::Arrival> rows_;
    std::int64_t last_ = 0;
};

class MemoryRegister final : public Work {
  public:
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override;
    MemoryCases cases;
    MemoryArrivals arrivals;

  private:
    std::mutex turn_;
};

} // namespace docket::testing
