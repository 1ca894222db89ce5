#include "ocr/ppocr/scripts.hpp"

#include "ocr/ppocr/looks.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>

namespace docket::ocr::ppocr {
namespace {

// From here on a character that only one model saw is believed: a mark, which the traditional model often
// leaves out, and any other.
constexpr float believed_mark = 0.5F, believed = 0.9F;

std::vector<char32_t> sorted(std::span<const char32_t> dictionary) {
    std::vector<char32_t> out(dictionary.begin(), dictionary.end());
    std::ranges::sort(out);
    return out;
}

bool knows(const std::vector<char32_t>& dictionary, char32_t ch) {
    return std::ranges::binary_search(dictionary, ch);
}

bool stands_alone(const Seen& seen) {
    return seen.confidence >= (text::is_han(seen.ch) ? believed : believed_mark);
}

// The traditional model takes a stop for a degree sign, and gives quotes for what it cannot read.
void add_only_traditional(Seen seen, std::vector<Seen>& line) {
    if (text::is_one_of(seen.ch, U"”“’‘\"'`ˋˊ")) return;
    if (seen.ch == U'°') seen.ch = U'。';
    line.push_back(std::move(seen));
}

} // namespace

Scripts::Scripts(std::span<const char32_t> first, std::span<const char32_t> traditional)
    : first_(sorted(first)), traditional_(sorted(traditional)) {}

Seen Scripts::settled(const Seen& first, const Seen& traditional) const {
    const bool first_is_han = text::is_han(first.ch), other_is_han = text::is_han(traditional.ch);
    if (!first_is_han && !other_is_han) return first;
    if (other_is_han && !knows(first_, traditional.ch)) return traditional;
    if (first_is_han && !knows(traditional_, first.ch)) return traditional;
    return weighed(traditional, first);
}

std::vector<Seen> Scripts::joined(const std::vector<Seen>& first,
                                  const std::vector<Seen>& traditional) const {
    const auto there = pairs(traditional, first);
    std::vector<Seen> line;
    std::size_t next = 0; // of the first's characters
    const auto only_first = [&](std::size_t until) {
        for (; next < until; ++next)
            if (stands_alone(first[next])) line.push_back(first[next]);
    };
    for (std::size_t i = 0; i < traditional.size(); ++i) {
        if (!there[i]) {
            add_only_traditional(traditional[i], line);
            continue;
        }
        only_first(*there[i]);
        line.push_back(settled(first[*there[i]], traditional[i]));
        ++next;
    }
    only_first(first.size());
    std::ranges::stable_sort(line, {}, &Seen::from);
    return line;
}

} // namespace docket::ocr::ppocr
