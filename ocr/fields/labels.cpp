#include "ocr/fields/labels.hpp"

#include "ocr/fields/fuzzy.hpp"
#include "ocr/fields/label_words.hpp"
#include "ocr/fields/lists.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace docket::ocr {
namespace {

// 【申请人】 stands as 申请人： does.
bool is_colon(char32_t c) { return text::is_one_of(c, U"：:；;︰∶】〕"); }

// 反映人！ at the end of a line, 申请人，张三 as a line of its own.
bool is_colon_misread(const Running& letter, std::size_t at) {
    constexpr std::size_t longest_name = 4;
    const auto line = letter.line(letter.place(at).line);
    if (line.end == at + 1) return text::is_one_of(letter.simple()[at], U"！!。，、.”“");
    auto rest = letter.text({at + 1, line.end});
    cut_greeting(rest);
    return text::is_one_of(letter.simple()[at], U"，!！.”“") && rest.size() >= 2 &&
           rest.size() <= longest_name && std::ranges::all_of(rest, text::is_han);
}

// 申请人签 with 名 on the line below: a label broken in a narrow cell. What of it stands on the first line.
std::size_t head_of_broken(const Running& letter, std::size_t at, std::u32string_view label) {
    constexpr std::size_t longest_tail = 2, shortest_head = 3;
    if (!letter.place(at).starts_line || letter.place(at).line + 1 >= letter.lines()) return 0;
    const auto below = letter.simple(letter.line(letter.place(at).line + 1));
    if (below.empty() || below.size() > longest_tail || label.size() < below.size() + shortest_head) return 0;
    const auto head = label.size() - below.size();
    const bool broken =
        label.ends_with(below) && letter.simple().substr(at).starts_with(label.substr(0, head));
    return broken && at + head < letter.size() && letter.place(at + head).after_gap ? head : 0;
}

// 石仲文 as all that is left of a line, 阮素珍（身份证号…, 方火炎，女，…
bool is_named(std::u32string_view rest) {
    constexpr std::size_t longest_name = 4;
    cut_greeting(rest);
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(rest, text::is_han) - rest.begin());
    const auto name = rest.substr(0, end), behind = rest.substr(end);
    if (name.size() > longest_name || !has_surname(name) || is_word_of_forms(name)) return false;
    return behind.empty() || behind[0] == U'（' || behind.starts_with(U"，男") ||
           behind.starts_with(U"，女") || behind.starts_with(U"，身份证") ||
           behind.starts_with(U"，公民身份");
}

// 申请人石仲文 as a line of its own, 手机0592-6031927, 户籍地厦门市…: what follows needs no sign before it.
bool tells_by_itself(const Running& letter, std::size_t at, Label label) {
    constexpr std::size_t near = 8;
    if (at >= letter.size()) return false;
    const auto rest = letter.simple({at, letter.line(letter.place(at).line).end});
    switch (label) {
    case Label::applicant: return is_named(rest);
    case Label::respondent:
    case Label::original:
    case Label::reviewer: return is_organ_word(rest);
    case Label::issued:
    case Label::received:
    case Label::letter_date:
        return text::is_digit(rest[0]) || rest.starts_with(U"二〇") || rest.starts_with(U"二0");
    case Label::id:
    case Label::phone: return text::is_digit(rest[0]);
    case Label::address: return rest.substr(0, near).find_first_of(U"市区") != rest.npos;
    default: return false;
    }
}

// Where the value begins if the label ends at `end`; nullopt when what follows is no label's end.
std::optional<std::size_t> value_after(const Running& letter, std::size_t end, bool exact, Label label) {
    const auto simple = letter.simple();
    auto at = end;
    if (at < simple.size() && simple[at] == U'（') { // 申请人（签名）：
        const auto close = simple.find(U'）', at);
        if (close != simple.npos && close - at <= 12 && close + 1 < simple.size() &&
            is_colon(simple[close + 1]))
            return close + 2;
    }
    if (at < simple.size() && is_colon(simple[at])) return at + 1;
    if (!exact) return std::nullopt;
    if (at < simple.size() && is_colon_misread(letter, at)) return at + 1;
    if (tells_by_itself(letter, at, label)) return at;
    const bool stands_alone =
        at == simple.size() || letter.place(at).starts_line || letter.place(at).after_gap;
    return stands_alone ? std::optional(at) : std::nullopt;
}

// …307室联系方式：0592-…: a telephone number or an identity number needs no boundary before its label.
bool announces_digits(const Running& letter, std::size_t at) {
    constexpr std::array<std::u32string_view, 6> words{U"联系电话", U"联系方式",   U"手机号码",
                                                       U"电话号码", U"身份证号码", U"身份证号"};
    const auto here = letter.simple().substr(at);
    const auto word = std::ranges::find_if(words, [&](auto w) { return here.starts_with(w); });
    return word != words.end() && word->size() < here.size() && is_colon(here[word->size()]) && at > 0 &&
           !text::is_one_of(letter.simple()[at - 1], U"人者位关的其");
}

// 1.申请人 and 一、请求事项 stand at a boundary; so does 申请人二 have its number behind.
bool may_stand_at(const Running& letter, std::size_t at) {
    return letter.at_boundary(at) || announces_digits(letter, at);
}

// 二、信访请求: the heading has its number before it, at the start of the line.
bool follows_a_mark(const Running& letter, std::size_t at) {
    for (std::size_t back = 2; back <= 4 && back <= at; ++back)
        if (letter.place(at - back).starts_line) return mark_at(letter, at - back) == back;
    return false;
}

// 许斌, and below it 身份证号码：, is no 本人身份证号码： misread.
bool is_broken(const Running& letter, Span label) {
    for (auto i = label.begin + 1; i < label.end; ++i)
        if (letter.place(i).starts_line) return true;
    return false;
}

std::optional<LabelHit> match(const Running& letter, std::size_t at, const LabelWord& word) {
    const std::u32string_view label_text = word.first;
    const auto label = word.second;
    const auto here = letter.simple().substr(at);
    const bool starts_apart =
        at == 0 || letter.place(at).starts_line || letter.place(at).after_gap || follows_a_mark(letter, at);
    if (label == Label::signers && !starts_apart) return std::nullopt;
    if (here.starts_with(label_text)) {
        auto end = at + label_text.size();
        if (at > 0 && end < letter.size() && letter.simple()[at - 1] == U'（' &&
            letter.simple()[end] == U'）')
            return LabelHit{label, at, end + 1, 0}; // （住址）海沧区…
        if (label == Label::applicant && end < letter.size() &&
            text::is_one_of(letter.simple()[end], U"一二三四五六七八九123456789"))
            if (auto numbered = value_after(letter, end + 1, false, label))
                return LabelHit{label, at, *numbered, 0};
        const bool exact = starts_apart && label_text.size() > 1; // 自：张三 has its colon
        if (auto value = value_after(letter, end, exact, label)) return LabelHit{label, at, *value, 0};
        return std::nullopt;
    }
    if (const auto head = head_of_broken(letter, at, label_text)) return LabelHit{label, at, at + head, 0};
    if (label_text.size() < 3) return std::nullopt;
    const std::size_t allowed = label_text.size() >= 7 ? 2 : 1; // 申请人认为： is two from 申请人姓名：
    std::optional<LabelHit> best;
    for (const auto length : {label_text.size(), label_text.size() - 1, label_text.size() + 1}) {
        if (length > here.size()) continue;
        const auto value = value_after(letter, at + length, false, label); // asked first: few places have one
        if (!value || is_broken(letter, {at, at + length})) continue;
        const auto distance = edit_distance(here.substr(0, length), label_text, allowed + 1);
        if (distance > allowed || (best && best->differences <= distance)) continue;
        best = LabelHit{label, at, *value, distance};
    }
    return best;
}

// Of two that fit, the one with fewer differences, then the one whose words were longer (被申请人 before
// 申请人).
std::optional<LabelHit> best_at(const Running& letter, std::size_t at) {
    std::optional<LabelHit> best;
    std::size_t length = 0;
    bool tie = false;
    for (const auto& word : label_words()) {
        const auto hit = match(letter, at, word);
        if (!hit) continue;
        const bool better = !best || hit->differences < best->differences ||
                            (hit->differences == best->differences && word.first.size() > length);
        if (better) {
            best = hit, length = word.first.size(), tie = false;
        } else if (hit->differences == best->differences && word.first.size() == length) {
            tie = tie || hit->label != best->label;
        }
    }
    return tie ? std::nullopt : best;
}

} // namespace

std::vector<LabelHit> find_labels(const Running& letter) {
    std::vector<LabelHit> all;
    for (std::size_t at = 0; at < letter.size(); ++at) {
        if (!may_stand_at(letter, at) || (!text::is_han(letter.simple()[at]))) continue;
        if (auto hit = best_at(letter, at)) {
            at = hit->value > at ? hit->value - 1 : at;
            all.push_back(*hit);
        }
    }
    return all;
}

} // namespace docket::ocr
