// Whether a text holds, begins with or ends with any word of a list. Free functions; any thread.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace docket::ocr {

using WordList = std::span<const std::u32string_view>;

inline bool holds_any(std::u32string_view text, WordList words) {
    return std::ranges::any_of(words, [text](auto word) { return text.find(word) != text.npos; });
}
inline bool begins_with_any(std::u32string_view text, WordList words) {
    return std::ranges::any_of(words, [text](auto word) { return text.starts_with(word); });
}
inline bool ends_with_any(std::u32string_view text, WordList words) {
    return std::ranges::any_of(words, [text](auto word) { return text.ends_with(word); });
}

} // namespace docket::ocr
