#include "pipeline/desk/labels.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace docket::desk {

namespace {

// clang-format off
constexpr std::array stages{
    Word{"registered", "已登记", "○", "plain"},   Word{"accepted", "已受理", "○", "plain"},
    Word{"declined", "不予受理", "✕", "quiet"},   Word{"transferred", "已转送", "→", "quiet"},
    Word{"drafted", "已拟稿", "◐", "plain"},      Word{"at_counsel", "法律审核中", "◐", "warn"},
    Word{"signed_off", "审核通过", "◑", "good"},  Word{"approved", "已批准", "◑", "good"},
    Word{"issued", "已印发", "◑", "good"},        Word{"served", "已送达", "●", "good"},
    Word{"archived", "已归档", "✓", "done"},       Word{"elsewhere", "其他机关办理中", "→", "plain"},
    Word{"answered", "其他机关已答复", "◑", "good"}, Word{"concluded", "已终止", "✕", "quiet"},
};
constexpr std::array acts{
    Word{"accept", "受理", "", "plain"},          Word{"decline", "不予受理", "", "warn"},
    Word{"transfer", "转送", "", "plain"},        Word{"draft", "拟稿", "", "plain"},
    Word{"submit", "送法律审核", "", "plain"},    Word{"claim", "领取审核", "", "plain"},
    Word{"release", "交回审核", "", "plain"},     Word{"recuse", "回避", "", "plain"},
    Word{"send_back", "退回", "", "warn"},
    Word{"sign_off", "签署审核意见", "", "good"}, Word{"approve", "批准", "", "good"},
    Word{"issue", "印发", "", "good"},            Word{"serve", "登记送达", "", "good"},
    Word{"close", "归档", "", "done"},            Word{"note_acceptance", "登记承办机关受理", "", "plain"},
    Word{"record_result", "登记办理结果", "", "good"}, Word{"take_back", "收回另行处理", "", "warn"},
    Word{"serve_notice", "登记告知书送达", "", "good"}, Word{"ask_extension", "申请延长期限", "", "plain"},
    Word{"extend", "批准延长期限", "", "good"},   Word{"deny_extension", "不同意延长", "", "warn"},
    Word{"note_hearing", "登记听证", "", "plain"}, Word{"ask_supplement", "要求补正", "", "plain"},
    Word{"ask_ending", "申请终止办理", "", "plain"}, Word{"end", "批准终止办理", "", "warn"},
    Word{"deny_ending", "不同意终止", "", "warn"},
    Word{"note_supplement", "登记补正材料", "", "good"},
    Word{"note_answer", "登记被申请人答复", "", "good"}, Word{"mark_urgent", "认定重大紧急", "", "warn"},
    Word{"clear_urgent", "不作重大紧急处理", "", "plain"}, Word{"note_report", "登记重大紧急报告", "", "good"},
    Word{"find_urgent", "发现紧急字样", "", "warn"},
    Word{"add_mandate", "登记代理人、代表人或者监护人", "", "plain"}, Word{"end_mandate", "登记委托终止", "", "warn"},
    Word{"remand", "发回重新办理", "", "warn"},    Word{"receive", "收件", "", "plain"},
    Word{"register", "登记", "", "plain"},        Word{"reject", "退回重扫", "", "warn"},
    Word{"open_batch", "开批", "", "plain"},      Word{"close_batch", "收齐", "", "plain"},
    Word{"propose", "建议分件", "", "plain"},     Word{"arrange", "分件", "", "plain"},
    Word{"make_letter", "分出一封", "", "plain"}, Word{"sort", "已分件", "", "done"},
    Word{"split_letter", "拆成两封", "", "plain"}, Word{"merge_letter", "并入一封", "", "plain"},
    Word{"set_aside", "转人工核对", "", "warn"},  Word{"scanned_again", "重新扫描", "", "plain"},
    Word{"verify", "核校", "", "good"},           Word{"reread", "重新识读", "", "plain"},
    Word{"answer", "答复审查问题", "", "plain"},  Word{"write_document", "生成文书", "", "plain"},
    Word{"look", "查看信访人信息", "", "plain"}, Word{"write_archive", "生成归档副本", "", "plain"},
    Word{"sign_in", "登录", "", "plain"}, Word{"sign_in_failed", "登录未成", "", "warn"},
    Word{"sign_out", "退出", "", "plain"}, Word{"change_password", "改密码", "", "plain"},
    Word{"add_account", "开账号", "", "plain"}, Word{"set_password", "重设密码", "", "plain"},
    Word{"lock_account", "停用账号", "", "warn"}, Word{"unlock_account", "启用账号", "", "plain"},
    Word{"put_person", "登记人员", "", "plain"}, Word{"import_organs", "导入机关", "", "plain"},
    Word{"disable_account", "停用账号", "", "warn"}, Word{"enable_account", "启用账号", "", "plain"},
    Word{"reset_account", "重设账号", "", "plain"}, Word{"end_session", "结束会话", "", "plain"},
    Word{"set_second_factor", "启用第二道验证", "", "plain"}, Word{"remove_second_factor", "停用第二道验证", "", "warn"},
    Word{"reset_second_factor", "重设第二道验证", "", "warn"}, Word{"second_factor_failed", "验证码未通过", "", "warn"},
    Word{"bind_identity", "对应统一身份", "", "warn"}, Word{"unbind_identity", "解除统一身份", "", "warn"},
    Word{"use_recovery_code", "使用备用码", "", "warn"}, Word{"backup", "备份", "", "plain"},
    Word{"check_chain", "校验哈希链", "", "plain"}, Word{"export", "导出操作留痕", "", "plain"},
    Word{"return_task", "退回待领取", "", "warn"}, Word{"change_setting", "修改参数", "", "warn"},
    Word{"add_person", "新增人员", "", "plain"}, Word{"change_person", "修改人员", "", "plain"},
    Word{"publish_calendar", "发布日历", "", "warn"}, Word{"change_contract", "修改合同", "", "plain"},
    Word{"change_organ", "修改机关", "", "warn"}, Word{"recount_days", "重新计算期限", "", "warn"}, Word{"retry_job", "重试后台任务", "", "plain"},
    Word{"give_up_job", "放弃后台任务", "", "warn"}, Word{"link", "认定为重复或者相关信访", "", "plain"},
    Word{"set_apart", "认定不是重复信访", "", "plain"}, Word{"set_matter", "标明事项类别", "", "warn"},
};
constexpr std::array levels{Word{"handling", "办理", "", "plain"}, Word{"review", "复查", "", "plain"},
                            Word{"re_review", "复核", "", "plain"}};
constexpr std::array kinds{Word{"first_letter", "初次来信", "", "plain"},
                           Word{"review_application", "复查申请", "", "plain"},
                           Word{"re_review_application", "复核申请", "", "plain"}};
constexpr std::array arrival_states{
    Word{"in_progress", "读取中", "◐", "plain"},  Word{"registered", "已登记", "✓", "good"},
    Word{"needs_person", "需人工", "▲", "warn"},  Word{"rejected", "退回重扫", "✕", "bad"},
    Word{"duplicate", "重复件", "＝", "quiet"},   Word{"sorted", "已分件", "✓", "quiet"}};
constexpr std::array roles{
    Word{"mailroom", "收发室", "", "plain"},      Word{"clerk", "经办人", "", "plain"},
    Word{"lawyer", "法律顾问", "", "plain"},      Word{"leader", "领导", "", "plain"},
    Word{"auditor", "审计", "", "plain"},         Word{"administrator", "管理员", "", "plain"},
    Word{"system", "系统", "", "quiet"}};
constexpr std::array severities{Word{"veto", "否决", "■", "bad"}, Word{"major", "重大", "▲", "warn"},
                                Word{"minor", "一般", "●", "plain"}};
constexpr std::array outcomes{
    Word{"uphold", "维持", "", "plain"},          Word{"revoke_remand", "撤销并责令重新处理", "", "plain"},
    Word{"modify", "变更", "", "plain"},          Word{"revoke_only", "撤销", "", "plain"},
    Word{"partial", "部分维持、部分撤销或者变更", "", "plain"}, Word{"terminate", "终止", "", "plain"},
    Word{"support", "予以支持", "", "plain"},     Word{"explain", "作出解释说明", "", "plain"},
    Word{"not_supported", "不予支持", "", "plain"}};
constexpr std::array grounds{
    Word{"sound", "事实清楚、依据正确、程序合法、结论适当", "", "plain"},
    Word{"facts", "主要事实不清、证据不足", "", "plain"}, Word{"basis", "适用依据错误", "", "plain"},
    Word{"procedure", "违反规定程序", "", "plain"},       Word{"powers", "超越或者滥用职权", "", "plain"},
    Word{"improper", "结论明显不当", "", "plain"},        Word{"not_acceptable", "不应受理", "", "plain"},
    Word{"withdrawn", "申请人撤回申请", "", "plain"},     Word{"settled", "达成和解", "", "plain"},
    Word{"deceased", "申请人死亡且无人承受权利", "", "plain"}};
constexpr std::array services{
    Word{"direct", "直接送达", "", "plain"},      Word{"left", "留置送达", "", "plain"},
    Word{"post", "邮寄送达", "", "plain"},        Word{"electronic", "电子送达", "", "plain"},
    Word{"entrusted", "委托送达", "", "plain"},   Word{"forwarded", "转交送达", "", "plain"},
    Word{"public_notice", "公告送达", "", "plain"}};
constexpr std::array channels{Word{"letter", "来信", "", "plain"}, Word{"visit", "来访", "", "plain"},
                              Word{"web", "网上", "", "plain"}, Word{"call", "来电", "", "plain"},
                              Word{"hotline", "12345热线", "", "plain"}};
constexpr std::array subjects{
    Word{"case", "信访事项", "", "plain"},        Word{"arrival", "来件", "", "plain"},
    Word{"batch", "批次", "", "plain"},           Word{"seen", "查看", "", "plain"},
    Word{"person", "人员与账号", "", "plain"},    Word{"organs", "机关", "", "plain"},
    Word{"access", "登录", "", "plain"},          Word{"record", "操作留痕", "", "plain"},
    Word{"installation", "安装与备份", "", "plain"}, Word{"organ", "机关", "", "plain"},
    Word{"contract", "合同", "", "plain"},        Word{"setting", "参数", "", "plain"},
    Word{"calendar", "日历", "", "plain"}};
constexpr std::array matters{Word{"suggestion", "建议意见", "", "plain"},
                             Word{"report", "检举控告", "▣", "warn"}, Word{"relief", "申诉求决", "", "plain"}};
constexpr std::array fields{
    //         name              label               kind         asked for            must be there        key first
    FieldLabel{"kind",           "来信种类",         "choice",     true,  true,  true,  true,  true,  true,  false},
    FieldLabel{"applicant",      "申请人",           "text",       true,  true,  true,  false, true,  true,  true},
    FieldLabel{"applicants",     "全部申请人",       "text",       false, false, false, false, false, false, false},
    FieldLabel{"anonymous",      "匿名",             "choice",     false, false, false, false, false, false, false},
    FieldLabel{"collective",     "联名人数",         "text",       false, false, false, false, false, false, false},
    FieldLabel{"representatives","代表人",          "text",       false, false, false, false, false, false, true},
    FieldLabel{"place",          "问题属地",         "text",       false, false, false, false, false, false, false},
    FieldLabel{"sex",            "性别",             "choice",     false, false, false, false, false, false, false},
    FieldLabel{"id_number",      "身份证号码",       "id",         true,  true,  true,  false, false, false, true},
    FieldLabel{"phone",          "联系电话",         "phone",      true,  true,  true,  false, false, false, true},
    FieldLabel{"address",        "住址",             "long",       true,  true,  true,  false, false, false, false},
    FieldLabel{"matter",         "事项类别",         "choice",     true,  false, false, false, false, false, false},
    FieldLabel{"accused",        "被检举控告人",     "text",       true,  false, false, false, false, false, false},
    FieldLabel{"letter_date",    "写信日期",         "date",       true,  true,  true,  false, false, false, true},
    FieldLabel{"respondent",     "被申请人",         "organ",      false, true,  true,  false, true,  true,  false},
    FieldLabel{"disputed_number","不服的意见文号",   "doc_number", false, true,  true,  false, true,  true,  true},
    FieldLabel{"disputed_date",  "该意见作出日期",   "date",       false, true,  true,  false, true,  true,  true},
    FieldLabel{"received_on",    "收到该意见日期",   "date",       false, true,  true,  false, true,  true,  true},
    FieldLabel{"original_organ", "原处理机关",       "organ",      false, false, true,  false, false, false, false},
    FieldLabel{"original_number","原处理意见文号",   "doc_number", false, false, true,  false, false, false, true},
    FieldLabel{"original_date",  "原处理意见日期",   "date",       false, false, true,  false, false, false, true},
};
// clang-format on

} // namespace

std::span<const Word> stage_words() { return stages; }
std::span<const Word> act_words() { return acts; }
std::span<const Word> level_words() { return levels; }
std::span<const Word> kind_words() { return kinds; }
std::span<const Word> arrival_words() { return arrival_states; }
std::span<const Word> role_words() { return roles; }
std::span<const Word> severity_words() { return severities; }
std::span<const Word> outcome_words() { return outcomes; }
std::span<const Word> ground_words() { return grounds; }
std::span<const Word> service_words() { return services; }
std::span<const Word> channel_words() { return channels; }
std::span<const Word> subject_words() { return subjects; }
std::span<const Word> matter_words() { return matters; }
std::span<const FieldLabel> field_labels() { return fields; }

std::string word_of(std::span<const Word> words, std::string_view code) {
    const auto found = std::ranges::find(words, code, &Word::code);
    return found == words.end() ? "未知（" + std::string(code) + "）" : std::string(found->word);
}

json::Array to_json(std::span<const Word> words) {
    json::Array out;
    for (const auto& word : words) {
        json::Object one{{"code", word.code}, {"word", word.word}, {"tone", word.tone}};
        if (!word.shape.empty()) one.set("shape", word.shape);
        out.emplace_back(std::move(one));
    }
    return out;
}

json::Object to_json(const review::Person& person) {
    json::Object out{{"id", person.id}, {"name", person.name}, {"role", review::name(person.role)}};
    if (!person.firm.empty()) out.set("firm", person.firm);
    return out;
}

} // namespace docket::desk
