// Counsel's desk and the leader's: what waits, the masked file, what was decided.
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/days.hpp"
#include "pipeline/desk/drafts.hpp"
#include "pipeline/desk/duplicates.hpp"
#include "pipeline/desk/findings.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/desk/looking_back.hpp"
#include "pipeline/flow/counsel.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/parties.hpp"
#include "review/sight.hpp"

#include <algorithm>
#include <set>

namespace docket::desk {

namespace {

std::string what_is_asked(const outputs::Document& document) {
    std::string out;
    std::set<std::string> said;
    for (const auto& disposition : document.dispositions) {
        auto words = word_of(outcome_words(), outputs::name(disposition.outcome));
        if (disposition.period_days > 0) words += "（" + std::to_string(disposition.period_days) + "日内）";
        if (said.insert(words).second) out += (out.empty() ? "" : "；") + words;
    }
    return out;
}

// A text is laid out once, however many lists show it and however often.
Result<Glance> glance_at(const Desk& desk, const review::Case& c) {
    const auto& round = c.current();
    const auto& text = round.issued_blob.empty() ? round.draft_blob : round.issued_blob;
    if (auto known = desk.glances.texts.find(text)) return *std::move(known);
    DOCKET_TRY(const auto document, newest(desk, c));
    if (!document) return Glance{};
    DOCKET_TRY(const auto drawing, desk.drawer.draw(*document));
    Glance glance{std::int64_t{drawing->pages()}, what_is_asked(*document)};
    desk.glances.texts.keep(text, glance);
    return glance;
}

Result<json::Object> review_row(const Desk& desk, const review::Case& c, const People& people,
                                Instant since) {
    const auto& round = c.current();
    DOCKET_TRY(const auto found, flow::check_draft(c, people.organs, desk.tools));
    DOCKET_TRY(const auto glance, glance_at(desk, c));
    const auto disputed = c.disputed() ? people.organ_name(c.disputed()->organ) : "";
    const auto today = desk.tools.today();
    return json::Object{{"case", c.number},
                        {"title", opinion_name(c)},
                        {"level_word", review::chinese(round.level)},
                        {"matter", "不服" + disputed + "的意见"},
                        {"pages", glance.pages},
                        {"findings", finding_counts(found)},
                        {"waited_days", std::max(0, days_between(china.date(since), today))},
                        {"due", clock_of(c, today, desk.tools.calendar)},
                        {"text", round.draft_text},
                        {"draft_version", round.draft_version}};
}

// The numbers of the cases a person decided on lately, newest first, with the deciding event.
Result<std::vector<std::pair<std::string, review::Event>>> decided(const Desk& desk, const Person& person,
                                                                   const std::set<std::string>& acts) {
    constexpr std::string_view prefix = "case:";
    DOCKET_TRY(const auto events, desk.lists.done_by(person.id, desk.tools.clock.now() - a_month, 500));
    std::vector<std::pair<std::string, review::Event>> out;
    std::set<std::string> seen;
    for (const auto& event : events)
        if (acts.contains(event.act) && event.subject.starts_with(prefix) && out.size() < most_done &&
            seen.insert(event.subject).second)
            out.emplace_back(event.subject.substr(prefix.size()), event);
    return out;
}

json::Array earlier_of(const review::Case& c, const People& people) {
    json::Array out;
    for (const auto& round : c.rounds)
        if (!round.ours && !round.document_number.empty() && round.document_date)
            out.emplace_back(json::Object{{"title", round.document_title},
                                          {"number", round.document_number},
                                          {"date", iso(*round.document_date)},
                                          {"organ", people.organ_name(round.organ)}});
    return out;
}

Result<json::Object> approval_row(const Desk& desk, const review::Case& c, const Person& person,
                                  const People& people) {
    const auto& round = c.current();
    DOCKET_TRY(const auto found, flow::check_draft(c, people.organs, desk.tools));
    DOCKET_TRY(const auto glance, glance_at(desk, c));
    DOCKET_TRY(const auto acts, act_views(desk, person, c, people, found));
    json::Object row{{"case", c.number},
                     {"version", c.version},
                     {"title", opinion_name(c)},
                     {"people", people_of(c)},
                     {"what", glance.asked},
                     {"due", clock_of(c, desk.tools.today(), desk.tools.calendar)},
                     {"text", round.draft_text},
                     {"draft_version", round.draft_version},
                     {"findings", finding_counts(found)},
                     {"drafter", people.view(round.drafter)},
                     {"counsel", people.view(round.counsel)},
                     {"pages", glance.pages}};
    for (const auto& act : acts)
        if (act.text_at("act") == "approve") {
            row.set("may", act.bool_at("allowed"));
            if (!act.text_at("why").empty()) row.set("why", act.text_at("why"));
        }
    DOCKET_TRY(const auto events, desk.tools.record.of(flow::subject_of(c)));
    for (const auto& event : events)
        if (event.act == "sign_off") row.set("signed_at", to_ms(event.at));
    if (!round.document_number.empty()) row.set("document_number", round.document_number);
    return row;
}

} // namespace

Result<json::Value> reviews(const Desk& desk, const Person& person) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto people, People::load(tools));
    const auto ties = people.ties(person);
    json::Array open, mine, done;
    queue::JobFilter filter;
    filter.open = true; // a file taken or given back just now is on one of the two lists
    filter.queue = std::string(flow::counsel_queue);
    DOCKET_TRY(const auto jobs, tools.desk.list(filter));
    for (const auto& job : jobs) {
        const bool held =
            job.state == queue::State::leased && job.lease_until && *job.lease_until > tools.clock.now();
        if (held && job.owner != person.id) continue;
        DOCKET_TRY(const auto c, tools.cases.load(job.subject.substr(job.subject.find(':') + 1)));
        if (review::bound_to(ties, c)) continue;
        DOCKET_TRY(auto row, review_row(desk, c, people, job.run_at));
        if (held) row.set("held_until", to_ms(*job.lease_until));
        (held ? mine : open).push_back(Mask::of(c).value(row));
    }
    DOCKET_TRY(const auto finished, decided(desk, person, {"sign_off", "send_back"}));
    for (const auto& [number, event] : finished) {
        DOCKET_TRY(const auto c, tools.cases.load(number));
        if (review::bound_to(ties, c)) continue;
        DOCKET_TRY(auto row, review_row(desk, c, people, event.at));
        row.set("outcome", event.act == "sign_off" ? "已签署" : "已退回")
            .set("at", to_ms(event.at))
            .set("event", event.n);
        done.push_back(Mask::of(c).value(row));
    }
    return json::Value(
        json::Object{{"open", std::move(open)}, {"mine", std::move(mine)}, {"done", std::move(done)}});
}

Result<json::Value> parties(const Desk& desk, const Person& person, const std::string& number) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    json::Array parties, organs, rounds, firms;
    for (const auto& a : c.applicants)
        parties.emplace_back(
            json::Object{{"role", "申请人"},
                         {"name", review::is_minor(a, c.received) ? "（未成年人，姓名不公开）" : a.name}});
    for (const auto& m : c.mandates)
        if (m.in_force(desk.tools.today()))
            parties.emplace_back(json::Object{{"role", review::chinese(m.kind)}, {"name", m.name}});
    for (const auto& round : c.rounds) {
        const auto organ = people.organ_name(round.organ);
        organs.emplace_back(organ);
        auto words = std::string(review::chinese(round.level)) + "：" + organ;
        if (!round.document_number.empty()) words += "，" + round.document_number;
        rounds.emplace_back(words + "。");
    }
    std::set<std::string> named;
    for (const auto& [id, one] : people.by_id)
        if (one.role == review::Role::lawyer && named.insert(one.firm).second) firms.emplace_back(one.firm);
    json::Object out{{"case", c.number},
                     {"version", c.version},
                     {"title", opinion_name(c)},
                     {"parties", std::move(parties)},
                     {"organs", std::move(organs)},
                     {"rounds", std::move(rounds)},
                     {"firms", std::move(firms)}};
    if (review::bound_to(people.ties(person), c)) out.set("conflict", "您曾代理本案当事机关，应当回避。");
    return json::Value(std::move(out));
}

Result<json::Value> review_file(const Desk& desk, const Person& person, const std::string& number) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto c, tools.cases.load(number));
    DOCKET_TRY(const auto people, People::load(tools));
    DOCKET_TRY(const auto draft, newest(desk, c));
    if (!draft) return fail(Kind::not_found, "document.unknown", "这件事项还没有这份文书。");
    const auto mask = Mask::of(c);
    DOCKET_TRY(const auto covered, masked(*draft, mask));
    DOCKET_TRY(auto sections, text_sections(desk, covered));
    DOCKET_TRY(auto findings, finding_views(desk, c, people));
    DOCKET_TRY(const auto drawing, desk.drawer.draw(covered));
    DOCKET_TRY(auto events, tools.record.of(flow::subject_of(c)));
    DOCKET_CHECK(hide_links(desk, person, events)); // which opens no other case
    json::Object out{{"case", c.number},
                     {"version", c.version},
                     {"title", opinion_name(c)},
                     {"text", c.current().draft_text},
                     {"draft_version", c.current().draft_version},
                     {"drafter", people.name(c.current().drafter)},
                     {"masked", true},
                     {"earlier", earlier_of(c, people)},
                     {"sections", std::move(sections)},
                     {"findings", std::move(findings)},
                     {"deadlines", deadline_views(desk, c)},
                     {"events", event_views(events, people)},
                     {"document_pages", drawing->pages()},
                     {"pages", json::Array{}}};
    if (c.arrival != 0) {
        DOCKET_TRY(const auto letter, load_letter(desk, c.arrival));
        out.set("pages", page_views(letter));
    }
    DOCKET_TRY(const auto task, flow::held_task(c, tools));
    if (task && task->owner == person.id) {
        out.set("held_until", to_ms(*task->lease_until));
        out.set("lease_days", tools.office.lawyer_days);
    }
    return mask.value(out);
}

Result<json::Value> task_lease(const Desk& desk, const std::string& number) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto task, flow::held_task(c, desk.tools));
    json::Object out;
    if (task) out.set("held_by", people.view(task->owner)).set("held_until", to_ms(*task->lease_until));
    return json::Value(std::move(out));
}

Result<json::Value> prolong(const Desk& desk, const Person& person, const std::string& number) {
    DOCKET_TRY(const auto until, flow::prolong_task(number, person.id, desk.tools));
    return json::Value(json::Object{{"held_by", to_json(person)}, {"held_until", to_ms(until)}});
}

Result<json::Value> approvals(const Desk& desk, const Person& person) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto people, People::load(tools));
    CaseQuery query;
    query.stages = {review::Stage::signed_off};
    query.sort = "due";
    query.descending = false;
    query.limit = 100;
    DOCKET_TRY(const auto page, desk.lists.cases(query));
    json::Array todo, done;
    for (const auto& number : page.numbers) {
        DOCKET_TRY(const auto c, tools.cases.load(number));
        DOCKET_TRY(auto row, approval_row(desk, c, person, people));
        todo.emplace_back(std::move(row));
    }
    DOCKET_TRY(const auto finished, decided(desk, person, {"approve", "send_back"}));
    for (const auto& [number, event] : finished) {
        DOCKET_TRY(const auto c, tools.cases.load(number));
        DOCKET_TRY(auto row, approval_row(desk, c, person, people));
        row.set("at", to_ms(event.at)).set("event", event.n);
        done.emplace_back(std::move(row));
    }
    return json::Value(json::Object{{"todo", std::move(todo)}, {"done", std::move(done)}});
}

} // namespace docket::desk
