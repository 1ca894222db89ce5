// Where the applicant lives. Doubts: address.short, address.no_number, address.repaired (place names by the
// list, digits and words of houses by the reader's other choices), address.unsure and address.engines_differ
// of readings.cpp.
#include "ocr/fields/misread_places.hpp"
#include "ocr/fields/particulars.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

// 2026年…, 2026.5.6: the day of the letter stands below the address, which has no sign at its end.
bool begins_a_day(const Running& letter, std::size_t at) {
    const auto here = letter.text().substr(at, 5);
    return here.size() == 5 && text::is_one_of(here[4], U"年./-") &&
           std::ranges::all_of(here.substr(0, 4), [](char32_t c) { return text::is_digit(c); });
}

// A house or a room: with it an address can be found, without it a letter cannot be sent there.
bool has_number(std::u32string_view place) {
    return place.find_first_of(U"号室栋幢") != place.npos ||
           std::ranges::any_of(place, [](char32_t c) { return text::is_digit(c); });
}

// Whether an address that has come to the end of a line ends there. It goes on where the line is full, where
// the next begins with a number or its word (16号楼 | 205室), and, as long as it has no number, where one
// comes soon (兴旺社区 | 翁角南路66号).
bool ends_with_its_line(const Running& letter, Span address) {
    constexpr std::size_t soon = 14;
    const auto simple = letter.simple();
    const auto last = address.end - 1, next = address.end;
    if (letter.line_is_full(letter.place(last).line)) return false;
    if (text::is_digit(simple[next]) || text::is_one_of(simple[next], U"号室栋幢楼")) return false;
    if (!text::is_one_of(simple[last], U"号室楼座栋幢村组户路街巷弄里社区镇园苑城寓院道")) return false;
    if (has_number(letter.simple(address))) return true;
    const auto ahead = simple.substr(next, soon);
    const auto number = ahead.find_first_of(U"号室栋幢"), sign = ahead.find_first_of(U"，。；：！？");
    return number == ahead.npos || sign < number;
}

// …381号一带, …的两间旧房: what goes on from here is no part of the address.
bool ends_an_address(const Running& letter, std::size_t at) {
    const auto here = letter.simple().substr(at);
    constexpr std::array<std::u32string_view, 7> words{U"一带", U"附近",     U"旁边", U"对面",
                                                       U"的",   U"联系电话", U"电话"};
    return std::ranges::any_of(words, [&](auto word) { return here.starts_with(word); });
}

// …4栋，1006室: a sign before a number of the same house, which a pen made or a speck.
bool goes_on_after_sign(const Running& letter, std::size_t sign) {
    constexpr std::size_t longest_number = 4;
    const auto behind = letter.simple().substr(sign + 1, longest_number + 1);
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if_not(behind, text::is_digit) - behind.begin());
    return digits > 0 && digits < behind.size() && text::is_one_of(behind[digits], U"号栋幢座室");
}

// What stands apart on its line is no part of an address that has its number, unless it is one of its words:
// a character that was lost leaves such a gap.
bool ends_at_gap(const Running& letter, Span address) {
    constexpr std::size_t shortest = 8;
    if (address.end - address.begin < shortest || !has_number(letter.simple(address))) return false;
    return !text::is_digit(letter.simple()[address.end]) &&
           !text::is_one_of(letter.simple()[address.end], U"号室栋幢座楼单层");
}

// An address runs to a sign or a label, over the end of a line that is full or that stops short of a number.
Span address_at(const Work& work, std::size_t at) {
    constexpr std::size_t longest = 60;
    const auto& letter = work.letter;
    auto span = work.until_label(at, longest);
    auto end = span.begin;
    for (; end < span.end; ++end) {
        const char32_t c = letter.text()[end];
        if (text::is_one_of(c, U"，、") && end > span.begin && goes_on_after_sign(letter, end)) continue;
        if (text::is_one_of(c, U"，。；：！？《") || begins_a_day(letter, end) ||
            ends_an_address(letter, end))
            break;
        // …1103室: a room is the last of an address; a bracket that closes was opened before it.
        if (c == U'）' && letter.text({span.begin, end}).find(U'（') == std::u32string_view::npos) break;
        if (end > span.begin + 1 && letter.simple()[end - 1] == U'室' &&
            text::is_digit(letter.simple()[end - 2]))
            break;
        if (end == span.begin) continue;
        if (letter.place(end).after_gap && ends_at_gap(letter, {span.begin, end})) break;
        if (letter.place(end).starts_line && ends_with_its_line(letter, {span.begin, end})) break;
    }
    while (end > span.begin && text::is_one_of(letter.text()[end - 1], U"、，（")) --end;
    return {span.begin, end};
}

bool is_place(std::u32string_view words) {
    constexpr std::u32string_view units = U"市区县镇乡街路村社巷弄里号栋室";
    return words.size() >= 6 &&
           std::ranges::count_if(words, [&](char32_t c) { return text::is_one_of(c, units); }) >= 2;
}

// Where running text says where somebody lives, in the order in which one believes it.
std::vector<Span> addresses_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 21> words{
        U"住址是", U"住址为", U"地址是", U"地址为", U"住址",   U"地址", U"请寄",
        U"寄到",   U"寄至",   U"家住在", U"家住",   U"现住在", U"现住", U"居住在",
        U"同住在", U"同住",   U"租住在", U"住在",   U"租住",   U"世居", U"家在"};
    const auto simple = work.letter.simple();
    std::vector<Span> all;
    const auto add = [&](std::size_t at) {
        if (const auto span = address_at(work, at); is_place(work.letter.simple(span))) all.push_back(span);
    };
    for (const auto word : words)
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1))
            add(at + word.size());
    for (auto at = simple.find(U'住'); at != simple.npos; at = simple.find(U'住', at + 1)) // ，住某市某区…，
        if (at > 0 && (text::is_punctuation(simple[at - 1]) || work.letter.place(at).starts_line))
            add(at + (simple.substr(at + 1).starts_with(U"：") ? 2 : 1));
    for (const auto who : {U"的村民", U"的居民", U"的业主", U"的住户"}) // 我们是某区某街道某村的村民
        if (const auto end = simple.find(who); end != simple.npos) {
            const auto is = simple.substr(0, end).rfind(U'是');
            if (is == simple.npos || end - is > 40) continue;
            if (const Span span{is + 1, end};
                is_place(work.letter.simple(span)) && address_at(work, is + 1).end >= end)
                all.push_back(span);
        }
    return all;
}

std::optional<Span> address_in_prose(const Work& work) {
    const auto all = addresses_in_prose(work);
    const auto numbered =
        std::ranges::find_if(all, [&](Span span) { return has_number(work.letter.simple(span)); });
    if (numbered != all.end()) return *numbered;
    return all.empty() ? std::nullopt : std::optional(all.front());
}

// An address with what was read wrongly put right.
struct Written {
    std::u32string text;
    bool repaired = false;
};

// One of `wanted` that the reader had among its choices for this character, the likeliest.
char32_t choice_among(const Running& letter, std::size_t at, std::u32string_view wanted) {
    for (const auto& other : letter.place(at).glyph->others)
        if (text::is_one_of(other.ch, wanted)) return other.ch;
    return 0;
}

constexpr std::u32string_view of_houses = U"号栋幢座楼室梯单元层弄组之-";
constexpr std::u32string_view of_roads = U"路街巷弄里社道";

// 3标903室: what stands between the number of a house and that of a room is 栋, unless it is a word of its
// own.
bool is_before_room(const Running& letter, std::size_t at) {
    const auto simple = letter.simple();
    auto end = at + 1;
    if (end < simple.size() && simple[end] == U'，') ++end; // a blot, or a rule
    const auto digits = end;
    while (end < simple.size() && text::is_digit(simple[end])) ++end;
    return end > digits && end < simple.size() && simple[end] == U'室' &&
           !text::is_one_of(simple[at], U"期区组队片弄街路");
}

// 10标1603室, 胡氏若275号, l栋: what stands beside a number is a word of houses or roads, or a digit, where
// the reader thought that possible.
char32_t in_its_place(const Running& letter, Span address, std::size_t at) {
    const auto simple = letter.simple();
    const char32_t c = simple[at];
    const bool after_digit = at > address.begin && text::is_digit(simple[at - 1]);
    const bool before_digit = at + 1 < address.end && text::is_digit(simple[at + 1]);
    const bool before_house = at + 1 < address.end && text::is_one_of(simple[at + 1], of_houses);
    if (text::is_one_of(c, U"lI|丨") && (after_digit || before_digit || before_house)) return U'1';
    if (c == U'/' && !after_digit && before_digit) return U'1';
    if (text::is_one_of(c, U"oO") && after_digit && (before_digit || before_house)) return U'0';
    const bool before_room = is_before_room(letter, at);
    if (!text::is_han(c) || (!before_digit && !before_room)) return c;
    if (after_digit && !text::is_one_of(c, of_houses)) {
        if (const auto word = choice_among(letter, at, U"号栋幢座楼")) return word;
        if (before_room) return letter.text(address) != letter.simple(address) ? U'棟' : U'栋';
    }
    if (!after_digit && !text::is_one_of(c, of_roads) && !text::is_one_of(c, of_houses))
        if (const auto word = choice_among(letter, at, of_roads)) return word;
    return c;
}

Written written(const Work& work, Span address) {
    const auto& letter = work.letter;
    const bool traditional = letter.text(address) != letter.simple(address);
    const auto places = misread_places(work.lexicon.divisions(), letter.simple(address),
                                       [&](std::size_t at, char32_t listed) {
                                           return choice(*letter.place(address.begin + at).glyph, listed);
                                       });
    Written out;
    auto place = places.begin();
    for (auto at = address.begin; at < address.end;) {
        if (place != places.end() && at == address.begin + place->begin) {
            const Span read{at, address.begin + place->end};
            out.text += as_listed(letter, read, place->name, address);
            out.repaired = true;
            at = read.end, ++place;
            continue;
        }
        if (text::is_one_of(letter.simple()[at], U"，、")) { // address_at()
            out.repaired = true, ++at;
            continue;
        }
        const auto c = in_its_place(letter, address, at);
        const bool as_read = c == letter.simple()[at];
        out.text += as_read ? letter.text()[at] : traditional ? text::traditional(c) : c;
        out.repaired = out.repaired || !as_read;
        ++at;
    }
    std::erase(out.text, U' ');
    return out;
}

} // namespace

void find_address(Work& work) {
    std::optional<Span> span;
    for (const auto& hit : work.labels) {
        if (hit.label != Label::address || is_of_another(work, hit.begin)) continue;
        if (const auto here = address_at(work, hit.value); here.end - here.begin >= 3) {
            span = here;
            break;
        }
    }
    if (!span) span = address_in_prose(work);
    if (!span) return;
    std::vector<std::string> doubts;
    work.address = span;
    if (span->end - span->begin < 6) doubts.emplace_back("address.short");
    if (!has_number(work.letter.simple(*span))) doubts.emplace_back("address.no_number");
    const auto address = written(work, *span);
    if (address.repaired) doubts.emplace_back("address.repaired");
    auto field =
        make_field(work.letter, "address", *span, text::encode(address.text), doubts, Reading::in_sense);
    if (address.repaired) field.candidates.push_back(work.letter.utf8(*span));
    work.add(std::move(field));
}

} // namespace docket::ocr
