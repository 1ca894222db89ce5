#include "ocr/fields/fields.hpp"
#include "ocr/fields/parts.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

// A page that opens with the title of an official document came with the letter and is not of it.
bool is_attachment(const PageText& page, std::span<const PageText> pages, int number) {
    constexpr std::array<std::u32string_view, 11> titles{
        U"处理意见书", U"复查意见书", U"答复意见书", U"告知书", U"告知单",    U"决定书",
        U"送达回证",   U"居民身份证", U"判决书",     U"裁定书", U"授权委托书"};
    constexpr std::size_t title_lines = 5;
    constexpr std::size_t longest_title = 30;
    if (page.lines.empty()) return false;
    const std::array numbers{number};
    const Running text(pages, numbers);
    for (std::size_t i = 0; i < std::min(text.lines(), title_lines); ++i) {
        const auto line = text.simple(text.line(i));
        if (line.size() > longest_title || line.find(U"申请") != line.npos || line.find(U'不') != line.npos)
            continue;
        if (std::ranges::any_of(titles, [line](auto title) { return line.ends_with(title); })) return true;
    }
    return false;
}

void measure(std::span<const PageText> pages, LetterFields& found) {
    std::optional<float> worst;
    for (const auto& page : pages) {
        double sum = 0;
        int glyphs = 0;
        for (const auto& line : page.lines)
            for (const auto& glyph : line.glyphs) {
                if (glyph.ch == U' ' || glyph.ch == 0x3000) continue;
                sum += static_cast<double>(glyph.confidence);
                ++glyphs;
            }
        found.characters += glyphs;
        if (glyphs == 0) continue;
        const auto mean = static_cast<float>(sum / glyphs);
        worst = worst ? std::min(*worst, mean) : mean;
    }
    found.page_confidence = worst.value_or(0.0F);
}

} // namespace

Result<LetterFields> understand(std::span<const PageText> pages, const Lexicon& lexicon,
                                std::optional<Date> today) {
    std::vector<int> own;
    std::vector<int> attached;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const int number = static_cast<int>(i);
        (is_attachment(pages[i], pages, number) ? attached : own).push_back(number);
    }
    const bool nothing_else = own.empty() && !attached.empty();
    if (nothing_else) std::swap(own, attached);
    const Running letter(pages, own);
    const Running others(pages, attached);
    Work work{.letter = letter, .attached = others, .lexicon = lexicon, .today = today};
    work.labels = find_labels(letter);
    work.opinions = find_opinions(letter.simple());
    for (auto& date : text::find_dates(letter.lined())) {
        const auto place = letter.unlined({date.begin, date.end});
        date.begin = place.begin, date.end = place.end;
        work.dates.push_back(std::move(date));
    }
    measure(pages, work.found);
    find_kind(work, nothing_else);
    find_people(work);
    find_respondent(work);
    find_numbers(work);
    find_dates_of_letter(work);
    find_claims(work);
    find_place(work);
    find_extras(work);
    return std::move(work.found);
}

} // namespace docket::ocr
