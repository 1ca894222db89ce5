// The ports of access in memory, for tests: transactions roll back. Passes the same contract as the SQL
// adapters. Any thread; one transaction at a time.
#pragma once

#include "pipeline/access/ports.hpp"

#include <map>
#include <mutex>
#include <tuple>

namespace docket::testing {

class MemoryAccess final : public Work, public access::Accounts, public access::Sessions {
  public:
    class Once final : public access::OnceBook {
      public:
        explicit Once(MemoryAccess& all) : all_(all) {}
        Result<std::optional<access::OnceAnswer>> find(const access::OnceKey& key) override;
        Result<void> keep(Transaction& tx, const access::OnceKey& key,
                          const access::OnceAnswer& answer) override;
        Result<void> forget_before(Transaction& tx, Instant at) override;

      private:
        MemoryAccess& all_;
    };
    Once once{*this};

    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override;

    Result<void> save(Transaction& tx, const access::Account& account) override;
    Result<std::optional<access::Account>> of_person(std::string_view person) override;
    Result<std::optional<access::Account>> of_user(std::string_view user) override;
    Result<std::vector<access::Account>> all() override;

    Result<void> begin(Transaction& tx, const access::Session& session) override;
    Result<std::optional<access::Session>> find(std::string_view id) override;
    Result<std::vector<access::Session>> of(std::string_view person) override;
    Result<void> touch(Transaction& tx, std::string_view id, Instant seen) override;
    Result<void> end(Transaction& tx, std::string_view id) override;
    Result<void> end_others(Transaction& tx, std::string_view person, std::string_view kept) override;
    Result<void> forget_before(Transaction& tx, Instant seen) override;

  private:
    using OnceId = std::tuple<std::string, std::string, std::string>;
    struct Tables {
        std::map<std::string, access::Account, std::less<>> accounts;
        std::map<std::string, access::Session, std::less<>> sessions;
        std::map<OnceId, access::OnceAnswer> answers;
    };
    std::recursive_mutex mutex_; // a transaction holds it; the calls inside come from its own thread
    Tables tables_;
};

} // namespace docket::testing
