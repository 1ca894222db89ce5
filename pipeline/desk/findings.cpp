#include "pipeline/desk/findings.hpp"

#include "pipeline/desk/drafts.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/flow/counsel.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/mandates.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/lifecycle.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

std::string rule_name(std::string_view id) {
    const auto all = review::check::rules();
    const auto found = std::ranges::find(all, id, &review::check::Rule::id);
    return found == all.end() ? std::string(id) : std::string(found->name);
}

// The check speaks in sentences where it says what to do, and in bare words where these may stand in the
// text.
bool is_advice(std::string_view suggestion) { return suggestion.ends_with("。"); }

json::Object view_of(const flow::Checked& one, const People& people) {
    json::Array answers;
    for (const auto& answer : one.answers)
        answers.emplace_back(json::Object{{"by", people.view(answer.by)},
                                          {"verdict", answer.verdict},
                                          {"reason", answer.reason},
                                          {"at", to_ms(answer.at)}});
    const auto& f = one.finding;
    const bool advice = is_advice(f.suggestion);
    json::Object out{{"key", f.key},
                     {"check", f.check},
                     {"title", rule_name(f.check)},
                     {"severity", review::check::name(f.severity)},
                     {"place", f.place},
                     {"quote", f.quote},
                     {"what", f.what},
                     {"basis", f.basis},
                     {"suggestion", advice ? "" : f.suggestion},
                     {"answers", std::move(answers)},
                     {"open", one.open()}};
    if (advice) out.set("advice", f.suggestion);
    return out;
}

bool may_say(review::Role role, std::string_view verdict) {
    return role == review::Role::clerk
               ? verdict == "explain"
               : role == review::Role::lawyer && (verdict == "uphold" || verdict == "dismiss");
}

// A lawyer judges what he holds; who lost the task meanwhile is told to whom.
Result<void> may_judge(const Desk& desk, const Person& person, const review::Case& c) {
    if (person.role != review::Role::lawyer || c.current().stage != review::Stage::at_counsel) return {};
    DOCKET_TRY(const auto task, flow::held_task(c, desk.tools));
    if (task && task->owner == person.id) return {};
    if (task) return flow::taken(*task, desk.tools);
    return review::to_failure(review::Refusal::task_not_held, c.current().stage, review::Act::sign_off);
}

using Found = std::vector<flow::Checked>;
struct Seen {
    Found shown; // on the person's page
    Found kept;  // in the newest draft
};

// The drafter has the working copy before him, everybody else the newest draft.
Result<Seen> seen(const Desk& desk, const Person& person, const review::Case& c,
                  const review::Organs& organs) {
    Seen out;
    DOCKET_TRY(out.kept, flow::check_draft(c, organs, desk.tools));
    out.shown = out.kept;
    if (person.role != review::Role::clerk || !is_draftable(c.current().stage)) return out;
    DOCKET_TRY(const auto now, written(desk, c));
    if (auto document = flow::opinion_so_far(c, organs, draft_input(now.parts), desk.tools.office)) {
        flow::name_speakers(*document, c, desk.tools.today());
        DOCKET_TRY(out.shown, flow::check_draft(c, *document, organs, desk.tools));
    }
    return out;
}

Result<review::check::Finding> answered(const Seen& seen, std::string_view key) {
    for (const auto* list : {&seen.shown, &seen.kept})
        for (const auto& one : *list)
            if (one.finding.key == key) return one.finding;
    return fail(Kind::not_found, "finding.unknown", "文稿已变动，没有这个问题了，请刷新后再答复。");
}

Result<flow::FindingAnswer> answer_of(const Desk& desk, const Person& person, const review::Case& c,
                                      const json::Value& input) {
    const auto verdict = input.text_at("verdict"), reason = input.text_at("reason");
    if (!may_say(person.role, verdict))
        return fail(Kind::forbidden, "finding.not_yours", "说明不改由经办人填写，是否成立由法律顾问认定。");
    const bool needs_reason = verdict != "uphold";
    if (needs_reason && reason.size() < 6)
        return fail(Kind::invalid, "finding.reason_missing", "请写明理由，至少两个字。");
    return flow::FindingAnswer{c.number, c.current().n, input.text_at("key"),  person.id,
                               verdict,  reason,        desk.tools.clock.now()};
}

} // namespace

json::Array finding_views(const std::vector<flow::Checked>& found, const People& people) {
    json::Array out;
    for (const auto& one : found) out.emplace_back(view_of(one, people));
    return out;
}

Result<json::Array> finding_views(const Desk& desk, const review::Case& c, const People& people) {
    DOCKET_TRY(const auto found, flow::check_draft(c, people.organs, desk.tools));
    return finding_views(found, people);
}

json::Object finding_counts(const std::vector<flow::Checked>& found) {
    using review::check::Severity;
    const auto count = [&](Severity severity) {
        return static_cast<std::int64_t>(std::ranges::count_if(
            found, [&](const flow::Checked& one) { return one.finding.severity == severity; }));
    };
    return {{"veto", count(Severity::veto)},
            {"major", count(Severity::major)},
            {"minor", count(Severity::minor)}};
}

Result<json::Value> answer(const Desk& desk, const Person& person, const std::string& number,
                           const json::Value& input) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto c, tools.cases.load(number));
    DOCKET_TRY(const auto people, People::load(tools));
    DOCKET_CHECK(may_judge(desk, person, c));
    DOCKET_TRY(const auto before, seen(desk, person, c, people.organs));
    DOCKET_TRY(const auto finding, answered(before, input.text_at("key")));
    DOCKET_TRY(const auto answer, answer_of(desk, person, c, input));
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(tools.answers.add(tx, answer));
        auto event = flow::event_now(tools, flow::subject_of(c), "answer", person.id);
        event.from = event.to = review::name(c.current().stage);
        event.detail = json::dump(json::Object{{"key", answer.key},
                                               {"check", finding.check},
                                               {"place", finding.place},
                                               {"verdict", answer.verdict},
                                               {"reason", answer.reason}});
        DOCKET_CHECK(tools.record.append(tx, event));
        return {};
    }));
    DOCKET_TRY(const auto after, seen(desk, person, c, people.organs));
    json::Value out = json::Object{{"findings", finding_views(after.shown, people)}};
    return person.role == review::Role::lawyer ? Mask::of(c).value(out) : out;
}

} // namespace docket::desk
