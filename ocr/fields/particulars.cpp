#include "ocr/fields/particulars.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/identity.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

// Does what stands here belong to an agent or to the other side? Theirs follows their label closely.
bool is_of_another(const Work& work, std::size_t at) {
    constexpr std::size_t reach = 150;
    const LabelHit* owner = nullptr;
    for (const auto& hit : work.labels) {
        if (hit.begin > at) break;
        switch (hit.label) {
        case Label::id:
        case Label::phone:
        case Label::address:
        case Label::letter_date:
        case Label::other: break;
        default: owner = &hit;
        }
    }
    if (owner == nullptr || at - owner->begin > reach) return false;
    switch (owner->label) {
    case Label::respondent:
    case Label::original:
    case Label::reviewer:
    case Label::agent: return true;
    default: return false;
    }
}

// The run of id-like characters from `at`, blanks inside allowed.
Span id_run(const Running& letter, std::size_t at) {
    Span run{at, at};
    const auto belongs = [](char32_t c) { return text::digit_meant(c) || text::is_one_of(c, U"Xx×✕"); };
    while (run.end < letter.size() && run.end - run.begin < 30) {
        const char32_t c = letter.text()[run.end];
        const bool blank = c == U' ' && run.end + 1 < letter.size() && belongs(letter.text()[run.end + 1]);
        if (!belongs(c) && !blank) break;
        const bool whole = run.end - run.begin == 18 || run.end - run.begin == 11; // an id or a mobile number
        if (whole && letter.place(run.end).starts_line) break;
        ++run.end;
    }
    return run;
}

std::size_t digits_in(std::u32string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char32_t c) { return text::is_digit(c); }));
}

FieldValue id_field(const Work& work, Span run) {
    const auto read = work.letter.utf8(run);
    const auto candidates = text::id_candidates(read);
    std::vector<std::string> doubts;
    auto value = read;
    std::erase(value, ' ');
    // The reading itself, letters made digits; a look-alike is for a person to choose.
    const auto own = std::ranges::find(candidates, 0, &text::Candidate::digits_changed);
    if (own != candidates.end()) {
        value = own->number;
        if (own->changes > 0) doubts.emplace_back("id.repaired");
    }
    if (const auto id = text::parse_resident_id(value, work.today); !id) doubts.push_back(id.error().code);
    return make_field(work.letter, "id_number", run, value, doubts);
}

void find_id(Work& work) {
    std::vector<FieldValue> all;
    const auto text = work.letter.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto run = id_run(work.letter, at);
        if (run.empty()) continue;
        const auto words = work.letter.text(run);
        const auto length = words.size() - static_cast<std::size_t>(std::ranges::count(words, U' '));
        const bool labelled = std::ranges::any_of(work.labels, [&](const LabelHit& h) {
            return h.label == Label::id && run.begin - h.value <= 2 && run.begin >= h.value;
        });
        const bool shaped = length == 18 || (labelled && length >= 15 && length <= 20);
        if (shaped && digits_in(words) >= 13 && !is_of_another(work, at)) all.push_back(id_field(work, run));
        at = run.end;
    }
    if (all.empty()) return;
    const bool several =
        std::ranges::any_of(all, [&](const FieldValue& f) { return f.value != all[0].value; });
    const auto signers = work.found.find("applicants");
    if (several && signers == nullptr) doubt(all[0], "id.several");
    work.add(std::move(all[0]));
}

Span phone_run(const Running& letter, std::size_t at) {
    Span run{at, at};
    const auto belongs = [](char32_t c) { return text::digit_meant(c) || text::is_one_of(c, U" -—（）+转"); };
    while (run.end < letter.size() && run.end - run.begin < 24 && belongs(letter.text()[run.end])) {
        const bool apart = letter.place(run.end).after_gap || letter.place(run.end).starts_line;
        if (run.end > run.begin && apart && text::parse_phone(letter.utf8(run))) break;
        ++run.end;
    }
    while (!run.empty() && !text::digit_meant(letter.text()[run.end - 1])) --run.end;
    return run;
}

FieldValue phone_field(const Work& work, Span run) {
    std::u32string digits(work.letter.text(run));
    std::vector<std::string> doubts;
    for (auto& c : digits) {
        const auto meant = text::digit_meant(c);
        if (!meant || *meant == c) continue;
        c = *meant;
        doubts = {"phone.repaired"};
    }
    const auto phone = text::parse_phone(text::encode(digits));
    if (!phone) doubts.emplace_back("phone.malformed");
    return make_field(work.letter, "phone", run, phone ? phone->number : text::encode(digits), doubts);
}

// 打我的座机0592-…, 手机号码是\n139-…: a number that words of calling announce.
void add_phones_in_prose(const Work& work, std::vector<FieldValue>& all) {
    constexpr std::array<std::u32string_view, 7> words{U"电话", U"手机", U"座机", U"号码",
                                                       U"联系", U"拨打", U"致电"};
    constexpr std::size_t announced_within = 10;
    const auto simple = work.letter.simple();
    for (std::size_t at = 1; at + 8 <= simple.size(); ++at) {
        if (!text::is_one_of(simple[at], U"01") || text::is_ascii_alnum(simple[at - 1])) continue;
        const auto run = phone_run(work.letter, at);
        if (digits_in(work.letter.text(run)) < 10 || is_of_another(work, at)) continue;
        const auto from = at > announced_within ? at - announced_within : 0;
        const auto before = simple.substr(from, at - from);
        if (std::ranges::none_of(words, [&](auto word) { return before.find(word) != before.npos; }))
            continue;
        if (auto field = phone_field(work, run); field.doubts.empty()) all.push_back(std::move(field));
        at = run.end;
    }
}

void find_phone(Work& work) {
    std::vector<FieldValue> all;
    for (const auto& hit : work.labels) {
        if (hit.label != Label::phone || is_of_another(work, hit.begin)) continue;
        const auto run = phone_run(work.letter, hit.value);
        if (digits_in(work.letter.text(run)) >= 5) all.push_back(phone_field(work, run));
    }
    const auto words = work.letter.text();
    for (std::size_t at = 0; all.empty() && at + 11 <= words.size();
         ++at) { // a mobile number without a label
        const bool starts = words[at] == U'1' && (at == 0 || !text::is_ascii_alnum(words[at - 1]));
        const auto run = starts ? id_run(work.letter, at) : Span{};
        if (run.end - run.begin < 11 || run.end - run.begin > 13 || is_of_another(work, at)) continue;
        auto field = phone_field(work, run);
        if (field.doubts.empty()) all.push_back(std::move(field));
    }
    if (all.empty()) add_phones_in_prose(work, all);
    if (all.empty()) return;
    std::ranges::stable_sort(all, {}, [](const FieldValue& f) { return f.doubts.size(); });
    work.add(std::move(all[0]));
}

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

// An address runs to a sign or a label, over the end of a line that is full or that stops short of a number.
Span address_at(const Work& work, std::size_t at) {
    constexpr std::size_t longest = 60;
    const auto& letter = work.letter;
    auto span = work.until_label(at, longest);
    auto end = span.begin;
    for (; end < span.end; ++end) {
        const char32_t c = letter.text()[end];
        if (text::is_one_of(c, U"，。；：！？《") || begins_a_day(letter, end) ||
            ends_an_address(letter, end))
            break;
        if (end == span.begin) continue;
        if (letter.place(end).after_gap && end - span.begin >= 8) break;
        if (letter.place(end).starts_line && ends_with_its_line(letter, {span.begin, end})) break;
    }
    return {span.begin, end};
}

bool is_place(std::u32string_view words) {
    constexpr std::u32string_view units = U"市区县镇乡街路村社巷弄里号栋室";
    return words.size() >= 6 &&
           std::ranges::count_if(words, [&](char32_t c) { return text::is_one_of(c, units); }) >= 2;
}

// Where running text says where somebody lives, in the order in which one believes it.
std::vector<Span> addresses_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 14> words{U"住址是", U"住址为", U"地址是", U"地址为", U"家住在",
                                                        U"家住",   U"现住在", U"现住",   U"居住在", U"租住在",
                                                        U"住在",   U"租住",   U"世居",   U"家在"};
    const auto simple = work.letter.simple();
    std::vector<Span> all;
    const auto add = [&](std::size_t at) {
        if (const auto span = address_at(work, at); is_place(work.letter.simple(span))) all.push_back(span);
    };
    for (const auto word : words)
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1))
            add(at + word.size());
    for (auto at = simple.find(U'住'); at != simple.npos; at = simple.find(U'住', at + 1)) // ，住某市某区…，
        if (at > 0 && text::is_punctuation(simple[at - 1])) add(at + 1);
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
    work.add(make_field(work.letter, "address", *span, work.letter.utf8(*span), doubts, Reading::in_sense));
}

} // namespace

void find_particulars(Work& work) {
    find_id(work);
    find_phone(work);
    find_address(work);
}

} // namespace docket::ocr
