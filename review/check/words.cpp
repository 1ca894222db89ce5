#include "review/check/words.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/numerals.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <map>

namespace docket::review::check {

namespace {

std::u32string decoded(std::string_view utf8) {
    auto text = text::decode(utf8);
    return text ? *text : std::u32string();
}

std::vector<bool> quotations(Chars text) {
    static const std::map<char32_t, char32_t> pairs{
        {U'“', U'”'}, {U'‘', U'’'}, {U'「', U'」'}, {U'『', U'』'}, {U'《', U'》'}};
    std::vector<bool> out(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto pair = pairs.find(text[i]);
        if (pair == pairs.end()) continue;
        const auto close = text.find(pair->second, i + 1);
        if (close == text.npos) continue; // a mark that is never closed quotes nothing
        std::fill(out.begin() + static_cast<std::ptrdiff_t>(i),
                  out.begin() + static_cast<std::ptrdiff_t>(close) + 1, true);
        i = close;
    }
    return out;
}

bool ends_sentence(char32_t c) { return text::is_one_of(c, U"。！？\n"); }
bool ends_clause(char32_t c) { return ends_sentence(c) || text::is_one_of(c, U"，；："); }

// No sentence that a person reads is longer; a text without signs must not cost the square of its length.
constexpr std::size_t longest_sentence = 400;

Span around(Chars text, std::size_t at, bool (*ends)(char32_t)) {
    const auto first = at - std::min(at, longest_sentence),
               last = std::min(text.size(), at + longest_sentence);
    Span out{at, at};
    while (out.begin > first && !ends(text[out.begin - 1])) --out.begin;
    while (out.end < last && !ends(text[out.end])) ++out.end;
    return out;
}

bool denied_before(Chars before) {
    if (has(before, {U"不存在", U"并无", U"不能据此", U"不能认为", U"不足以", U"不宜认定", U"未发现",
                     U"没有发现", U"不属于", U"并非", U"既非", U"亦非", U"也非", U"不构成", U"不能认定",
                     U"难以认定", U"难以认为", U"谈不上", U"不具有"}))
        return true;
    const auto no = find_last(before, {U"没有", U"未见", U"未出现", U"无任何", U"未有"});
    constexpr std::size_t reach = 12; // 没有核对录像即作认定，属于事实不清 denies nothing
    return (no && before.size() - no->end <= reach) || (!before.empty() && before.back() == U'无');
}

// 程序违法的主张, …一说: what stands before was said by somebody.
bool is_a_saying(Chars after) {
    constexpr std::size_t reach = 10;
    return has(after.substr(0, reach), {U"的主张", U"的意见", U"的说法", U"的理由", U"的质疑", U"一说",
                                        U"之说", U"的辩解", U"等主张", U"等意见", U"等理由"});
}

bool adopted(Chars after) {
    const auto yes = find(
        after, {U"成立", U"予以采纳", U"应予采纳", U"予以支持", U"应予支持", U"应当支持", U"有理", U"属实"});
    if (!yes) return false;
    const auto before = after.substr(0, yes->begin);
    return !(before.ends_with(U"不") || before.ends_with(U"不能") || before.ends_with(U"不应") ||
             before.ends_with(U"难以") || before.ends_with(U"没"));
}

// The last verb of speech, and whether what follows it is really speech: 以 only with 为由, 关于 only with
// 主张.
std::optional<Span> speech(Chars before, Chars after) {
    const Words verbs{U"认为", U"主张", U"辩称",   U"诉称",   U"称",   U"提出", U"反映", U"质疑",
                      U"指出", U"坚持", U"理由是", U"理由为", U"指责", U"投诉", U"请求", U"要求"};
    auto verb = find_last(before, verbs);
    while (verb && verb->begin > 0 &&
           text::is_one_of(before[verb->begin - 1], U"的该")) // a noun: 申请人的主张
        verb = find_last(before.substr(0, verb->begin), verbs);
    if (has(after, {U"为由"}))
        if (const auto with = find_last(before, {U"以"}); with && (!verb || with->end > verb->end))
            verb = with;
    if (has(after, {U"主张", U"意见", U"理由", U"说法", U"辩解"}))
        if (const auto about = find_last(before, {U"关于"}); about && (!verb || about->end > verb->end))
            verb = about;
    return verb;
}

bool spoken_by_another(Chars before, Chars after) {
    const auto verb = speech(before, after);
    if (!verb) return false;
    const auto speaker = before.substr(0, verb->begin);
    const auto other = find_last(speaker, {U"申请人", U"代理人", U"代表人"});
    const auto ours = speaker.rfind(U"本机关");
    return other && (ours == speaker.npos || ours < other->begin);
}

} // namespace

Text::Text(Part p, int c, std::string at, std::string_view utf8)
    : part(p), claim(c), place(std::move(at)), original_(decoded(utf8)) {
    auto form = text::normalise(original_);
    chars_ = std::move(form.simplified);
    source_ = std::move(form.source);
    quoted_ = quotations(chars_);
}

std::string Text::quote(Span span) const {
    if (span.begin >= span.end || span.end > source_.size()) return {};
    const std::size_t from = source_[span.begin], to = source_[span.end - 1] + std::size_t{1};
    return text::encode(Chars(original_).substr(from, to - from));
}

bool has(Chars text, Words words) { return find(text, words).has_value(); }

std::optional<Span> find(Chars text, Words words, std::size_t from) {
    std::optional<Span> out;
    for (const auto word : words) {
        const auto at = text.find(word, from);
        if (at == text.npos) continue;
        if (!out || at < out->begin || (at == out->begin && at + word.size() > out->end))
            out = Span{at, at + word.size()};
    }
    return out;
}

std::optional<Span> find_last(Chars text, Words words) {
    std::optional<Span> out;
    for (const auto word : words)
        if (const auto at = text.rfind(word); at != text.npos && (!out || at + word.size() > out->end))
            out = Span{at, at + word.size()};
    return out;
}

std::vector<Span> sentences(Chars text) {
    std::vector<Span> out;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find_first_of(U"。！？\n", begin), text.size());
        if (end > begin) out.push_back({begin, end});
        begin = end + 1;
    }
    return out;
}

Span sentence(Chars text, std::size_t at) { return around(text, at, ends_sentence); }
Span clause(Chars text, std::size_t at) { return around(text, at, ends_clause); }

Span shortened(Span span) { return {span.begin, std::min(span.end, span.begin + 40)}; }

bool is_blank(std::string_view utf8) {
    const auto chars = decoded(utf8);
    return std::none_of(chars.begin(), chars.end(),
                        [](char32_t c) { return !text::is_space(c) && !text::is_punctuation(c); });
}

Stance stance(const Text& text, Span words) {
    const auto chars = text.chars();
    if (text.quoted(words.begin)) return Stance::theirs;
    const auto around_it = sentence(chars, words.begin);
    const auto near = clause(chars, words.begin);
    const auto before = cut(chars, {around_it.begin, words.begin});
    const auto after = cut(chars, {words.end, std::max(words.end, around_it.end)});
    if (spoken_by_another(before, after) || is_a_saying(after))
        return adopted(after) ? Stance::ours : Stance::theirs;
    if (denied_before(cut(chars, {near.begin, words.begin}))) return Stance::denied;
    if (has(cut(chars, {words.end, std::max(words.end, near.end)}),
            {U"不成立", U"不能成立", U"不存在", U"不属实"}))
        return Stance::denied;
    if (near.end > near.begin && near.end < chars.size() && chars[near.end - 1] == U'的')
        return Stance::general;
    // 有…的，应当撤销: what a rule orders, not what this opinion finds
    const bool after_condition =
        near.begin > around_it.begin + 1 && chars[near.begin - 2] == U'的' && chars[near.begin - 1] == U'，';
    if (after_condition && has(cut(chars, near), {U"应当", U"应予", U"可以"})) return Stance::general;
    const auto lead = cut(chars, {near.begin, words.begin});
    if (has(lead, {U"是否", U"如果", U"凡", U"倘若", U"只有", U"情形包括", U"情形有"}))
        return Stance::general;
    if (!lead.empty() && text::is_one_of(lead.front(), U"如若倘")) return Stance::general;
    if (has(before, {U"曾", U"此前", U"先前", U"前次", U"上一次", U"第一次", U"已被"})) return Stance::past;
    return Stance::ours;
}

std::vector<int> claims_named(Chars text) {
    std::vector<int> out;
    for (auto at = text.find(U'第'); at != text.npos; at = text.find(U'第', at + 1)) {
        const auto end = text.find(U'项', at);
        if (end == text.npos) break;
        if (end - at < 2 || end - at > 4) continue;
        if (at > 0 && text::is_one_of(text[at - 1], U"条款")) continue; // an item of a law
        const auto n = text::parse_numeral(text.substr(at + 1, end - at - 1));
        if (n && *n >= 1 && *n <= 9999) out.push_back(static_cast<int>(*n));
    }
    return out;
}

} // namespace docket::review::check
