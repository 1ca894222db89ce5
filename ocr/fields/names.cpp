#include "ocr/fields/any_of.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

constexpr std::size_t usual_name = 4; // two-character surname and two more
constexpr std::size_t longest_name = 30;

// 张三女汉族: where the sex begins when the comma was lost.
std::size_t cut_at_sex(std::u32string_view word) {
    for (std::size_t i = 2; i + 1 < word.size(); ++i)
        if (text::is_one_of(word[i], U"男女") &&
            text::is_one_of(word[i + 1], U"汉，族，回苗畲满壮年19出现身"))
            return i;
    return word.size();
}

std::size_t end_of_name(const Work& work, std::size_t at, std::size_t limit) {
    const auto& letter = work.letter;
    auto end = at;
    for (; end < limit && end - at < longest_name; ++end) {
        const char32_t c = letter.text()[end];
        if ((!text::is_han(c) && c != U'·') || c == U'丶') break;
        const bool apart = letter.place(end).starts_line || letter.place(end).after_gap;
        const bool line_ended =
            end > at && letter.place(end).starts_line && !letter.line_is_full(letter.place(end - 1).line);
        if (line_ended || (end > at + 1 && apart)) break; // 张　三 is one name, 张三　李四 are two
        if (letter.simple()[end] == U'等' && end >= at + 2) break;
    }
    return end;
}

// A further line of a list of names: two to four characters each, gaps between, nothing else.
bool is_line_of_names(const Work& work, std::size_t at) {
    const auto& letter = work.letter;
    if (!letter.place(at).starts_line) return false;
    const auto line = letter.line(letter.place(at).line);
    std::size_t length = 0;
    for (auto i = line.begin; i < line.end; ++i) {
        if (!text::is_han(letter.text()[i])) return false;
        if (letter.place(i).after_gap && length > 1) length = 0;
        if (++length > usual_name) return false;
    }
    return length >= 2;
}

} // namespace

// Words of forms and of closing lines that stand where a name could stand.
bool is_word_of_forms(std::u32string_view word) {
    constexpr std::array<std::u32string_view, 44> words{
        U"签名",   U"签字",   U"盖章", U"签章", U"日期", U"敬礼", U"此致", U"姓名", U"性别",
        U"民族",   U"年月日", U"附件", U"匿名", U"电话", U"住址", U"地址", U"谢谢", U"身份证",
        U"复印件", U"手印",   U"指印", U"本人", U"群众", U"居民", U"村民", U"业主", U"领导",
        U"信访",   U"复查",   U"申请", U"意见", U"事实", U"理由", U"请求", U"敬上", U"此呈",
        U"谨呈",   U"谨上",   U"敬启", U"写于", U"敬请", U"敬语", U"代表", U"人数"};
    return holds_any(word, words);
}

bool is_body(std::u32string_view word) {
    constexpr std::array<std::u32string_view, 16> ends{
        U"公司", U"委员会", U"业委会", U"小组",   U"合作社", U"厂",   U"学校", U"中学",
        U"小学", U"幼儿园", U"商店",   U"经营部", U"工作室", U"协会", U"农场", U"超市"};
    return word.size() >= 5 && ends_with_any(word, ends);
}

bool is_organ_word(std::u32string_view word) {
    constexpr std::array<std::u32string_view, 8> ends{U"局",   U"政府",   U"办事处", U"街道办",
                                                      U"街道", U"管理所", U"派出所", U"管委会"};
    return word.size() >= 3 && ends_with_any(word, ends);
}

bool is_name(std::u32string_view word) {
    if (word.size() < 2 || is_word_of_forms(word)) return is_body(word) && word.size() >= 6;
    // No name begins with a word of grammar; these stand after 本人 and 我是.
    if (text::is_one_of(word[0],
                        U"第所是在现对因的为就不已被将要把从向到去让给也还又再很没他她它你我您这那哪怎谁"))
        return false;
    if (word.find(U'·') != word.npos) return word.size() <= 20;
    return word.size() <= usual_name || is_body(word);
}

namespace {

constexpr std::size_t most_names = 60;

// A name alone on its line, and below it another one.
bool begins_stack_of_names(const Work& work, std::size_t at, std::size_t limit) {
    const auto& letter = work.letter;
    const auto next = letter.line(letter.place(at).line).end;
    const auto alone = [&](std::size_t begin) {
        return is_line_of_names(work, begin) && is_name(letter.simple(letter.line(letter.place(begin).line)));
    };
    return next < limit && alone(at) && alone(next);
}

// What shines through or was a blot reads as a few signs.
bool is_noise(const Running& letter, Span line) {
    return std::ranges::none_of(letter.text(line),
                                [](char32_t c) { return text::is_han(c) || text::is_digit(c); });
}

// A line below rows of names that may be another one: characters without a sign, but no room tells where to
// part.
bool may_be_unparted_row(const Work& work, std::size_t at, std::size_t limit) {
    const auto& letter = work.letter;
    if (at >= limit || !letter.place(at).starts_line) return false;
    const auto line = letter.line(letter.place(at).line);
    return line.end - line.begin > usual_name && line.end <= limit &&
           std::ranges::all_of(letter.text(line), text::is_han);
}

// Lines of names side by side from `at` on; where they end. `guessed` where a row showed no room between
// them.
std::size_t take_rows(const Work& work, std::size_t at, std::size_t limit, std::vector<Span>& names,
                      bool& guessed) {
    const auto& letter = work.letter;
    for (bool first = true; at < limit && names.size() < most_names; first = false) {
        const auto end = std::min(letter.line(letter.place(at).line).end, limit);
        if (!first && is_noise(letter, {at, end})) {
            at = end;
            continue;
        }
        auto row = names_in_row(work, {at, end});
        const bool one_alone = first ? begins_stack_of_names(work, at, limit) : is_line_of_names(work, at);
        if (row.empty() && one_alone) row = {{at, end}};
        if (row.empty() && end - at > usual_name) {
            row = names_by_surname(work, {at, end});
            guessed = guessed || !row.empty();
        }
        if (row.empty()) return at;
        names.insert(names.end(), row.begin(), row.end());
        at = row.back().end;
        if (at < end) return at; // more than names stands there
    }
    return at;
}

} // namespace

std::vector<Span> read_names(const Work& work, std::size_t at, std::vector<std::string>& doubts) {
    std::vector<Span> names;
    const auto limit = work.until_label(at, longest_name * most_names).end;
    while (at < limit && names.size() < most_names) {
        const bool may_be_row = names.empty() || work.letter.place(at).starts_line;
        bool guessed = false;
        if (const auto end = may_be_row ? take_rows(work, at, limit, names, guessed) : at; end > at) {
            if (guessed) doubts.emplace_back("applicant.cut");
            if (std::ranges::any_of(names, [](Span name) { return name.end - name.begin == 1; }))
                doubts.emplace_back("applicant.too_short");
            if (may_be_unparted_row(work, end, limit)) doubts.emplace_back("applicant.too_long");
            break;
        }
        Span name{at, end_of_name(work, at, limit)};
        auto words = work.letter.simple(name);
        cut_greeting(words);
        name.end = name.begin + words.size();
        const auto cut = cut_at_sex(words);
        const bool was_cut = name.begin + cut < name.end;
        name.end = name.begin + cut;
        if (name.end == name.begin + 1 && !is_name(work.letter.simple(name))) {
            doubts.emplace_back("applicant.too_short");
            break;
        }
        if (!is_name(work.letter.simple(name))) {
            if (names.empty() && name.end - name.begin > usual_name &&
                !is_word_of_forms(work.letter.simple(name))) {
                doubts.emplace_back("applicant.too_long");
                names.push_back(name);
            }
            break;
        }
        names.push_back(name);
        if (was_cut) {
            doubts.emplace_back("applicant.cut");
            break;
        }
        at = name.end;
        if (at < limit && text::is_one_of(work.letter.text()[at], U"、丶")) {
            ++at;
            continue;
        }
        if (at >= limit) break;
        const bool beside = work.letter.place(at).after_gap && text::is_han(work.letter.text()[at]);
        if (!beside && !(names.size() >= 2 && is_line_of_names(work, at))) break;
    }
    return names;
}

} // namespace docket::ocr
