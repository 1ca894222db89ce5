#include "ocr/fields/letter_pages.hpp"

#include "ocr/fields/running.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace docket::ocr {
namespace {

// A page that opens with the title of an official document came with the letter and is not of it.
bool is_attachment(const PageText& page) {
    constexpr std::array<std::u32string_view, 11> titles{
        U"处理意见书", U"复查意见书", U"答复意见书", U"告知书", U"告知单",    U"决定书",
        U"送达回证",   U"居民身份证", U"判决书",     U"裁定书", U"授权委托书"};
    constexpr std::size_t title_lines = 5;
    constexpr std::size_t longest_title = 30;
    if (page.lines.empty()) return false;
    constexpr std::array only{0};
    const Running text(std::span(&page, 1), only);
    for (std::size_t i = 0; i < std::min(text.lines(), title_lines); ++i) {
        const auto line = text.simple(text.line(i));
        if (line.size() > longest_title || line.find(U"申请") != line.npos || line.find(U'不') != line.npos)
            continue;
        if (std::ranges::any_of(titles, [line](auto title) { return line.ends_with(title); })) return true;
    }
    return false;
}

} // namespace

void LetterPages::take(PageText page) {
    const auto number = static_cast<int>(pages_.size());
    const bool attached = is_attachment(page);
    only_attached_ = only_attached_ && attached;
    measure(page);
    pages_.push_back(std::move(page));
    if (!pages_.back().lines.empty()) keep(attached ? attached_ : own_, number);
}

void LetterPages::keep(std::vector<int>& kept, int number) {
    kept.push_back(number);
    if (kept.size() <= at_the_beginning + at_the_end) return;
    const auto middle = kept.begin() + at_the_beginning;
    pages_[static_cast<std::size_t>(*middle)].lines = std::vector<Line>(); // not {}, which keeps the room
    kept.erase(middle);
    ++let_go_;
}

void LetterPages::measure(const PageText& page) {
    double sum = 0;
    int glyphs = 0;
    for (const auto& line : page.lines)
        for (const auto& glyph : line.glyphs) {
            if (glyph.ch == U' ' || glyph.ch == 0x3000) continue;
            sum += static_cast<double>(glyph.confidence);
            ++glyphs;
        }
    characters_ += glyphs;
    if (glyphs == 0) return;
    const auto mean = static_cast<float>(sum / glyphs);
    worst_ = worst_ ? std::min(*worst_, mean) : mean;
}

} // namespace docket::ocr
