// The ports of access in memory, for tests: transactions roll back. Passes the same contract as the SQL
// adapters. Any thread; one transaction at a time.
#pragma once

#include "pipeline/access/ports.hpp"

#include <map>
#include <mutex>
#include <set>
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

    class TriesKept final : public access::TryBook {
      public:
        explicit TriesKept(MemoryAccess& all) : all_(all) {}
        Result<access::Tries> look(std::string_view who) override;
        Result<access::Tries> find(Transaction& tx, std::string_view who) override;
        Result<void> keep(Transaction& tx, std::string_view who, const access::Tries& tries) override;
        Result<void> forgive(Transaction& tx, std::string_view who) override;
        Result<void> sweep(Transaction& tx, Instant last, int most) override;

      private:
        MemoryAccess& all_;
    };
    TriesKept tries{*this};

    class FactorsKept final : public access::FactorBook {
      public:
        explicit FactorsKept(MemoryAccess& all) : all_(all) {}
        Result<std::optional<access::Factor>> of(std::string_view person) override;
        Result<void> save(Transaction& tx, const access::Factor& factor) override;
        Result<bool> use_step(Transaction& tx, std::string_view person, std::int64_t step) override;
        Result<void> remove(Transaction& tx, std::string_view person) override;
        Result<void> keep_recovery(Transaction& tx, std::string_view person,
                                   const std::vector<std::string>& digests) override;
        Result<bool> use_recovery(Transaction& tx, std::string_view person, std::string_view digest) override;
        Result<int> recovery_left(std::string_view person) override;

      private:
        MemoryAccess& all_;
    };
    FactorsKept factors{*this};

    class BindingsKept final : public access::Bindings {
      public:
        explicit BindingsKept(MemoryAccess& all) : all_(all) {}
        Result<void> save(Transaction& tx, const access::Binding& binding) override;
        Result<void> remove(Transaction& tx, std::string_view person) override;
        Result<std::optional<access::Binding>> of_person(std::string_view person) override;
        Result<std::optional<access::Binding>> of_identity(const access::Identity& identity) override;

      private:
        MemoryAccess& all_;
    };
    BindingsKept bindings{*this};

    class DeparturesKept final : public access::Departures {
      public:
        explicit DeparturesKept(MemoryAccess& all) : all_(all) {}
        Result<void> leave(Transaction& tx, const access::Departure& departure) override;
        Result<std::optional<access::Departure>> take(Transaction& tx, std::string_view state) override;
        Result<void> forget_before(Transaction& tx, Instant at) override;

      private:
        MemoryAccess& all_;
    };
    DeparturesKept departures{*this};

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
        std::map<std::string, access::Tries, std::less<>> tries;
        std::map<std::string, access::Factor, std::less<>> factors;
        std::map<std::string, std::set<std::string, std::less<>>, std::less<>> recovery;
        std::map<std::string, access::Binding, std::less<>> bindings; // by person
        std::map<std::string, access::Departure, std::less<>> departures;
    };
    std::recursive_mutex mutex_; // a transaction holds it; the calls inside come from its own thread
    Tables tables_;
};

} // namespace docket::testing
