#include "pipeline/flow/covered_words.hpp"

#include "pipeline/base/utf8.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

// How many characters of the text at `at` spell the word, blanks between its characters left out; 0: none.
std::size_t spelled(std::u32string_view text, std::size_t at, std::u32string_view word) {
    const auto is_blank = [](char32_t c) {
        return c == U' ' || c == U'\t' || c == U'\u3000' || c == U'\u00a0';
    };
    std::size_t i = at;
    for (std::size_t k = 0; k < word.size(); ++k) {
        while (k > 0 && i < text.size() && is_blank(text[i])) ++i;
        if (i >= text.size() || text[i] != word[k]) return 0;
        ++i;
    }
    return i - at;
}

} // namespace

void CoveredWords::add(std::string_view word, std::string_view instead) {
    auto chars = code_points(word);
    if (chars.size() < 2) return;
    const auto behind =
        std::ranges::find_if(words_, [&](const auto& one) { return one.first.size() < chars.size(); });
    words_.insert(behind, {std::move(chars), code_points(instead)});
}

std::u32string CoveredWords::cover(std::u32string_view text) const {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t length = 0;
        for (const auto& [word, instead] : words_)
            if (length = spelled(text, i, word); length > 0) {
                out += instead;
                break;
            }
        if (length == 0) out += text[i++];
        i += length;
    }
    return out;
}

json::Value with_texts(const json::Value& value,
                       const std::function<std::string(const std::string&)>& change) {
    if (const auto* held = value.string()) return change(*held);
    if (const auto* list = value.array()) {
        json::Array out;
        for (const auto& one : *list) out.push_back(with_texts(one, change));
        return out;
    }
    if (const auto* object = value.object()) {
        json::Object out;
        for (const auto& [key, held] : object->members()) out.set(key, with_texts(held, change));
        return out;
    }
    return value;
}

} // namespace docket::flow
