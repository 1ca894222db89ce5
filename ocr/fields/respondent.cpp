// Whose opinion or conduct the letter is about. Doubts: respondent.unknown (not in the lexicon, or several
// fit), respondent.{short_name, fuzzy, longer_name} as Lexicon gives them, respondent.contradicted (the form
// and the prose name two organs), respondent.label_unsure (an organ after 申请人: a 被 was lost),
// respondent.from_prose (a first letter that names it in passing), respondent.not_reviewer (a re-review of an
// organ that reviews nobody).
#include "ocr/fields/any_of.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

struct Named {
    Span span;
    std::optional<std::size_t> organ;
    std::vector<std::string> doubts;
};

bool goes_on(const Work& work, std::size_t at) {
    const char32_t c = work.letter.text()[at];
    return text::is_han(c) || text::is_one_of(c, U"（）·");
}

// The organ's name after a label: to a sign, a gap or a label; over a line end while the line is full.
Span value_at(const Work& work, std::size_t at) {
    constexpr std::size_t longest = 40;
    auto span = work.until_label(at, longest);
    auto end = span.begin;
    const auto is_organ = [&] {
        return work.lexicon.resolve(work.letter.simple({span.begin, end})).has_value();
    };
    std::optional<std::size_t> gap; // inside a name a character may not have been seen
    for (; end < span.end && goes_on(work, end); ++end) {
        if (end == span.begin) continue;
        if (work.letter.place(end).after_gap) {
            if (gap || is_organ()) break;
            gap = end;
        }
        if (!work.letter.place(end).starts_line) continue;
        if (!work.letter.line_is_full(work.letter.place(end - 1).line)) break;
        const auto whole = work.lexicon.resolve(work.letter.simple({span.begin, end}));
        const bool listed = whole && (whole->doubts.empty() || whole->doubts[0] == "respondent.former_name");
        if (listed) break;
    }
    if (gap && !is_organ()) end = *gap;
    return {span.begin, end};
}

Named resolved(const Work& work, Span span) {
    Named named{span, std::nullopt, {}};
    const auto mention = work.lexicon.resolve(work.letter.simple(span));
    if (!mention) return named.doubts.emplace_back("respondent.unknown"), named;
    named.organ = mention->organ;
    named.doubts = mention->doubts;
    // The other engine read the name as the register has it: the character that differs was misread.
    if (const auto other = other_reading(work.letter, span)) {
        const auto again = work.lexicon.resolve(text::simplified(other->text));
        if (again && again->organ == mention->organ && again->doubts.empty())
            std::erase(named.doubts, "respondent.fuzzy");
    }
    return named;
}

std::optional<Named> labelled(const Work& work, Label label) {
    for (const auto& hit : work.labels) {
        if (hit.label != label) continue;
        const auto span = value_at(work, hit.value);
        if (span.end - span.begin >= 3) return resolved(work, span);
    }
    return std::nullopt;
}

// 申请人：…办事处 — the label lost its 被.
std::optional<Named> organ_as_applicant(const Work& work) {
    for (const auto& hit : work.labels) {
        if (hit.label != Label::applicant) continue;
        const auto span = value_at(work, hit.value);
        if (span.empty() || !is_organ_word(work.letter.simple(span))) continue;
        auto named = resolved(work, span);
        named.doubts.emplace_back("respondent.label_unsure");
        return named;
    }
    return std::nullopt;
}

// 〔2026〕7号, whatever its brackets were taken for
bool holds_number(std::u32string_view text) {
    const auto end = text.rfind(U'号');
    const auto head = text.substr(0, end == text.npos ? 0 : end);
    return std::ranges::count_if(head, text::is_digit) >= 5;
}

// 向A写信反映，得到的答复是…处理意见
bool answers_a_petition(std::u32string_view between) {
    constexpr std::array<std::u32string_view, 5> asked{U"反映", U"投诉", U"举报", U"求助", U"信访"};
    constexpr std::array<std::u32string_view, 3> answered{U"得到", U"收到", U"答复是"};
    for (const auto word : asked)
        if (const auto at = between.find(word); at != between.npos)
            return std::ranges::any_of(answered, [&](auto w) { return between.find(w, at) != between.npos; });
    return false;
}

// Does the organ at `mention` issue the opinion? 不服A于某日作出的《…处理意见书》, 对A作出的处理意见,
// A的处理意见.
bool issues(const Work& work, const Lexicon::Mention& mention, const OpinionPhrase& opinion) {
    constexpr std::size_t reach = 80;
    if (opinion.begin < mention.end || opinion.begin - mention.end > reach) return false;
    const auto between = work.letter.simple({mention.end, opinion.begin});
    if (between.find_first_of(U"。！？；：") != between.npos || between.find(U"被申请人") != between.npos ||
        between.find(U"维持") != between.npos || between.find(U"撤销") != between.npos)
        return false;
    const auto label_between = [&](const LabelHit& h) {
        return h.begin >= mention.end && h.begin < opinion.begin;
    };
    if (std::ranges::any_of(work.labels, label_between)) return false;
    constexpr std::array<std::u32string_view, 10> verbs{U"作出", U"出具", U"做出", U"下达", U"印发",
                                                        U"发出", U"答复", U"所作", U"出了", U"给了"};
    const bool verb = std::ranges::any_of(verbs, [&](auto v) { return between.find(v) != between.npos; });
    // 向A申请复查，对其…: A is whom the letter asks.
    const auto before = work.letter.simple({mention.begin > 2 ? mention.begin - 2 : 0, mention.begin});
    if (before.ends_with(U"向") && answers_a_petition(between)) return true;
    if (before.ends_with(U"向") || before.ends_with(U"此致") || before.ends_with(U"请求"))
        return verb && between.starts_with(U"作出");
    if (between.starts_with(U"《") && between.find(U'》') == between.npos)
        return true; // A《关于…的复查意见书》
    return verb || between.size() <= (holds_number(between) ? 26 : 14);
}

// 原处理意见是A于某日作出的: the organ right behind the opinion.
std::optional<Named> issuer_behind(const Work& work, const std::vector<Lexicon::Mention>& organs,
                                   Opinion of) {
    constexpr std::size_t near = 4, reach = 40; // 处理意见|书》是|A
    const auto simple = work.letter.simple();
    for (const auto& opinion : work.opinions) {
        if (opinion.opinion != of) continue;
        for (const auto& mention : organs) {
            if (mention.begin <= opinion.end || mention.begin - opinion.end > near) continue;
            const auto link = simple[mention.begin - 1];
            const auto clause = simple.substr(mention.end, reach);
            const auto verb = std::min({clause.find(U"作出"), clause.find(U"出具"), clause.find(U"发出")});
            const bool says = text::is_one_of(link, U"是系由") && verb != clause.npos &&
                              verb < clause.find_first_of(U"，。；！？");
            const bool in_brackets = link == U'（'; // 处理意见书（某街道办事处，2026年4月30日）
            if (says || in_brackets)
                return Named{{mention.begin, mention.end}, mention.organ, mention.doubts};
        }
    }
    return std::nullopt;
}

std::vector<Lexicon::Mention> organs_of(const Work& work) { return work.lexicon.find(work.letter.simple()); }

// The organ nearest before an opinion of this kind.
std::optional<Named> issuer_in_prose(const Work& work, Opinion of) {
    const auto organs = organs_of(work);
    for (const auto& opinion : work.opinions) {
        if (opinion.opinion != of) continue;
        for (auto mention = organs.rbegin(); mention != organs.rend(); ++mention) {
            const bool reviews = work.lexicon.organs()[mention->organ].kind != "street";
            if (mention->end > opinion.begin || (of == Opinion::review && !reviews)) continue;
            if (issues(work, *mention, opinion))
                return Named{{mention->begin, mention->end}, mention->organ, mention->doubts};
            break;
        }
    }
    return issuer_behind(work, organs, of);
}

// 不服X于…作出…: X as read, also when a character of it was misread.
std::optional<Named> slot_after_dispute(const Work& work) {
    const auto simple = work.letter.simple();
    const auto at = simple.find(U"不服");
    if (at == simple.npos) return std::nullopt;
    Span span{at + 2, at + 2};
    while (span.end < simple.size() && text::is_han(simple[span.end]) && span.end - span.begin < 30 &&
           !text::is_one_of(simple[span.end], U"于在的") && !simple.substr(span.end).starts_with(U"作出") &&
           !simple.substr(span.end).starts_with(U"出具"))
        ++span.end;
    if (span.end - span.begin < 3 || !is_organ_word(work.letter.simple(span))) return std::nullopt;
    return resolved(work, span);
}

// A答复了，答复书是…〔2026〕78号
std::optional<Named> answered_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 4> answered{U"答复了", U"答复我", U"给了答复", U"给我答复"};
    constexpr std::size_t reach = 30;
    for (const auto& mention : organs_of(work)) {
        const auto behind = work.letter.simple().substr(mention.end, reach);
        if (!begins_with_any(behind, answered) || !holds_number(behind)) continue;
        return Named{{mention.begin, mention.end}, mention.organ, mention.doubts};
    }
    return std::nullopt;
}

// 反映新阳街道办事处…: only right behind the verb.
std::optional<Named> blamed_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 4> verbs{U"反映", U"投诉", U"举报", U"控告"};
    for (const auto& mention : organs_of(work)) {
        const auto before = work.letter.simple().substr(0, mention.begin);
        if (std::ranges::none_of(verbs, [before](auto v) { return before.ends_with(v); })) continue;
        if (work.letter.place(mention.begin).starts_line)
            continue; // …的投诉, and below it whom the letter greets
        Named named{{mention.begin, mention.end}, mention.organ, mention.doubts};
        named.doubts.emplace_back("respondent.from_prose");
        return named;
    }
    return std::nullopt;
}

void contradict(Named& named, const std::optional<Named>& other) {
    if (other && named.organ && other->organ && *named.organ != *other->organ && other->doubts.empty())
        named.doubts.emplace_back("respondent.contradicted");
}

void add_organ(Work& work, const std::string& name, Named named, bool with_code) {
    if (!named.organ) {
        work.add(make_field(work.letter, name, named.span, work.letter.utf8(named.span), named.doubts));
        return;
    }
    const auto& organ = work.lexicon.organs()[*named.organ];
    // One or two characters misread are already counted by a doubt: the others must be sure in the mean.
    work.add(make_field(work.letter, name, named.span, organ.name, named.doubts, Reading::in_sense));
    if (!with_code) return;
    work.add(
        make_field(work.letter, name + "_code", named.span, organ.code, named.doubts, Reading::in_sense));
}

std::optional<Named> find_any(const Work& work, Opinion disputed) {
    auto form = labelled(work, Label::respondent);
    if (!form) form = labelled(work, disputed == Opinion::review ? Label::reviewer : Label::original);
    if (!form) form = organ_as_applicant(work);
    if (disputed == Opinion::none) return form ? form : blamed_in_prose(work);
    auto prose = issuer_in_prose(work, disputed);
    const auto slot = slot_after_dispute(work);
    if (!prose)
        prose = slot;
    else
        contradict(*prose, slot);
    if (!prose && disputed == Opinion::handling) prose = answered_in_prose(work);
    if (!form) return prose;
    contradict(*form, prose);
    return form;
}

} // namespace

void find_respondent(Work& work) {
    const auto disputed = work.disputed();
    if (auto named = find_any(work, disputed)) {
        if (disputed == Opinion::review && named->organ) {
            const auto& kind = work.lexicon.organs()[*named->organ].kind;
            if (kind == "street" || kind == "agency") named->doubts.emplace_back("respondent.not_reviewer");
        }
        add_organ(work, "respondent", *named, true);
    }
    if (disputed != Opinion::review) return;
    auto original = labelled(work, Label::original);
    if (!original) {
        original = issuer_in_prose(work, Opinion::handling);
        // Nobody reviews an opinion of his own.
        const auto reviewer = work.found.value("respondent_code");
        const auto* organ = original && original->organ ? &work.lexicon.organs()[*original->organ] : nullptr;
        if (organ != nullptr && organ->code == reviewer && organ->kind == "government") original.reset();
    }
    if (original) add_organ(work, "original_organ", *original, false);
}

} // namespace docket::ocr
