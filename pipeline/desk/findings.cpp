#include "pipeline/desk/findings.hpp"

#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/mask.hpp"
#include "pipeline/flow/writing.hpp"

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
    DOCKET_TRY(const auto found, flow::check_draft(c, people.organs, tools));
    const auto key = input.text_at("key"), verdict = input.text_at("verdict"),
               reason = input.text_at("reason");
    if (std::ranges::none_of(found, [&](const flow::Checked& one) { return one.finding.key == key; }))
        return fail(Kind::not_found, "finding.unknown", "文稿已变动，没有这个问题了，请刷新后再答复。");
    if (!may_say(person.role, verdict))
        return fail(Kind::forbidden, "finding.not_yours", "说明不改由经办人填写，是否成立由法律顾问认定。");
    const bool needs_reason = verdict != "uphold";
    if (needs_reason && reason.size() < 6)
        return fail(Kind::invalid, "finding.reason_missing", "请写明理由，至少两个字。");
    flow::FindingAnswer answer{c.number, c.current().n, key, person.id, verdict, reason, tools.clock.now()};
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(tools.answers.add(tx, answer));
        auto event = flow::event_now(tools, flow::subject_of(c), "answer", person.id);
        event.from = event.to = review::name(c.current().stage);
        event.detail = json::dump(json::Object{{"key", key}, {"verdict", verdict}, {"reason", reason}});
        DOCKET_CHECK(tools.record.append(tx, event));
        return {};
    }));
    DOCKET_TRY(auto shown, finding_views(desk, c, people));
    json::Value out = json::Object{{"findings", std::move(shown)}};
    return person.role == review::Role::lawyer ? Mask(c.applicants).value(out) : out;
}

} // namespace docket::desk
