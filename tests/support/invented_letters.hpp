// Texts of invented letters, all different, in the words of a petitions office: common and rare names,
// places, matters, numbers and days. The same seed gives the same letters. One thread.
#pragma once

#include "tests/support/seeded_random.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace docket::testing {

class InventedLetters {
  public:
    explicit InventedLetters(std::uint64_t seed = 7) : random_(seed) {}
    std::u32string next(); // some 390 characters
    std::u32string name(); // of a person; one in nine with a character that few names have
    std::u32string place();
    std::u32string matter();
    std::u32string number(std::size_t digits);

  private:
    std::size_t skewed(std::size_t n) { return std::min(random_.below(n), random_.below(n)); }
    char32_t of(std::u32string_view all) { return all[skewed(all.size())]; }
    std::u32string value(char32_t kind);
    std::u32string filled(std::u32string_view sentence);
    SeededRandom random_;
};

} // namespace docket::testing
