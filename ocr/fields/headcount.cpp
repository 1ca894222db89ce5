// How many a letter speaks for, as it says itself.
#include "ocr/fields/any_of.hpp"
#include "ocr/fields/people.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/numerals.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

struct Count {
    std::int64_t people = 0;
    std::size_t end = 0; // behind 人
};

// 12人, 三十六户 at a place.
std::optional<Count> count_at(std::u32string_view simple, std::size_t begin) {
    constexpr std::size_t longest = 6;
    auto end = begin;
    const auto numeral = [](char32_t c) { return text::is_digit(c) || text::is_numeral_character(c); };
    while (end < simple.size() && end - begin < longest && numeral(simple[end])) ++end;
    if (end == begin || end >= simple.size()) return std::nullopt;
    constexpr std::array<std::u32string_view, 8> people{U"邻居", U"业主", U"村民", U"居民",
                                                        U"职工", U"家长", U"人",   U"街坊"};
    const auto behind = simple.substr(end + 1);
    const bool counted = text::is_one_of(simple[end], U"人户名位") ||
                         (simple[end] == U'个' && begins_with_any(behind, people));
    if (!counted) return std::nullopt;
    const auto n = text::parse_numeral(simple.substr(begin, end - begin));
    if (!n || *n < 2 || *n > 100'000) return std::nullopt;
    return Count{*n, end + 1};
}

bool speaks_of_signers(std::u32string_view words) {
    constexpr std::array<std::u32string_view, 7> signs{U"我们", U"联名", U"签名", U"推选",
                                                       U"推举", U"公推", U"联署"};
    return holds_any(words, signs);
}

// 我们是某小区的居民，共34人，联名反映…: in a sentence of those who write, not 现场共5人受伤.
bool is_total_of_writers(const Running& letter, std::size_t at) {
    const auto simple = letter.simple();
    if (at == 0 || (!text::is_one_of(simple[at - 1], U"，、（民主工长们") && !letter.at_boundary(at)))
        return false;
    const Span before{letter.line(letter.place(at).line).begin, at};
    if (letter.simple(before).find(U"人：") != std::u32string_view::npos)
        return true; // 反映人：某村村民共41人
    return speaks_of_signers(letter.simple(sentence_around(letter, at)));
}

// 邻居31户联名写过说明, 交上去188户的联名: others, who vouch or once asked.
bool is_of_others(std::u32string_view sentence) {
    constexpr std::array<std::u32string_view, 7> words{U"写过", U"交上去", U"交过",  U"作证",
                                                       U"证明", U"说明",   U"提交过"};
    return holds_any(sentence, words);
}

// 人数：69
void add_bare(std::u32string_view simple, std::size_t at, std::vector<Headcount>& all) {
    constexpr std::size_t longest = 5;
    auto end = at;
    while (end < simple.size() && end - at < longest && text::is_digit(simple[end])) ++end;
    const auto n = text::parse_numeral(simple.substr(at, end - at));
    if (end > at && n && *n >= 2) all.push_back({*n, {at, end}});
}

void add_after_words(const Running& letter, std::vector<Headcount>& all) {
    constexpr std::array<std::u32string_view, 17> before{
        U"等",   U"我们",   U"全体", U"联名人共", U"签名人共", U"联名共", U"签名共",   U"总数",  U"总人数",
        U"共计", U"人数：", U"我等", U"我们一共", U"人数",     U"共",     U"信一共有", U"信共有"};
    const auto simple = letter.simple();
    for (const auto word : before)
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1)) {
            if (word == U"共" && !is_total_of_writers(letter, at)) continue;
            if (word == U"人数" && !letter.at_boundary(at)) continue;
            if (const auto count = count_at(simple, at + word.size()))
                all.push_back({count->people, {at, count->end}});
            else if (word == U"人数：")
                add_bare(simple, at + word.size(), all);
        }
}

// 某村27名群众的联名信, 32户业主联名
void add_before_words(const Running& letter, std::vector<Headcount>& all) {
    constexpr std::array<std::u32string_view, 10> acts{U"联名",     U"联署",     U"联合",     U"共同签名",
                                                       U"集体签名", U"签名附后", U"签名如下", U"委托我",
                                                       U"推我",     U"托我"};
    constexpr std::size_t near = 5; // 群众的
    const auto simple = letter.simple();
    for (std::size_t at = 0; at < simple.size(); ++at) {
        if (at > 0 && (text::is_digit(simple[at - 1]) || text::is_numeral_character(simple[at - 1])))
            continue;
        const auto count = count_at(simple, at);
        if (!count || is_of_others(letter.simple(sentence_around(letter, at)))) continue;
        const auto clause = simple.substr(count->end, near + 4);
        const auto head = clause.substr(0, clause.find_first_of(U"，。；！？"));
        for (const auto act : acts)
            if (const auto found = head.find(act); found != head.npos && found <= near)
                all.push_back({count->people, {at, count->end}});
    }
}

} // namespace

std::vector<Headcount> headcounts(const Running& letter) {
    std::vector<Headcount> all;
    add_after_words(letter, all);
    add_before_words(letter, all);
    return all;
}

} // namespace docket::ocr
