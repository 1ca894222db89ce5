#include "ocr/fields/particulars.hpp"

#include "ocr/fields/any_of.hpp"
#include "ocr/fields/label_words.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/identity.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

// 申请人电话, behind 被申请人：…；: the label says whose it is.
bool is_labelled_as_own(const Work& work, std::size_t at) {
    constexpr std::size_t near = 60; // 投诉人地址、电话：…，139…
    const LabelHit* last = nullptr;
    for (const auto& hit : work.labels)
        if (hit.begin <= at) last = &hit;
    if (last == nullptr || (at > last->begin && at - last->value > near)) return false;
    return begins_with_any(work.letter.simple().substr(last->begin), writers);
}

// 联系人：张三: who names nobody else, names himself so, or stands below the letter.
bool is_writer_to_be_called(const Work& work, const LabelHit& hit) {
    constexpr std::size_t least_of_name = 2;
    const auto simple = work.letter.simple();
    if (!simple.substr(hit.begin).starts_with(U"联系人")) return false;
    const auto* writer = work.first(Label::applicant);
    return writer == nullptr || hit.begin * 2 > work.letter.size() ||
           simple.substr(hit.value, least_of_name) == simple.substr(writer->value, least_of_name);
}

} // namespace

bool is_of_another(const Work& work, std::size_t at) {
    if (is_labelled_as_own(work, at)) return false;
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
    if (is_writer_to_be_called(work, *owner)) return false;
    switch (owner->label) {
    case Label::respondent:
    case Label::original:
    case Label::reviewer:
    case Label::agent: return true;
    default: return false;
    }
}

namespace {

// The run of id-like characters from `at`, blanks inside allowed.
Span id_run(const Running& letter, std::size_t at) {
    Span run{at, at};
    const auto belongs = [](char32_t c) { return text::digit_meant(c) || text::is_one_of(c, U"Xx×✕"); };
    while (run.end < letter.size() && run.end - run.begin < 30) {
        const char32_t c = letter.text()[run.end];
        const bool blank = c == U' ' && run.end + 1 < letter.size() && belongs(letter.text()[run.end + 1]);
        if (!belongs(c) && !blank) break;
        const bool whole = run.end - run.begin == 18 || run.end - run.begin == 11; // an id or a mobile number
        const bool mobile = run.end - run.begin == 11 && letter.text()[run.begin] == U'1';
        if (whole && (letter.place(run.end).starts_line || (mobile && c == U' '))) break;
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
        const bool labelled = work.labelled(Label::id, run.begin) != nullptr;
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

} // namespace

void find_particulars(Work& work) {
    find_id(work);
    find_phone(work);
    find_address(work);
}

} // namespace docket::ocr
