#include "pipeline/desk/event_words.hpp"

#include "pipeline/desk/labels.hpp"
#include "review/declining.hpp"
#include "review/mandates.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

std::string short_digest(const std::string& digest) {
    std::string out = digest.substr(0, 8);
    std::ranges::transform(out, out.begin(), [](char ch) {
        return ch >= 'a' && ch <= 'f' ? static_cast<char>(ch - 'a' + 'A') : ch;
    });
    return out;
}

std::string served(const json::Value& detail) {
    const auto how =
        "：" + word_of(service_words(), detail.text_at("mode")) + "，" + detail.text_at("recipient");
    if (const auto published = detail.text_at("published_on"); !published.empty())
        return how + "，" + published + " 公告，" + detail.text_at("on") + " 期满视为送达";
    return how + " " + detail.text_at("on") + " 签收";
}
// （N3 已经复核终结），出具告知书 海信不受〔2026〕1号
std::string declined(const json::Value& detail) {
    std::string out;
    const auto number = detail.text_at("document_number");
    if (const auto* ground = review::find_ground(detail.text_at("ground")))
        out += "（" + std::string(ground->id) + " " + std::string(ground->name) + "）";
    return number.empty() ? out : out + "，出具告知书 " + number;
}
// ：T8 2027-01-14（暂定）→ 2027-01-15
std::string moved(const json::Value& detail) {
    std::string out;
    const auto day = [](const json::Value& one, const char* which, const char* provisional) {
        return one.text_at(which) + (one.bool_at(provisional) ? "（暂定）" : "");
    };
    for (const auto& one : detail.array_at("days"))
        out += (out.empty() ? "：" : "；") + one.text_at("rule") + " " + day(one, "old", "old_provisional") +
               " → " + day(one, "new", "new_provisional");
    return out;
}

// ：延长 30 日，T5 2026-08-31 → 2026-09-30
std::string counted_anew(const json::Value& detail) {
    const auto& one = detail.at("moved");
    std::string out = "：";
    if (detail.int_at("days") > 0) out += "延长 " + std::to_string(detail.int_at("days")) + " 日，";
    if (!detail.text_at("from").empty())
        out += detail.text_at("from") + " 至 " + detail.text_at("until", detail.text_at("from")) + "，";
    return out + one.text_at("rule") + " " + one.text_at("old") + " → " + one.text_at("new") +
           (one.bool_at("provisional") ? "（暂定）" : "");
}

// ：撤回申请 2026-06-12，出具告知书 海信终〔2026〕1号
std::string ended(const json::Value& detail) {
    const auto kind = review::parse_ending_kind(detail.text_at("kind"));
    auto out = "：" + std::string(kind ? review::chinese(*kind) : detail.text_at("kind")) + " " +
               detail.text_at("on");
    if (const auto notice = detail.text_at("notice"); !notice.empty()) out += "，出具告知书 " + notice;
    return out;
}

// ：“跳楼”“扬言”
std::string quoted(const json::Value& detail) {
    std::string out = "：";
    for (const auto& word : detail.texts_at("words")) out += "“" + word + "”";
    return out;
}

// ：代理人 李某，2026-06-10 起至 2026-12-31
std::string spoken_for(std::string_view act, const json::Value& detail) {
    const auto kind = review::parse_mandate_kind(detail.text_at("kind"));
    const auto who = "：" + (kind ? std::string(review::chinese(*kind)) + " " : "") + detail.text_at("name");
    if (act == "end_mandate") return who + "，自 " + detail.text_at("on") + " 起终止";
    const auto until = detail.text_at("until");
    return who + "，" + detail.text_at("from") + " 起" + (until.empty() ? "" : "至 " + until);
}

} // namespace

std::string sentence_of(const review::Event& event, const json::Value& detail, const People& people) {
    auto out = people.name(event.actor) + " " + word_of(act_words(), event.act);
    if (event.act == "transfer") out += "至" + people.organ_name(detail.text_at("organ"));
    if (event.act == "transfer" && !detail.text_at("until").empty())
        out += "，要求 " + detail.text_at("until") + " 前反馈";
    if (event.act == "register" && !detail.text_at("case").empty()) out += "，编号 " + detail.text_at("case");
    if (event.act == "accept") out += "，出具受理告知书 " + detail.text_at("notice");
    if (const auto asked = detail.text_at("respondent_notice"); event.act == "accept" && !asked.empty())
        out += "，向被申请人发出提交材料、答辩通知书 " + asked;
    if (event.act == "decline") out += declined(detail);
    if (event.act == "record_result")
        out += " " + detail.text_at("number") + "（" + detail.text_at("date") + "）";
    if (event.act == "approve") out += "，编号成文";
    if (event.act == "serve") out += served(detail);
    if (event.act == "serve_notice") out += " " + detail.text_at("document") + served(detail);
    if (event.act == "ask_extension") out += " " + std::to_string(detail.int_at("days")) + " 日";
    if (event.act == "extend") out += counted_anew(detail) + "，出具告知书 " + detail.text_at("notice");
    if (event.act == "note_hearing") out += counted_anew(detail);
    if (event.act == "ask_ending" || event.act == "end") out += ended(detail);
    if (event.act == "ask_supplement")
        out += " " + std::to_string(detail.array_at("wanted").size()) + " 项，出具告知书 " +
               detail.text_at("notice");
    if (event.act == "note_supplement")
        out += "（" + detail.text_at("on") + " 收到" +
               (detail.text_at("posted_on").empty() ? "" : "，" + detail.text_at("posted_on") + " 交邮") +
               "）";
    if (event.act == "note_answer")
        out += "（" + detail.text_at("on") + " 收到" + (detail.bool_at("late") ? "，已逾期" : "") +
               (detail.bool_at("file") ? "，附案卷" : "，未附案卷") + "）：" + detail.text_at("summary");
    if (event.act == "find_urgent") out += quoted(detail);
    if (event.act == "note_report")
        out += "：" + detail.text_at("on") + " 报告" +
               (detail.text_at("to") == "government" ? "本级党委和政府" : "上一级信访部门、国家信访局") +
               "，" + detail.text_at("by");
    if (event.act == "add_mandate" || event.act == "end_mandate") out += spoken_for(event.act, detail);
    if (event.act == "recount_days") out += moved(detail);
    if (event.act == "link" || event.act == "set_apart") out += "：" + detail.text_at("other");
    if (event.act == "write_document") out += " " + detail.text_at("document");
    const bool about_text =
        event.act == "draft" || event.act == "sign_off" || event.act == "approve" || event.act == "submit";
    if (about_text && !event.text.empty()) out += "（文本 " + short_digest(event.text) + "）";
    if (const auto reason = detail.text_at("reason"); !reason.empty()) out += "：" + reason;
    return out.ends_with("。") ? out : out + "。";
}

} // namespace docket::desk
