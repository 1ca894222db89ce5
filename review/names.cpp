// The stable words of the review's enumerations, in one place: what the database, JSON and people read.
#include "review/case.hpp"
#include "review/role.hpp"
#include "review/stage.hpp"

#include <array>
#include <string>

namespace docket::review {

namespace {

// `words` lists the enumerators in order.
template <class E, std::size_t N> Result<E>
parse(std::string_view text, const std::array<std::string_view, N>& words, Kind kind, const char* code) {
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == text) return static_cast<E>(i);
    std::string known;
    for (const auto word : words) known += (known.empty() ? "" : ", ") + std::string(word);
    return fail(kind, code, "\"" + std::string(text) + "\" is not one of: " + known);
}

using namespace std::string_view_literals;
constexpr std::array stages{"registered"sv, "accepted"sv,   "declined"sv, "transferred"sv, "drafted"sv,
                            "at_counsel"sv, "signed_off"sv, "approved"sv, "issued"sv,      "served"sv,
                            "archived"sv,   "elsewhere"sv,  "answered"sv, "concluded"sv};
constexpr std::array stages_chinese{
    "已登记"sv, "已受理"sv, "不予受理"sv, "已转送"sv, "已拟稿"sv,         "法律审核中"sv,     "审核通过"sv,
    "已批准"sv, "已印发"sv, "已送达"sv,   "已归档"sv, "其他机关办理中"sv, "其他机关已答复"sv, "已终止"sv};
constexpr std::array acts{"accept"sv,          "decline"sv,       "transfer"sv,
                          "draft"sv,           "submit"sv,        "claim"sv,
                          "release"sv,         "recuse"sv,        "send_back"sv,
                          "sign_off"sv,        "approve"sv,       "issue"sv,
                          "serve"sv,           "close"sv,         "note_acceptance"sv,
                          "record_result"sv,   "take_back"sv,     "remand"sv,
                          "serve_notice"sv,    "ask_extension"sv, "extend"sv,
                          "deny_extension"sv,  "note_hearing"sv,  "ask_supplement"sv,
                          "note_supplement"sv, "ask_ending"sv,    "end"sv,
                          "deny_ending"sv,     "note_answer"sv,   "mark_urgent"sv,
                          "clear_urgent"sv,    "note_report"sv,   "add_mandate"sv,
                          "end_mandate"sv};
constexpr std::array levels{"handling"sv, "review"sv, "re_review"sv};
constexpr std::array levels_chinese{"办理"sv, "复查"sv, "复核"sv};
constexpr std::array kinds{"first_letter"sv, "review_application"sv, "re_review_application"sv};
constexpr std::array endings{"withdrawn"sv, "deceased"sv, "settled"sv, "mediated"sv};
constexpr std::array endings_chinese{"撤回申请"sv, "死亡且无人承受"sv, "达成和解"sv, "调解成功"sv};
constexpr std::array matters{""sv, "suggestion"sv, "report"sv, "relief"sv};
constexpr std::array urgencies{""sv, "suspected"sv, "urgent"sv, "cleared"sv};
constexpr std::array papers{"resident_id"sv,      "residence_permit"sv, "hm_travel_permit"sv,
                            "tw_travel_permit"sv, "passport"sv,         "permanent_resident"sv,
                            "officer"sv,          "credit_code"sv};
constexpr std::array papers_chinese{"居民身份证"sv,
                                    "港澳台居民居住证"sv,
                                    "港澳居民来往内地通行证"sv,
                                    "台湾居民来往大陆通行证"sv,
                                    "护照"sv,
                                    "外国人永久居留证"sv,
                                    "军官证"sv,
                                    "统一社会信用代码"sv};
constexpr std::array mandate_kinds{"agent"sv, "representative"sv, "guardian"sv};
constexpr std::array mandate_kinds_chinese{"代理人"sv, "代表人"sv, "监护人"sv};
constexpr std::array roles{"mailroom"sv, "clerk"sv,         "lawyer"sv, "leader"sv,
                           "auditor"sv,  "administrator"sv, "system"sv};
constexpr std::array organ_kinds{"government"sv, "department"sv, "street"sv, "agency"sv};
static_assert(stages.size() == stage_count && stages_chinese.size() == stage_count &&
              acts.size() == act_count);
static_assert(papers.size() == id_kinds.size() && papers_chinese.size() == id_kinds.size());

template <class E, std::size_t N>
std::string_view word(E value, const std::array<std::string_view, N>& words) {
    return words.at(static_cast<std::size_t>(value));
}

} // namespace

std::string_view name(Stage stage) { return word(stage, stages); }
std::string_view chinese(Stage stage) { return word(stage, stages_chinese); }
std::string_view name(Act act) { return word(act, acts); }
std::string_view name(Level level) { return word(level, levels); }
std::string_view chinese(Level level) { return word(level, levels_chinese); }
std::string_view name(LetterKind kind) { return word(kind, kinds); }
std::string_view name(MatterClass matter) { return word(matter, matters); }
std::string_view name(EndingKind kind) { return word(kind, endings); }
std::string_view chinese(EndingKind kind) { return word(kind, endings_chinese); }
std::string_view name(Urgency urgency) { return word(urgency, urgencies); }
std::string_view name(IdKind kind) { return word(kind, papers); }
std::string_view chinese(IdKind kind) { return word(kind, papers_chinese); }
std::string_view name(MandateKind kind) { return word(kind, mandate_kinds); }
std::string_view chinese(MandateKind kind) { return word(kind, mandate_kinds_chinese); }
std::string_view name(Role role) { return word(role, roles); }
std::string_view name(OrganKind kind) { return word(kind, organ_kinds); }

Result<Stage> parse_stage(std::string_view text) {
    return parse<Stage>(text, stages, Kind::corrupt, "stage.unknown");
}
Result<Act> parse_act(std::string_view text) { return parse<Act>(text, acts, Kind::invalid, "act.unknown"); }
Result<Level> parse_level(std::string_view text) {
    return parse<Level>(text, levels, Kind::corrupt, "level.unknown");
}
Result<LetterKind> parse_letter_kind(std::string_view text) {
    return parse<LetterKind>(text, kinds, Kind::invalid, "letter.kind_unknown");
}
Result<MatterClass> parse_matter_class(std::string_view text) {
    return parse<MatterClass>(text, matters, Kind::invalid, "matter.class_unknown");
}
Result<EndingKind> parse_ending_kind(std::string_view text) {
    return parse<EndingKind>(text, endings, Kind::invalid, "ending.kind_unknown");
}
Result<Urgency> parse_urgency(std::string_view text) {
    return parse<Urgency>(text, urgencies, Kind::corrupt, "urgency.unknown");
}
Result<IdKind> parse_id_kind(std::string_view text) {
    return parse<IdKind>(text, papers, Kind::invalid, "id.kind_unknown");
}
Result<MandateKind> parse_mandate_kind(std::string_view text) {
    return parse<MandateKind>(text, mandate_kinds, Kind::invalid, "mandate.kind_unknown");
}
Result<Role> parse_role(std::string_view text) {
    return parse<Role>(text, roles, Kind::invalid, "role.unknown");
}
Result<OrganKind> parse_organ_kind(std::string_view text) {
    return parse<OrganKind>(text, organ_kinds, Kind::invalid, "organ.kind_unknown");
}

} // namespace docket::review
