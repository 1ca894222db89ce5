// The mark of an official document (机关代字): characters of its organ's name in their order, and a word for
// the kind of business: 海建交信 of 海沧区建设与交通局, 嵩街信处 of 嵩屿街道办事处. So the register of organs
// tells where a mark begins and which of the reader's choices it can hold. Free functions; any thread.
#pragma once

#include "ocr/fields/lexicon.hpp"
#include "ocr/fields/running.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace docket::ocr {

struct OrganMark {
    std::size_t begin = 0; // in what was read: what stands before is no part of it
    std::u32string text;   // simplified; of the length of the rest
    bool repaired = false; // one character is another than was read
};
// `read` is simplified. As it is where it fits; else without what stands before it; else with one character
// of the reader's other choices, the surest. nullopt where no organ of the register has such a mark.
std::optional<OrganMark> organ_mark(const Lexicon& lexicon, std::u32string_view read, const Chance& chance);

} // namespace docket::ocr
