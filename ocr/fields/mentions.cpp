#include "ocr/fields/fuzzy.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace docket::ocr {
namespace {

using Phrase = std::pair<std::u32string_view, Opinion>;

constexpr std::array phrases{
    Phrase{U"处理意见", Opinion::handling}, Phrase{U"答复意见", Opinion::handling},
    Phrase{U"处理答复", Opinion::handling}, Phrase{U"办理意见", Opinion::handling},
    Phrase{U"处理决定", Opinion::handling}, Phrase{U"信访答复", Opinion::handling},
    Phrase{U"复查意见", Opinion::review},   Phrase{U"复查决定", Opinion::review},
    Phrase{U"复查答复", Opinion::review},   Phrase{U"复查结论", Opinion::review},
};
constexpr std::size_t phrase_length = 4;

// 复核意见 is one character from 复查意见 and is neither of the opinions a letter disputes.
bool is_another(std::u32string_view four) {
    return four == U"复核意见" || four == U"复议决定" || four == U"处理情况" || four == U"审核意见";
}

// 处理亲见书: the word is told by what is around the character that was misread.
bool is_of_a_document(std::u32string_view four, char32_t behind) {
    return four[3] == U'见' && behind == U'书';
}

std::optional<Opinion> opinion_at(std::u32string_view four, char32_t behind) {
    std::optional<Opinion> near;
    for (const auto& [words, opinion] : phrases) {
        const auto n = differences(words, four);
        if (n == 0) return opinion;
        if (n > 1 || four.substr(0, 2) == words.substr(2)) continue;
        const bool tail_read = four.substr(2) == words.substr(2);
        const bool head_read =
            four.substr(0, 2) == words.substr(0, 2) && (four[2] == U'意' || is_of_a_document(four, behind));
        if (!tail_read && !head_read) continue;
        if (near && *near != opinion) return std::nullopt;
        near = opinion;
    }
    return near;
}

bool ends_sentence(char32_t c) { return text::is_one_of(c, U"。！？"); }

} // namespace

Opinion Work::disputed() const {
    const auto kind = found.value("kind");
    if (kind == "re_review_application") return Opinion::review;
    return kind == "review_application" ? Opinion::handling : Opinion::none;
}

void Work::add(FieldValue field) {
    weigh_readings(*this, field);
    found.fields.push_back(std::move(field));
}

void Work::mend(Span where, std::u32string text, bool only_form) {
    const auto next =
        std::ranges::find_if(mendings, [&](const Mended& m) { return m.where.begin >= where.begin; });
    mendings.insert(next, {where, std::move(text), only_form});
}

MendedText Work::mended(Span span) const {
    MendedText out;
    auto at = span.begin;
    for (const auto& mending : mendings) {
        if (mending.where.begin < at || mending.where.end > span.end) continue;
        out.text += letter.text({at, mending.where.begin});
        out.text += mending.text;
        out.changed = out.changed || !mending.only_form;
        at = mending.where.end;
    }
    out.text += letter.text({at, span.end});
    return out;
}

const LabelHit* Work::first(Label label) const {
    const auto at = std::ranges::find(labels, label, &LabelHit::label);
    return at == labels.end() ? nullptr : &*at;
}

const LabelHit* Work::labelled(Label label, std::size_t at) const {
    constexpr std::size_t beside = 2; // a sign or two between
    const auto hit = std::ranges::find_if(labels, [&](const LabelHit& h) {
        return h.label == label && at >= h.value && at - h.value <= beside;
    });
    return hit == labels.end() ? nullptr : &*hit;
}

Span Work::until_label(std::size_t at, std::size_t most) const {
    const auto next = std::ranges::find_if(labels, [at](const LabelHit& hit) { return hit.begin >= at; });
    const auto limit = next == labels.end() ? letter.size() : next->begin;
    return {at, std::min(limit, at + most)};
}

FieldValue make_field(const Running& letter, std::string name, Span span, std::string value,
                      std::vector<std::string> doubts, Reading reading) {
    FieldValue field;
    field.name = std::move(name);
    field.value = std::move(value);
    field.raw = letter.raw(span);
    field.confidence = reading == Reading::exact ? letter.weakest(span) : letter.mean(span);
    field.page = letter.page(span);
    field.box = letter.box(span);
    for (auto& word : doubts) doubt(field, std::move(word));
    take_readings(letter, span, field);
    return field;
}

float remaining(std::string_view doubt) {
    constexpr std::array notes{"number.square_brackets", "number.round_brackets", "number.black_brackets",
                               "number.small_brackets",  "number.mixed_brackets", "number.ordinal_word",
                               "number.leading_zero",    "number.spaces",         "number.full_width"};
    if (std::ranges::find(notes, doubt) != notes.end()) return 1.0F;
    constexpr std::array small{"id.repaired", "phone.repaired", "applicant.from_signature",
                               "applicant.from_prose"};
    if (std::ranges::find(small, doubt) != small.end()) return 0.9F;
    return 0.6F;
}

void doubt(FieldValue& field, std::string word) {
    if (std::ranges::find(field.doubts, word) != field.doubts.end()) return;
    field.confidence *= remaining(word);
    field.doubts.push_back(std::move(word));
}

std::vector<OpinionPhrase> find_opinions(std::u32string_view simple) {
    std::vector<OpinionPhrase> all;
    for (std::size_t at = 0; at + phrase_length <= simple.size(); ++at) {
        const auto four = simple.substr(at, phrase_length);
        if (is_another(four)) continue;
        const char32_t behind = at + phrase_length < simple.size() ? simple[at + phrase_length] : U'\0';
        if (const auto opinion = opinion_at(four, behind)) {
            all.push_back({*opinion, at, at + phrase_length});
            at += phrase_length - 1;
        }
    }
    return all;
}

void mend_opinions(Work& work) {
    for (const auto& phrase : work.opinions) {
        const Span where{phrase.begin, phrase.end};
        const auto read = work.letter.simple(where);
        if (std::ranges::any_of(phrases, [&](const Phrase& one) { return one.first == read; })) continue;
        const auto meant = std::ranges::find_if(phrases, [&](const Phrase& one) {
            return one.second == phrase.opinion && differences(one.first, read) == 1;
        });
        if (meant != phrases.end()) work.mend(where, as_listed(work.letter, where, meant->first, where));
    }
}

Span sentence_around(const Running& letter, std::size_t at) {
    Span sentence{at, at};
    while (sentence.begin > 0 && !ends_sentence(letter.text()[sentence.begin - 1])) --sentence.begin;
    while (sentence.end < letter.size() && !ends_sentence(letter.text()[sentence.end])) ++sentence.end;
    return sentence;
}

} // namespace docket::ocr
