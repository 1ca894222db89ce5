// The search in memory: every entry looked at. One thread.
#pragma once

#include "pipeline/search/index.hpp"

#include <map>

namespace docket::testing {

class MemorySearch final : public search::Index {
  public:
    // What the store does by itself when rows change.
    void mark(const std::string& subject) { ++subjects_[subject].mark; }

    Result<std::vector<search::Stale>> stale(int most) override;
    Result<bool> replace(Transaction& tx, const search::Stale& mark,
                         const std::optional<search::Entry>& entry) override;
    Result<bool> tidy() override { return false; }
    Result<search::Found> find(const search::Wanted& wanted) override;
    Result<void> start_over() override;

  private:
    struct Subject {
        std::int64_t mark = 0, done = 0;
    };
    std::map<std::string, Subject> subjects_;
    std::map<std::string, search::Entry> entries_;
};

} // namespace docket::testing
