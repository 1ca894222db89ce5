#include "pipeline/desk/case_parts.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/days.hpp"
#include "pipeline/desk/drafts.hpp"
#include "pipeline/desk/event_words.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/notices.hpp"
#include "pipeline/desk/party_views.hpp"
#include "pipeline/desk/urgency.hpp"
#include "pipeline/flow/answer.hpp"
#include "pipeline/flow/beside.hpp"
#include "pipeline/flow/checking.hpp"
#include "pipeline/flow/counsel.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/ending.hpp"
#include "pipeline/flow/mandates.hpp"
#include "pipeline/flow/serving.hpp"
#include "pipeline/flow/supplement.hpp"
#include "pipeline/flow/urgency.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/lifecycle.hpp"
#include "review/sight.hpp"

#include <algorithm>
#include <array>

namespace docket::desk {

namespace {

using review::Act;
using review::Stage;

review::Facts facts_for(const Desk& desk, const Person& person, const review::Case& c, const People& people,
                        bool holds) {
    const auto& round = c.current();
    review::Facts facts; // what a person still has to type is taken as given
    facts.actor = person.id;
    facts.drafter = round.drafter;
    facts.counsel = round.counsel;
    facts.text = facts.named_text = round.draft_text;
    facts.signed_text = round.signed_text;
    facts.competent = flow::incompetence(c, people.organs, desk.tools.office).empty();
    flow::add_facts_beside(c, json::Value(), desk.tools.today(), facts);
    flow::add_ending_facts(c, json::Value(), desk.tools.today(), facts);
    flow::add_answer_facts(c, json::Value(), desk.tools.today(), facts);
    flow::add_supplement_facts(c, json::Value(), desk.tools.today(), desk.tools.office, facts);
    flow::add_urgent_facts(c, json::Value(), desk.tools.today(), facts);
    flow::add_mandate_facts(c, {}, json::Value(), desk.tools.today(), desk.tools.office, facts);
    facts.ground_named = facts.ground_fits = true;
    facts.result_whole = true;
    facts.served = round.service.has_value();
    facts.notice_owed = flow::notice_is_owed(c);
    facts.reply_awaited = flow::reply_is_awaited(c);
    facts.reason_given = facts.organ_named = facts.declared = facts.service_proven = facts.draft_whole = true;
    facts.conflict = review::bound_to(people.ties(person), c);
    facts.holds_task = holds;
    facts.document_written = !round.issued_pdf.empty();
    return facts;
}

int weight_of(Act act) {
    switch (act) {
    case Act::sign_off:
    case Act::approve:
    case Act::extend:
    case Act::end:
    case Act::serve_notice:
    case Act::serve: return 3;
    case Act::accept:
    case Act::decline:
    case Act::record_result:
    case Act::take_back:
    case Act::remand:
    case Act::transfer:
    case Act::submit:
    case Act::issue:
    case Act::ask_extension:
    case Act::deny_extension:
    case Act::note_hearing:
    case Act::ask_ending:
    case Act::deny_ending:
    case Act::ask_supplement:
    case Act::note_supplement:
    case Act::note_answer:
    case Act::mark_urgent:
    case Act::clear_urgent:
    case Act::note_report:
    case Act::add_mandate:
    case Act::end_mandate:
    case Act::close: return 2;
    default: return 1;
    }
}

struct Next {
    Stage stage;
    std::string_view what, who, act, page;
};
constexpr std::array nexts{
    Next{Stage::registered, "决定是否受理", "经办人", "accept", ""},
    Next{Stage::accepted, "拟稿", "经办人", "draft", "/draft"},
    Next{Stage::drafted, "送法律审核", "经办人", "submit", "/draft"},
    Next{Stage::at_counsel, "法律审核", "法律顾问", "sign_off", ""},
    Next{Stage::signed_off, "审批", "领导", "approve", ""},
    Next{Stage::approved, "印发", "经办人", "issue", "/issue"},
    Next{Stage::issued, "送达并登记回证", "经办人", "serve", "/issue"},
    Next{Stage::served, "归档", "经办人", "close", "/issue"},
    Next{Stage::declined, "归档", "经办人", "close", ""},
    Next{Stage::transferred, "归档", "经办人", "close", ""},
    Next{Stage::elsewhere, "登记承办机关的办理情况", "经办人", "record_result", ""},
    Next{Stage::concluded, "归档", "经办人", "close", ""},
    Next{Stage::answered, "登记意见送达，归档", "经办人", "close", ""},
};
constexpr Next serve_notice{Stage::declined, "送达告知书并登记回证", "经办人", "serve", "/issue"};
constexpr Next serve_ending{Stage::concluded, "送达终止办理告知书并登记回证", "经办人", "serve_notice",
                            "/notices"};
const Next* next_of(const review::Case& c) {
    if (flow::notice_is_owed(c)) return c.current().stage == Stage::concluded ? &serve_ending : &serve_notice;
    const auto found = std::ranges::find(nexts, c.current().stage, &Next::stage);
    return found == nexts.end() ? nullptr : &*found;
}

} // namespace

std::string opinion_name(const review::Case& c) { return std::string(flow::opinion_name(c.current().level)); }

std::string people_of(const review::Case& c) {
    if (c.applicants.empty()) return "匿名";
    auto out = c.applicants.front().name;
    if (c.applicants.size() > 1) out += " 等" + std::to_string(c.applicants.size()) + "人";
    return out;
}

std::string summary_of(const review::Case& c) {
    constexpr std::size_t most = 40; // characters
    if (c.claims.empty()) return "";
    auto chars = code_points(c.claims.front());
    if (chars.size() > most) chars = chars.substr(0, most) + U"…";
    return encode_utf8(chars);
}

std::string title_of(const review::Case& c, const People& people) {
    auto out = std::string(review::chinese(c.current().level)) + " " + people_of(c);
    if (const auto* disputed = c.disputed()) out += " " + people.organ_name(disputed->organ);
    return out;
}

json::Object case_row(const Desk& desk, const review::Case& c, const People& people) {
    const auto& round = c.current();
    const auto* disputed = c.disputed();
    json::Object row{{"number", c.number},
                     {"people", people_of(c)},
                     {"summary", summary_of(c)},
                     {"organ", people.organ_view(disputed ? disputed->organ : round.organ)},
                     {"level", review::name(round.level)},
                     {"stage", review::name(round.stage)},
                     {"due", clock_of(c, desk.tools.today(), desk.tools.calendar)},
                     {"received", iso(c.received)}};
    if (c.matter == review::MatterClass::report) row.set("confidential", true);
    if (auto mark = urgent_mark(c.urgent.state, c.urgent.places)) row.set("urgent", *std::move(mark));
    if (auto marks = party_marks(c, desk.tools.office); !marks.empty()) row.set("marks", std::move(marks));
    if (!round.drafter.empty()) row.set("drafter", people.view(round.drafter));
    if (!round.document_number.empty()) row.set("document_number", round.document_number);
    return row;
}

json::Object round_view(const review::Case& c, const review::Round& round, const People& people) {
    json::Object out{{"n", round.n},
                     {"level", review::name(round.level)},
                     {"level_word", review::chinese(round.level)},
                     {"organ", people.organ_view(round.organ)},
                     {"ours", round.ours},
                     {"follows", round.follows},
                     {"stage", round.ours ? review::name(round.stage) : ""},
                     {"stage_word", round.ours ? review::chinese(round.stage) : "其他机关办理"},
                     {"document_title", round.document_title},
                     {"document_number", round.document_number},
                     {"draft_version", round.draft_version},
                     {"text", round.draft_text},
                     {"reason", round.reason},
                     {"ground", round.ground},
                     {"pdf", !round.issued_pdf.empty()}};
    const auto day = [&](const char* key, const std::optional<Date>& date) {
        if (date) out.set(key, iso(*date));
    };
    day("document_date", round.document_date);
    day("said_received", round.said_received);
    day("applied_on", round.applied_on);
    day("posted_on", round.posted_on);
    day("accepted_on", round.accepted_on);
    if (round.service) out.set("service", flow::json_of(*round.service));
    if (const auto& extension = round.extension) {
        json::Object asked{{"days", extension->days},
                           {"reason", extension->reason},
                           {"asked_by", people.view(extension->asked_by)}};
        if (!extension->granted_by.empty()) asked.set("granted_by", people.view(extension->granted_by));
        if (extension->granted_on) asked.set("granted_on", iso(*extension->granted_on));
        out.set("extension", std::move(asked));
    }
    if (const auto& ending = round.ending) {
        json::Object ended{{"kind", review::name(ending->kind)},
                           {"kind_word", review::chinese(ending->kind)},
                           {"on", iso(ending->on)},
                           {"reason", ending->reason},
                           {"proof", ending->proof},
                           {"asked_by", people.view(ending->asked_by)}};
        if (!ending->granted_by.empty()) ended.set("granted_by", people.view(ending->granted_by));
        if (ending->granted_on) ended.set("granted_on", iso(*ending->granted_on));
        out.set("ending", std::move(ended));
    }
    if (const auto* route = review::find_route(round.route))
        out.set("route",
                json::Object{{"item", route->item}, {"name", route->name}, {"remedy", route->remedy}});
    if (const auto& supplement = round.supplement) {
        json::Object asked{{"wanted", json::Array(supplement->wanted.begin(), supplement->wanted.end())},
                           {"days", supplement->days},
                           {"unit", supplement->unit},
                           {"asked_by", people.view(supplement->asked_by)},
                           {"asked_on", iso(supplement->asked_on)}};
        if (supplement->came_on) asked.set("came_on", iso(*supplement->came_on));
        if (supplement->posted_on) asked.set("posted_on", iso(*supplement->posted_on));
        out.set("supplement", std::move(asked));
    }
    if (const auto& answer = round.answer)
        out.set("answer", json::Object{{"on", iso(answer->on)},
                                       {"summary", answer->summary},
                                       {"file", answer->file},
                                       {"late", flow::answer_is_late(c, round)},
                                       {"noted_by", people.view(answer->noted_by)}});
    if (!round.drafter.empty()) out.set("drafter", people.view(round.drafter));
    if (!round.counsel.empty()) out.set("counsel", people.view(round.counsel));
    if (!round.approver.empty()) out.set("approver", people.view(round.approver));
    return out;
}

json::Array deadline_views(const Desk& desk, const review::Case& c) {
    json::Array out;
    for (const auto& deadline : c.deadlines)
        out.emplace_back(explained(deadline, desk.tools.today(), desk.tools.calendar));
    return out;
}

json::Array event_views(const std::vector<review::Event>& events, const People& people) {
    json::Array out;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        const auto detail = json::parse(event->detail).value_or(json::Value());
        json::Object one{{"n", event->n},
                         {"at", to_ms(event->at)},
                         {"actor", people.view(event->actor)},
                         {"act", event->act},
                         {"word", word_of(act_words(), event->act)},
                         {"from", event->from},
                         {"to", event->to},
                         {"text", event->text},
                         {"words", sentence_of(*event, detail, people)}};
        if (const auto reason = detail.text_at("reason"); !reason.empty()) one.set("reason", reason);
        out.emplace_back(std::move(one));
    }
    return out;
}

json::Array document_views(const review::Case& c, const std::vector<review::Event>& events) {
    json::Array out;
    const auto& round = c.last_issued();
    if (round.draft_version > 0 && round.issued_blob.empty())
        out.emplace_back(
            json::Object{{"key", "draft"},
                         {"title", opinion_name(c) + "（草稿 v" + std::to_string(round.draft_version) + "）"},
                         {"number", ""},
                         {"pdf", false},
                         {"state", review::chinese(round.stage)}});
    if (!round.issued_blob.empty()) {
        json::Object opinion{{"key", "opinion"},
                             {"title", round.ground.empty() ? opinion_name(c) : round.document_title},
                             {"number", round.document_number},
                             {"pdf", !round.issued_pdf.empty()},
                             {"state", round.issued_pdf.empty() ? "尚未生成" : "已生成"}};
        if (round.document_date) opinion.set("date", iso(*round.document_date));
        out.emplace_back(std::move(opinion));
    }
    for (std::size_t i = 0; i < c.notices.size(); ++i) {
        const auto& notice = c.notices[i];
        out.emplace_back(json::Object{{"key", notice_key(i)},
                                      {"title", notice.title},
                                      {"number", notice.number},
                                      {"date", iso(notice.dated)},
                                      {"pdf", !notice.pdf.empty()},
                                      {"state", notice.pdf.empty() ? "尚未生成" : "已生成"}});
    }
    if (const auto* event = earlier_writing(c, events)) {
        const auto detail = json::parse(event->detail).value_or(json::Value());
        out.emplace_back(json::Object{{"key", earlier_notice},
                                      {"title", "受理告知书"},
                                      {"number", detail.text_at("document")},
                                      {"date", iso(china.date(event->at))},
                                      {"pdf", true},
                                      {"state", "已生成"}});
    }
    return out;
}

bool wants_password(Act act) {
    return act == Act::sign_off || act == Act::approve || act == Act::extend || act == Act::end;
}

Result<json::Array> act_views(const Desk& desk, const Person& person, const review::Case& c,
                              const People& people) {
    DOCKET_TRY(const auto found, flow::check_draft(c, people.organs, desk.tools));
    return act_views(desk, person, c, people, found);
}

Result<json::Array> act_views(const Desk& desk, const Person& person, const review::Case& c,
                              const People& people, const std::vector<flow::Checked>& found) {
    DOCKET_TRY(const auto task, flow::held_task(c, desk.tools));
    auto facts = facts_for(desk, person, c, people, task && task->owner == person.id);
    flow::add_findings(found, facts);
    if (c.current().stage == Stage::served) {
        DOCKET_TRY(const auto issued, newest(desk, c));
        facts.orders_anew = flow::orders_anew(c, issued);
    }
    json::Array out;
    const auto stage = c.current().stage;
    for (const auto act : review::acts_at(stage, person.role)) {
        const auto outcome = review::decide(stage, act, person.role, facts);
        json::Object one{{"act", review::name(act)},
                         {"word", word_of(act_words(), review::name(act))},
                         {"allowed", outcome.decision.has_value()},
                         {"weight", weight_of(act)},
                         {"password", wants_password(act)}};
        if (!outcome.decision) one.set("why", review::sentence(outcome.why));
        out.emplace_back(std::move(one));
    }
    return out;
}

bool awaits_supplement(const review::Case& c) {
    const auto& supplement = c.current().supplement;
    return c.current().stage == Stage::registered && supplement && !supplement->came_on;
}

std::string leaders_duty(const review::Case& c) {
    if (c.asks_ending()) return "审批终止办理";
    return c.asks_extension() ? "审批延长期限" : "";
}

std::string duty_of(const review::Case& c) {
    const auto* next = next_of(c);
    if (!next) return "已归档";
    if (awaits_supplement(c)) return "等候补正，届满后决定是否受理";
    if (c.current().stage == Stage::accepted) return "拟" + opinion_name(c);
    if (c.current().stage == Stage::drafted && !c.current().reason.empty())
        return "按退回意见修改" + opinion_name(c);
    return std::string(next->what);
}

std::string page_of(const review::Case& c) {
    const auto* next = next_of(c);
    switch (c.current().stage) {
    case Stage::at_counsel: return "/review/tasks/" + c.number;
    case Stage::signed_off: return "/approve/" + c.number;
    default: return "/cases/" + c.number + std::string(next ? next->page : "");
    }
}

json::Array duty_views(const Desk& desk, const review::Case& c, const People& people) {
    const auto* next = next_of(c);
    if (!next) return {};
    const auto& drafter = c.current().drafter;
    const bool clerks = next->who == "经办人" && !drafter.empty();
    json::Object duty{{"what", duty_of(c)},
                      {"who", clerks ? people.name(drafter) : std::string(next->who)},
                      {"due", clock_of(c, desk.tools.today(), desk.tools.calendar)},
                      {"act", next->act}};
    // Whoever reads the case may not open counsel's or the leader's page.
    if (next->who == "经办人") duty.set("path", page_of(c));
    auto out = urgent_duties(c, desk.tools.today());
    out.emplace_back(std::move(duty));
    if (const auto asked = leaders_duty(c); !asked.empty())
        out.emplace_back(json::Object{{"what", asked},
                                      {"who", "领导"},
                                      {"due", clock_of(c, desk.tools.today(), desk.tools.calendar)},
                                      {"act", c.asks_ending() ? "end" : "extend"}});
    if (const auto* period = flow::answer_period(c, c.current()); period && !period->met)
        out.emplace_back(json::Object{{"what", "等候被申请人答复，届满没有提交的催办"},
                                      {"who", "经办人"},
                                      {"due", clock_of(*period, desk.tools.today(), desk.tools.calendar)},
                                      {"act", "note_answer"}});
    for (const auto* notice : unserved(c))
        out.emplace_back(json::Object{{"what", "送达" + notice->title + "并登记回证"},
                                      {"who", "经办人"},
                                      {"due", json::Object{{"state", "not_started"}, {"words", "未送达"}}},
                                      {"act", "serve_notice"}});
    return out;
}

} // namespace docket::desk
