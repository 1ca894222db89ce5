// The pages of a letter, taken one after another. Kept are those its fields are read from, so that a letter
// of 250 pages is understood in the memory of one of thirty. One thread.
#pragma once

#include "ocr/fields/fields.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace docket::ocr {

class LetterPages {
  public:
    // A letter says who writes to whom and why where it begins, and is signed and dated where it ends. What
    // lies between in a longer one is read, kept and found by the search, but gives no fields. So it is with
    // the pages of other documents that came with it.
    static constexpr std::size_t at_the_beginning = 20, at_the_end = 10;

    // In order; one that says nothing of the letter too (empty), so that places stay right.
    void take(PageText page);
    // Of what was taken so far. Any pages give a result. With `today`, dates that are yet to come are
    // doubted.
    Result<LetterFields> understood(const Lexicon& lexicon, std::optional<Date> today = std::nullopt) const;

  private:
    void measure(const PageText& page);
    void keep(std::vector<int>& kept, int number);

    std::vector<PageText> pages_; // all; those that were let go have lost their lines
    std::vector<int> own_, attached_;
    bool only_attached_ = true; // nothing but other documents came
    int characters_ = 0, let_go_ = 0;
    std::optional<float> worst_; // mean confidence of a page
};

} // namespace docket::ocr
