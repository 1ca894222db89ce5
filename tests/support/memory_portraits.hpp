// Portraits and rulings in memory, for tests: every portrait looked at. Passes the same contract as the SQL
// adapter. One thread.
#pragma once

#include "review/likeness/ports.hpp"

#include <map>
#include <vector>

namespace docket::testing {

class MemoryPortraits final : public review::likeness::Portraits {
  public:
    // What the register does by itself: a case of this number is there, newer than those before.
    void add_case(const std::string& number, review::LetterKind kind, Date received);

    Result<void> put(Transaction& tx, std::string_view number,
                     const review::likeness::Portrait& portrait) override;
    Result<std::optional<review::likeness::Portrait>> of(std::string_view number) override;
    Result<std::vector<review::likeness::Portrayed>> sharing(const std::vector<review::likeness::Key>& keys,
                                                             std::string_view but, int most) override;
    Result<void> decide(Transaction& tx, const review::likeness::Ruling& ruling) override;
    Result<std::vector<review::likeness::Ruling>>
    rulings_about(const std::vector<std::string>& numbers) override;

  private:
    struct Kept {
        std::string number;
        std::optional<review::likeness::Portrait> portrait;
        review::LetterKind kind{};
        Date received{};
    };
    Kept* find(std::string_view number);
    std::vector<Kept> cases_; // the oldest first
    std::map<std::pair<std::string, std::string>, review::likeness::Ruling> rulings_;
};

} // namespace docket::testing
