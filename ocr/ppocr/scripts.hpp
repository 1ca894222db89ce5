// A line read by two models, of simplified and of traditional print, becomes one reading. Values; any thread.
#pragma once

#include "ocr/ppocr/recognise.hpp"

#include <span>
#include <vector>

namespace docket::ocr::ppocr {

class Scripts {
  public:
    // What each model can say: the characters of its dictionary.
    Scripts(std::span<const char32_t> first, std::span<const char32_t> traditional);

    // A model that does not know a character gives one that looks like it, and is sure of it: 貢 for 責. So a
    // character of the traditional model that the first does not know stands; of what both know, both decide;
    // marks and figures are the first's, which is the better reader of them.
    std::vector<Seen> joined(const std::vector<Seen>& first, const std::vector<Seen>& traditional) const;

  private:
    Seen settled(const Seen& first, const Seen& traditional) const;
    std::vector<char32_t> first_, traditional_; // sorted
};

} // namespace docket::ocr::ppocr
