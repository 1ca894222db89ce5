// Which document the letter disputes. Doubts beside those of text::ReadNumber: number.several (two different
// ones in that role), number.role_unsure (the letter does not say which document bears it),
// number.role_contradicted (its mark says another), number.from_attachment (only an attached copy shows it),
// number.contradicted (the attached copy shows another), number.year_differs (from the year of the opinion's
// date), number.hole (room for a character that was not read), number.mark_repaired (one character of the
// mark by the register of organs).
#include "ocr/fields/organ_marks.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/document_number.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

struct Role {
    Opinion opinion = Opinion::none;
    bool strong = false; // said right beside the number
};

// 《信访事项处理意见书》（…号） and 文号：…: only such words between a phrase and its number.
bool is_tight(std::u32string_view between) {
    for (const auto word :
         {U"信访事项", U"信访", U"关于", U"文号", U"编号", U"字号", U"即", U"书", U"以下简称"})
        if (const auto at = between.find(word); at != between.npos && between.size() <= 14) return true;
    return std::ranges::all_of(
        between, [](char32_t c) { return text::is_one_of(c, U"《》（）“”「」〈〉<>书：的， "); });
}

bool one_sentence(std::u32string_view between) { return between.find_first_of(U"。！？") == between.npos; }

// 原意见文号 and 复查文号 of forms; 号 may stand on the line below.
Opinion labelled_as(const Running& letter, std::size_t number) {
    constexpr std::size_t longest = 9;
    const auto begin = number > longest ? number - longest : 0;
    const auto before = letter.simple({begin, number});
    for (const auto word : {U"原意见文", U"原意见书文", U"处理意见文", U"原文号"})
        if (before.find(word) != before.npos) return Opinion::handling;
    for (const auto word : {U"复查文", U"复查意见文", U"复查意见书文"})
        if (before.find(word) != before.npos) return Opinion::review;
    return Opinion::none;
}

Role role_of(const Running& letter, const std::vector<OpinionPhrase>& opinions,
             const text::ReadNumber& number) {
    constexpr std::size_t ahead = 16;
    constexpr std::size_t back = 60;
    if (const auto labelled = labelled_as(letter, number.begin); labelled != Opinion::none)
        return {labelled, true};
    const OpinionPhrase* before = nullptr;
    for (const auto& phrase : opinions) {
        if (phrase.end <= number.begin + 2 && phrase.begin < number.begin) before = &phrase;
        if (phrase.begin < number.end || phrase.begin - number.end > ahead) continue;
        const auto between = letter.simple({number.end, phrase.begin});
        const bool breaks = between.find_first_of(U"，）》；。") != between.npos;
        if (!breaks && is_tight(between)) return {phrase.opinion, true};
    }
    if (before == nullptr) return {};
    const Span gap{before->end, std::max(before->end, number.begin)};
    const auto between = letter.simple(gap);
    if (is_tight(between)) return {before->opinion, true};
    if (between.size() <= back && one_sentence(between)) return {before->opinion, false};
    return {};
}

// 《…条例》（国令〔2022〕1号): the number of a rule.
bool is_of_a_rule(const Running& letter, const text::ReadNumber& number) {
    constexpr std::array<std::u32string_view, 7> rules{U"条例", U"规定", U"办法", U"规程",
                                                       U"细则", U"通知", U"方案"};
    const auto begin = number.begin > 12 ? number.begin - 12 : 0;
    const auto before = letter.simple({begin, number.begin});
    const auto closed = before.rfind(U'》');
    if (closed == before.npos) return false;
    return std::ranges::any_of(rules, [&](auto rule) { return before.substr(0, closed).ends_with(rule); });
}

struct Numbered {
    text::ReadNumber number;
    Role role;
    bool labelled = false;
};

// How sure the reader was of `c` there; of one that looks alike a little, which counts where it had no
// choices.
float chance_of(const Work& work, const Glyph& glyph, char32_t read, char32_t c) {
    constexpr float looks_alike = 0.001F;
    if (const float chosen = choice(glyph, c); chosen > 0) return chosen;
    return work.lexicon.divisions().look_alike(read, c) ? looks_alike : 0;
}

// The register knows the marks of its organs.
void settle_mark(Work& work, const Running& letter, text::ReadNumber& number) {
    const auto decoded = text::decode(number.number.mark);
    if (!decoded) return; // it was read from decoded text
    const auto mark = text::simplified(*decoded);
    if (!letter.simple().substr(number.begin).starts_with(mark)) return; // blanks in it
    const auto known = organ_mark(work.lexicon, mark, [&](std::size_t at, char32_t c) {
        return chance_of(work, *letter.place(number.begin + at).glyph, mark[at], c);
    });
    if (!known || (known->begin == 0 && !known->repaired)) return;
    number.begin += known->begin;
    if (known->begin > 0) std::erase(number.deviations, "number.mark_unsure");
    if (!known->repaired) {
        number.number.mark = text::encode(std::u32string_view(*decoded).substr(known->begin));
        return;
    }
    number.number.mark = text::encode(known->text);
    number.deviations.emplace_back("number.mark_repaired");
    if (&letter != &work.letter) return;
    const Span where{number.begin, number.begin + known->text.size()};
    work.mend(where, as_listed(letter, where, known->text, where));
}

// The form of a number: 〔〕 around the year, no blanks (GB/T 9704—2012, 7.2.5). What brackets were written,
// or read, is for the number's doubts to say.
void set_form(Work& work, const text::ReadNumber& number) {
    constexpr std::size_t year = 4;
    const auto text = work.letter.text();
    const auto is_year = [&](std::size_t at) {
        return at + year <= number.end && std::ranges::all_of(text.substr(at, year), text::is_digit);
    };
    for (auto at = number.begin; at < number.end; ++at) {
        const Span here{at, at + 1};
        if (text::is_one_of(text[at], U"（([［【！!|") && is_year(at + 1)) work.mend(here, U"〔", true);
        if (text::is_one_of(text[at], U"）)]］】") && at >= number.begin + year && is_year(at - year))
            work.mend(here, U"〕", true);
    }
}

std::vector<Numbered> numbers_of(Work& work, const Running& letter,
                                 const std::vector<OpinionPhrase>& opinions) {
    std::vector<Numbered> all;
    for (auto& number : text::find_document_numbers(letter.lined())) {
        const auto place = letter.unlined({number.begin, number.end});
        number.begin = place.begin, number.end = place.end;
        if (is_of_a_rule(letter, number)) continue;
        settle_mark(work, letter, number);
        if (&letter == &work.letter) set_form(work, number);
        Numbered one{std::move(number), {}, false};
        one.role = role_of(letter, opinions, one.number);
        one.labelled = &letter == &work.letter && work.labelled(Label::number, one.number.begin) != nullptr;
        all.push_back(std::move(one));
    }
    return all;
}

// What the mark itself says: 海信复查〔…〕 numbers a review opinion.
Opinion of_mark(const text::DocumentNumber& number) {
    return number.mark.find("复查") == std::string::npos ? Opinion::none : Opinion::review;
}

// Room for a character that was not read: more than print leaves between two, and brackets stand off by half.
bool has_a_hole(const Running& letter, Span span) {
    for (auto i = span.begin + 1; i < span.end; ++i) {
        const auto& left = letter.place(i - 1).glyph->box;
        const auto& right = letter.place(i).glyph->box;
        if (letter.place(i).starts_line || left.empty() || right.empty()) continue;
        const bool bracket =
            text::is_punctuation(letter.text()[i]) || text::is_punctuation(letter.text()[i - 1]);
        const int size = std::max(left.h, right.h);
        if (right.x - (left.x + left.w) > (bracket ? size * 9 / 10 : size * 9 / 20)) return true;
    }
    return false;
}

FieldValue number_field(const Running& letter, const std::string& name, const Numbered& one) {
    const Span span{one.number.begin, one.number.end};
    auto field = make_field(letter, name, span, one.number.number.text(), one.number.deviations);
    if (has_a_hole(letter, span)) doubt(field, "number.hole");
    return field;
}

std::optional<FieldValue> pick(const Work& work, const std::vector<Numbered>& all, Opinion role,
                               const std::string& name) {
    std::vector<const Numbered*> fitting;
    for (const auto& one : all)
        if (one.role.opinion == role) fitting.push_back(&one);
    bool unsure = false;
    if (fitting.empty()) {
        for (const auto& one : all)
            if (one.role.opinion == Opinion::none) fitting.push_back(&one);
        std::ranges::stable_sort(fitting, {}, [](const Numbered* n) { return !n->labelled; });
        unsure = !fitting.empty() && !fitting[0]->labelled;
    }
    if (fitting.empty()) return std::nullopt;
    std::ranges::stable_sort(fitting, {}, [](const Numbered* n) { return !n->role.strong; });
    const auto& best = *fitting[0];
    auto field = number_field(work.letter, name, best);
    const auto differs = [&](const Numbered* n) { return n->number.number != best.number.number; };
    if (unsure) doubt(field, "number.role_unsure");
    if (std::ranges::any_of(fitting, differs)) doubt(field, "number.several");
    const auto told = of_mark(best.number.number);
    if (told != Opinion::none && told != role) doubt(field, "number.role_contradicted");
    return field;
}

// An attached copy of the opinion bears its number above the text, near its title.
void compare_with_attachment(Work& work, std::optional<FieldValue>& field, Opinion role) {
    const auto opinions = find_opinions(work.attached.simple());
    const auto all = numbers_of(work, work.attached, opinions);
    const auto copy = std::ranges::find_if(all, [role](const Numbered& n) {
        return n.role.opinion == role || (of_mark(n.number.number) == role);
    });
    if (copy == all.end()) return;
    if (!field) {
        field = number_field(work.attached, "disputed_number", *copy);
        doubt(*field, "number.from_attachment");
    } else if (field->value != copy->number.number.text()) {
        doubt(*field, "number.contradicted");
    }
}

} // namespace

void find_numbers(Work& work) {
    const auto disputed = work.disputed();
    const auto all = numbers_of(work, work.letter, work.opinions);
    if (disputed == Opinion::none) return;
    auto field = pick(work, all, disputed, "disputed_number");
    compare_with_attachment(work, field, disputed);
    if (field) work.add(*field);
    if (disputed != Opinion::review) return;
    const bool named =
        std::ranges::any_of(all, [](const Numbered& n) { return n.role.opinion == Opinion::handling; });
    if (!named) return;
    auto original = pick(work, all, Opinion::handling, "original_number");
    if (original && (!field || original->value != field->value)) work.add(*original);
}

} // namespace docket::ocr
