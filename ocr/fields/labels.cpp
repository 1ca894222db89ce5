#include "ocr/fields/labels.hpp"

#include "ocr/fields/fuzzy.hpp"
#include "ocr/fields/lists.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace docket::ocr {
namespace {

using Word = std::pair<std::u32string_view, Label>;

constexpr std::array words{
    Word{U"申请人", Label::applicant},
    Word{U"申请人姓名", Label::applicant},
    Word{U"复查申请人", Label::applicant},
    Word{U"复核申请人", Label::applicant},
    Word{U"信访人", Label::applicant},
    Word{U"信访人姓名", Label::applicant},
    Word{U"反映人", Label::applicant},
    Word{U"反映人姓名", Label::applicant},
    Word{U"来信人", Label::applicant},
    Word{U"写信人", Label::applicant},
    Word{U"投诉人", Label::applicant},
    Word{U"举报人", Label::applicant},
    Word{U"求助人", Label::applicant},
    Word{U"建议人", Label::applicant},
    Word{U"上访人", Label::applicant},
    Word{U"申诉人", Label::applicant},
    Word{U"控告人", Label::applicant},
    Word{U"具名人", Label::applicant},
    Word{U"申请人签名", Label::applicant},
    Word{U"申请人代表", Label::applicant},
    Word{U"诉求人", Label::applicant},
    Word{U"反映群众", Label::applicant},
    Word{U"姓名", Label::applicant},
    Word{U"姓名（名称）", Label::applicant},
    Word{U"信访代表", Label::applicant},
    Word{U"检举人", Label::applicant},
    Word{U"陈情人", Label::applicant},
    Word{U"本人签名", Label::applicant},
    Word{U"反映人签名", Label::applicant},
    Word{U"信访人签名", Label::applicant},
    Word{U"来信人签名", Label::applicant},
    Word{U"全体反映人", Label::signers},
    Word{U"全体申请人", Label::signers},
    Word{U"全体信访人", Label::signers},
    Word{U"全体签名人", Label::signers},
    Word{U"共同反映人", Label::signers},
    Word{U"共同申请人", Label::signers},
    Word{U"签名人", Label::signers},
    Word{U"联名人", Label::signers},
    Word{U"联名签名", Label::signers},
    Word{U"联名反映人", Label::signers},
    Word{U"全体签名", Label::signers},
    Word{U"签名", Label::signers},
    Word{U"被申请人", Label::respondent},
    Word{U"被申请人名称", Label::respondent},
    Word{U"被申请单位", Label::respondent},
    Word{U"被申请机关", Label::respondent},
    Word{U"被反映单位", Label::respondent},
    Word{U"被反映人", Label::respondent},
    Word{U"被投诉单位", Label::respondent},
    Word{U"被投诉人", Label::respondent},
    Word{U"被举报单位", Label::respondent},
    Word{U"被举报人", Label::respondent},
    Word{U"责任单位", Label::respondent},
    Word{U"原处理机关", Label::original},
    Word{U"原处理单位", Label::original},
    Word{U"原办理机关", Label::original},
    Word{U"原办理单位", Label::original},
    Word{U"处理机关", Label::original},
    Word{U"办理单位", Label::original},
    Word{U"处理单位", Label::original},
    Word{U"原复查机关", Label::reviewer},
    Word{U"复查机关", Label::reviewer},
    Word{U"委托代理人", Label::agent},
    Word{U"代理人", Label::agent},
    Word{U"法定代表人", Label::agent},
    Word{U"联系人", Label::agent},
    Word{U"身份证号码", Label::id},
    Word{U"身份证号", Label::id},
    Word{U"公民身份号码", Label::id},
    Word{U"居民身份证号码", Label::id},
    Word{U"证件号码", Label::id},
    Word{U"身份证件号码", Label::id},
    Word{U"身份证", Label::id},
    Word{U"联系电话", Label::phone},
    Word{U"电话", Label::phone},
    Word{U"电话号码", Label::phone},
    Word{U"手机", Label::phone},
    Word{U"手机号", Label::phone},
    Word{U"手机号码", Label::phone},
    Word{U"联系方式", Label::phone},
    Word{U"联系手机", Label::phone},
    Word{U"住址", Label::address},
    Word{U"地址", Label::address},
    Word{U"家庭住址", Label::address},
    Word{U"联系地址", Label::address},
    Word{U"通讯地址", Label::address},
    Word{U"通信地址", Label::address},
    Word{U"现住址", Label::address},
    Word{U"居住地址", Label::address},
    Word{U"户籍地址", Label::address},
    Word{U"住所", Label::address},
    Word{U"住所地", Label::address},
    Word{U"家庭地址", Label::address},
    Word{U"日期", Label::letter_date},
    Word{U"申请日期", Label::letter_date},
    Word{U"申请时间", Label::letter_date},
    Word{U"落款日期", Label::letter_date},
    Word{U"来信日期", Label::letter_date},
    Word{U"填表日期", Label::letter_date},
    Word{U"收到日期", Label::received},
    Word{U"收到时间", Label::received},
    Word{U"签收日期", Label::received},
    Word{U"送达日期", Label::received},
    Word{U"作出日期", Label::issued},
    Word{U"作出时间", Label::issued},
    Word{U"出具日期", Label::issued},
    Word{U"文号", Label::number},
    Word{U"编号", Label::number},
    Word{U"意见书文号", Label::number},
    Word{U"处理意见书文号", Label::number},
    Word{U"复查意见书文号", Label::number},
    Word{U"文书编号", Label::number},
    Word{U"请求事项", Label::requests},
    Word{U"申请事项", Label::requests},
    Word{U"复查请求", Label::requests},
    Word{U"复核请求", Label::requests},
    Word{U"复查事项", Label::requests},
    Word{U"申请请求", Label::requests},
    Word{U"信访请求", Label::requests},
    Word{U"信访诉求", Label::requests},
    Word{U"主要诉求", Label::requests},
    Word{U"具体诉求", Label::requests},
    Word{U"具体请求", Label::requests},
    Word{U"我的诉求", Label::requests},
    Word{U"我的请求", Label::requests},
    Word{U"诉求", Label::requests},
    Word{U"请求", Label::requests},
    Word{U"现请求", Label::requests},
    Word{U"特请求", Label::requests},
    Word{U"恳请", Label::requests},
    Word{U"诉求如下", Label::requests},
    Word{U"请求如下", Label::requests},
    Word{U"事实与理由", Label::facts},
    Word{U"事实和理由", Label::facts},
    Word{U"事实及理由", Label::facts},
    Word{U"申请理由", Label::facts},
    Word{U"理由", Label::facts},
    Word{U"具体理由", Label::facts},
    Word{U"理由如下", Label::facts},
    Word{U"事实与理由如下", Label::facts},
    Word{U"反映事项", Label::facts},
    Word{U"反映事由", Label::facts},
    Word{U"事由", Label::facts},
    Word{U"事实", Label::facts},
    Word{U"主要事实", Label::facts},
    Word{U"基本事实", Label::facts},
    Word{U"事实经过", Label::facts},
    Word{U"主要理由", Label::facts},
    Word{U"事情经过", Label::facts},
    Word{U"经过", Label::facts},
    Word{U"反映情况", Label::facts},
    Word{U"此致", Label::facts},
    Word{U"敬礼", Label::other},
    Word{U"性别", Label::other},
    Word{U"民族", Label::other},
    Word{U"年龄", Label::other},
    Word{U"出生日期", Label::other},
    Word{U"出生年月", Label::other},
    Word{U"职业", Label::other},
    Word{U"工作单位", Label::other},
    Word{U"证件类型", Label::other},
    Word{U"邮编", Label::other},
    Word{U"邮政编码", Label::other},
    Word{U"附件", Label::facts},
    Word{U"附", Label::facts},
    Word{U"负责人", Label::other},
};

bool is_colon(char32_t c) { return text::is_one_of(c, U"：:；;︰∶"); }

// 反映人！ at the end of a line, 申请人，张三 as a line of its own.
bool is_colon_misread(const Running& letter, std::size_t at) {
    constexpr std::size_t longest_name = 4;
    const auto line = letter.line(letter.place(at).line);
    if (line.end == at + 1) return text::is_one_of(letter.simple()[at], U"！!。，、.");
    const auto rest = letter.text({at + 1, line.end});
    return text::is_one_of(letter.simple()[at], U"，!！.") && rest.size() >= 2 &&
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

// Where the value begins if the label ends at `end`; nullopt when what follows is no label's end.
std::optional<std::size_t> value_after(const Running& letter, std::size_t end, bool exact) {
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
    const bool stands_alone =
        at == simple.size() || letter.place(at).starts_line || letter.place(at).after_gap;
    return stands_alone ? std::optional(at) : std::nullopt;
}

// 1.申请人 and 一、请求事项 stand at a boundary; so does 申请人二 have its number behind.
bool may_stand_at(const Running& letter, std::size_t at) { return letter.at_boundary(at); }

// 二、信访请求: the heading has its number before it, at the start of the line.
bool follows_a_mark(const Running& letter, std::size_t at) {
    for (std::size_t back = 2; back <= 4 && back <= at; ++back)
        if (letter.place(at - back).starts_line) return mark_at(letter, at - back) == back;
    return false;
}

std::optional<LabelHit> match(const Running& letter, std::size_t at, const Word& word) {
    const auto& [label_text, label] = word;
    const auto here = letter.simple().substr(at);
    const bool starts_apart =
        at == 0 || letter.place(at).starts_line || letter.place(at).after_gap || follows_a_mark(letter, at);
    if (label == Label::signers && !starts_apart) return std::nullopt;
    if (here.starts_with(label_text)) {
        auto end = at + label_text.size();
        if (label == Label::applicant && end < letter.size() &&
            text::is_one_of(letter.simple()[end], U"一二三四五六七八九123456789"))
            if (auto numbered = value_after(letter, end + 1, false)) return LabelHit{label, at, *numbered, 0};
        if (auto value = value_after(letter, end, starts_apart)) return LabelHit{label, at, *value, 0};
        return std::nullopt;
    }
    if (const auto head = head_of_broken(letter, at, label_text)) return LabelHit{label, at, at + head, 0};
    if (label_text.size() < 3) return std::nullopt;
    const std::size_t allowed = label_text.size() >= 7 ? 2 : 1; // 申请人认为： is two from 申请人姓名：
    std::optional<LabelHit> best;
    for (const auto length : {label_text.size(), label_text.size() - 1, label_text.size() + 1}) {
        if (length > here.size()) continue;
        const auto distance = edit_distance(here.substr(0, length), label_text, allowed + 1);
        if (distance > allowed || (best && best->differences <= distance)) continue;
        if (auto value = value_after(letter, at + length, false))
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
    for (const auto& word : words) {
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
