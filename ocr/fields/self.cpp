// How the writer speaks of himself in the text: by name, or that he gives none.
#include "ocr/fields/any_of.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/people.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

// After a sign, or on a line of its own: one that runs over from a full line begins no clause.
bool begins_clause(const Running& letter, std::size_t at) {
    if (at == 0 || text::is_punctuation(letter.text()[at - 1])) return true;
    const auto& here = letter.place(at);
    return here.after_gap || (here.starts_line && !letter.line_is_full(letter.place(at - 1).line));
}

// 不便写下姓名, 不敢留名字
std::optional<Span> keeps_name_back(std::u32string_view simple) {
    constexpr std::array<std::u32string_view, 6> unwilling{U"不便", U"不敢", U"不愿",
                                                           U"不想", U"不能", U"恕不"};
    constexpr std::array<std::u32string_view, 6> acts{U"写", U"留", U"署", U"具", U"透露", U"说"};
    constexpr std::array<std::u32string_view, 4> things{U"姓名", U"名字", U"真名", U"实名"};
    constexpr std::size_t near = 5;
    for (const auto word : unwilling)
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1)) {
            const auto behind = simple.substr(at + word.size());
            if (std::ranges::none_of(acts, [&](auto act) { return behind.starts_with(act); })) continue;
            for (const auto thing : things)
                if (const auto found = behind.find(thing); found <= near)
                    return Span{at, at + word.size() + found + thing.size()};
        }
    return std::nullopt;
}

bool may_be_called(std::u32string_view name) {
    constexpr std::array<std::u32string_view, 8> others{U"党员", U"农民", U"居民", U"家长",
                                                        U"员工", U"职工", U"明白", U"从"};
    return name.size() <= 3 && has_surname(name) && !begins_with_any(name, others);
}

} // namespace

// 我叫…, 本人…，
std::optional<Span> named_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 8> words{U"我叫",       U"我名叫", U"我的名字叫", U"本人",
                                                       U"我的名字是", U"名字是", U"我姓名",     U"我是"};
    constexpr std::array<std::u32string_view, 9> behind{U"今年", U"现年", U"家住", U"男",  U"女",
                                                        U"住",   U"系",   U"是",   U"现在"};
    const auto simple = work.letter.simple();
    for (const auto word : words) {
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1)) {
            if (word != U"名字是" && !begins_clause(work.letter, at)) continue; // 业主本人, 把我叫到走廊
            Span name{at + word.size(), at + word.size()};
            while (name.end < simple.size() && name.end - name.begin < 8 && text::is_han(simple[name.end]))
                ++name.end;
            for (const auto next : behind)
                if (const auto cut = work.letter.simple(name).find(next, 2); cut != simple.npos)
                    name.end = name.begin + cut;
            const bool ended = name.end < simple.size() && !text::is_han(simple[name.end]);
            const bool cut =
                std::ranges::any_of(behind, [&](auto b) { return simple.substr(name.end).starts_with(b); });
            if (word == U"我是" && !may_be_called(work.letter.simple(name))) continue; // 我是党员
            const bool own_name =
                word != U"本人" || (name.end < simple.size() && (simple[name.end] == U'，' || cut));
            if ((ended || cut) && own_name && is_name(work.letter.simple(name)) &&
                !is_organ_word(work.letter.simple(name)) && name.end - name.begin <= 4)
                return name;
        }
    }
    return std::nullopt;
}

std::optional<Span> says_anonymous(const Work& work) {
    constexpr std::array<std::u32string_view, 23> words{
        U"没有署名",     U"没有留名",         U"没有写名字",   U"没写名字",     U"不写名字",    U"不写姓名",
        U"人：不便透露", U"不敢写自己的名字", U"不敢写名字",   U"不敢留名",     U"不愿留名",    U"不留姓名",
        U"匿名",         U"不便署名",         U"不愿署名",     U"不敢署名",     U"不便具名",    U"不愿具名",
        U"恕不具名",     U"恕不署名",         U"不愿透露姓名", U"不便透露姓名", U"不敢透露姓名"};
    const auto simple = work.letter.simple();
    for (const auto word : words)
        if (const auto at = simple.find(word); at != simple.npos) return Span{at, at + word.size()};
    if (const auto kept = keeps_name_back(simple)) return kept;
    // Below the text: 一名群众, 知情居民
    constexpr std::array<std::u32string_view, 7> some{U"一名", U"一位", U"一个", U"知情",
                                                      U"部分", U"热心", U"广大"};
    constexpr std::array<std::u32string_view, 9> who{U"群众",   U"居民", U"业主", U"村民", U"市民",
                                                     U"知情人", U"职工", U"家长", U"员工"};
    constexpr std::size_t below = 6;
    for (std::size_t i = work.letter.lines() > below ? work.letter.lines() - below : 0;
         i < work.letter.lines(); ++i) {
        const auto line = work.letter.line(i);
        const auto has = [&](auto word) { return work.letter.simple(line).find(word) != simple.npos; };
        // 一个打工的人, above the date
        const bool last =
            i + 2 == work.letter.lines() && closing_date(work) && work.letter.simple(line).ends_with(U"人");
        if (last && line.end - line.begin <= 10 && (has(some[0]) || has(some[1]) || has(some[2])))
            return line;
        if (line.end - line.begin <= 14 && std::ranges::any_of(some, has) && std::ranges::any_of(who, has))
            return line;
    }
    return std::nullopt;
}

} // namespace docket::ocr
