#include "ocr/fields/doubts.hpp"

#include "ocr/fields/parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace docket::ocr {
namespace {

using Meaning = std::pair<std::string_view, std::string_view>;

constexpr std::array meanings{
    Meaning{"kind.combined_form", "表格同时印有复查和复核"},
    Meaning{"kind.contradicted", "标题与所不服的意见不一致"},
    Meaning{"kind.repaired", "标题个别字辨认不清"},
    Meaning{"kind.from_body", "没有标题，按正文判断"},
    Meaning{"kind.disputes_opinion", "信中对已有意见表示不服"},
    Meaning{"kind.mentions_review", "信中提到复查或复核"},
    Meaning{"kind.near_review", "有字样近似复查、复核申请"},
    Meaning{"kind.other_procedure", "可能是行政复议申请"},
    Meaning{"kind.little_text", "读出的文字太少"},
    Meaning{"applicant.too_short", "姓名只读出一个字"},
    Meaning{"applicant.too_long", "姓名偏长，可能混入其他文字"},
    Meaning{"applicant.cut", "姓名与后文之间缺少标点"},
    Meaning{"applicant.contradicted", "信中各处姓名不一致"},
    Meaning{"applicant.from_signature", "姓名取自落款"},
    Meaning{"applicant.from_prose", "姓名取自正文"},
    Meaning{"applicant.unlikely_name", "个别字不像姓名用字，按另一读法"},
    Meaning{"representatives.unlikely_name", "个别字不像姓名用字，按另一读法"},
    Meaning{"anonymous.contradicted", "既有署名又称匿名"},
    Meaning{"collective.no_number", "未写明人数"},
    Meaning{"collective.contradicted", "人数前后不一致"},
    Meaning{"id.repaired", "个别字母按数字认读"},
    Meaning{"id.checksum", "校验码不符"},
    Meaning{"id.calendar", "出生日期不存在"},
    Meaning{"id.malformed", "位数不对"},
    Meaning{"id.obsolete", "是15位旧号码"},
    Meaning{"id.in_future", "出生日期晚于今天"},
    Meaning{"id.too_old", "年龄超过120岁"},
    Meaning{"id.several", "有多个号码"},
    Meaning{"phone.malformed", "号码格式不对"},
    Meaning{"phone.repaired", "个别字母按数字认读"},
    Meaning{"address.no_number", "地址没有门牌号"},
    Meaning{"address.short", "地址过短"},
    Meaning{"address.repaired", "个别字按地名录或门牌写法改正"},
    Meaning{"respondent.unknown", "不在机关名录中"},
    Meaning{"respondent.short_name", "名称不全"},
    Meaning{"respondent.fuzzy", "名称个别字不同"},
    Meaning{"respondent.longer_name", "名称后面还有文字，可能是其他单位"},
    Meaning{"respondent.contradicted", "表头与正文所写的机关不同"},
    Meaning{"respondent.label_unsure", "“被申请人”字样不完整"},
    Meaning{"respondent.from_prose", "取自正文"},
    Meaning{"respondent.not_reviewer", "该单位不是复查机关"},
    Meaning{"number.bracket_missing", "年份括号不全"},
    Meaning{"number.digit_repaired", "个别字母按数字认读"},
    Meaning{"number.mark_unsure", "机关代字的起点不明"},
    Meaning{"number.mark_repaired", "机关代字个别字按机关名录改正"},
    Meaning{"number.no_sign", "缺少“号”字，序号可能不全"},
    Meaning{"number.several", "有多个文号"},
    Meaning{"number.role_unsure", "未写明是哪份文书的文号"},
    Meaning{"number.role_contradicted", "代字与文书种类不符"},
    Meaning{"number.from_attachment", "信中未写，取自附件"},
    Meaning{"number.contradicted", "与附件上的文号不同"},
    Meaning{"number.hole", "中间有空位，可能漏读"},
    Meaning{"number.year_differs", "文号年份与作出日期不同"},
    Meaning{"number.square_brackets", "年份用了方括号"},
    Meaning{"number.round_brackets", "年份用了圆括号"},
    Meaning{"number.black_brackets", "年份用了实心方括号"},
    Meaning{"number.small_brackets", "年份用了小六角括号"},
    Meaning{"number.mixed_brackets", "年份括号前后不一"},
    Meaning{"number.ordinal_word", "序号前多写了“第”"},
    Meaning{"number.leading_zero", "序号前多写了零"},
    Meaning{"number.spaces", "中间有空格"},
    Meaning{"number.full_width", "用了全角数字"},
    Meaning{"date.impossible", "日期不存在"},
    Meaning{"date.no_day", "没有写日"},
    Meaning{"date.no_year", "没有写年份"},
    Meaning{"date.short_year", "年份只有两位"},
    Meaning{"date.lunar", "是农历日期"},
    Meaning{"date.repaired", "个别字辨认不清"},
    Meaning{"date.in_future", "晚于今天"},
    Meaning{"date.after_letter", "晚于写信日期"},
    Meaning{"date.before_issue", "早于意见作出日期"},
    Meaning{"date.year_assumed", "年份系推定"},
    Meaning{"date.several", "有多个日期"},
    Meaning{"date.role_unsure", "不能确定是哪个日期"},
    Meaning{"id.engines_differ", "两次识读不同"},
    Meaning{"phone.engines_differ", "两次识读不同"},
    Meaning{"date.engines_differ", "两次识读不同"},
    Meaning{"number.engines_differ", "两次识读不同"},
    Meaning{"applicant.engines_differ", "两次识读不同"},
    Meaning{"representatives.engines_differ", "两次识读不同"},
    Meaning{"respondent.engines_differ", "两次识读不同"},
    Meaning{"place.engines_differ", "两次识读不同"},
    Meaning{"amount.engines_differ", "两次识读不同"},
    Meaning{"collective.engines_differ", "两次识读不同"},
    Meaning{"address.engines_differ", "两次识读不同，且有字辨认不清"},
    Meaning{"claim.engines_differ", "两次识读不同，且有字辨认不清"},
    Meaning{"address.unsure", "有字辨认不清"},
    Meaning{"claim.unsure", "有字辨认不清"},
    Meaning{"id.contradicts_sex", "号码所示性别与信中所写不一致"},
    Meaning{"id.contradicts_birth", "号码所示出生日期与信中所写不一致"},
    Meaning{"sex.contradicts_id", "与身份证号码所示性别不一致"},
    Meaning{"respondent.former_name", "是该机关的旧称"},
    Meaning{"representatives.many", "代表超过五人"},
    Meaning{"representatives.from_prose", "取自正文"},
    Meaning{"place.fuzzy", "地名个别字不同"},
    Meaning{"place.former_name", "是旧地名"},
    Meaning{"place.contradicted", "街道与社区（村）不相符"},
    Meaning{"place.several", "信中提到多个地点"},
    Meaning{"place.from_address", "取自住址"},
    Meaning{"attachment.engines_differ", "两次识读不同，且有字辨认不清"},
    Meaning{"attachment.long", "附件名称过长，止点不明"},
    Meaning{"attachment.unsure", "有字辨认不清"},
    Meaning{"claim.from_prose", "取自正文"},
    Meaning{"claim.repaired", "其中文号或日期的个别字已改正"},
    Meaning{"claim.long", "请求过长，止点不明"},
};

std::string title(std::string_view name) {
    constexpr std::array titles{Meaning{"kind", "信件种类"},
                                Meaning{"applicant", "申请人"},
                                Meaning{"respondent", "被申请人"},
                                Meaning{"disputed_number", "争议文号"},
                                Meaning{"disputed_date", "意见作出日期"},
                                Meaning{"received_on", "收到意见日期"},
                                Meaning{"letter_date", "写信日期"}};
    const auto found = std::ranges::find(titles, name, &Meaning::first);
    return std::string(found == titles.end() ? name : found->second);
}

void join(std::string& all, const std::string& part) { all += (all.empty() ? "" : "；") + part; }

// What speaks against taking this field as it is; empty: nothing.
std::string against(const FieldValue& field) {
    std::string reasons;
    for (const auto& word : field.doubts)
        if (remaining(word) < 0.9F) reasons += (reasons.empty() ? "" : "、") + explain(word);
    if (reasons.empty() && field.confidence < least_critical_confidence) reasons = "字迹辨认把握不大";
    return reasons;
}

void look_at(const LetterFields& letter, std::string_view name, bool demanded, std::string& why) {
    const auto* field = letter.find(name);
    if (field == nullptr) {
        if (demanded) join(why, "未读出" + title(name));
        return;
    }
    if (const auto reasons = against(*field); !reasons.empty())
        join(why, title(name) + (field->value.empty() ? "" : "“" + field->value + "”") + "：" + reasons);
}

void look_at_kind(const LetterFields& letter, std::string& why) {
    const auto* kind = letter.find("kind");
    if (kind == nullptr) return join(why, "不能确定信件种类");
    const auto reasons = against(*kind);
    if (reasons.empty()) return;
    const auto* name = kind->value == "first_letter"         ? "来信"
                       : kind->value == "review_application" ? "复查申请"
                                                             : "复核申请";
    join(why, std::string("信件种类暂作") + name + "：" + reasons);
}

} // namespace

std::string explain(const std::string& doubt) {
    const auto found = std::ranges::find(meanings, std::string_view(doubt), &Meaning::first);
    return found == meanings.end() ? doubt : std::string(found->second);
}

bool certain(const FieldValue& field) {
    if (field.value.empty() || !against(field).empty()) return false;
    const bool weighs = std::ranges::any_of(field.doubts, [](const auto& w) { return remaining(w) < 1.0F; });
    const bool alone = is_critical(field.name) && !field.agreed();
    return !weighs && (!alone || field.confidence >= least_alone_confidence);
}

bool needs_person(const LetterFields& letter, std::string& why) {
    why.clear();
    if (letter.characters < least_characters)
        join(why, "页面上几乎没有读出文字");
    else if (letter.page_confidence < least_page_confidence)
        join(why, "页面识读质量太低");
    look_at_kind(letter, why);
    const auto kind = letter.value("kind");
    const bool anonymous = letter.value("anonymous") == "true";
    look_at(letter, "applicant", !anonymous, why);
    if (kind == "review_application" || kind == "re_review_application") {
        look_at(letter, "respondent", true, why);
        look_at(letter, "disputed_number", true, why);
        look_at(letter, "disputed_date", true, why);
        look_at(letter, "received_on", false, why); // proof of service tells it where the letter does not
        look_at(letter, "letter_date", false, why);
    }
    if (why.empty()) return false;
    if (letter.left_out > 0)
        join(why, "页数很多，中间 " + std::to_string(letter.left_out) + " 页没有提取要素");
    why = "请核对原件：" + why + "。";
    return true;
}

} // namespace docket::ocr
