// The verification desk: what a person makes of what was read of a letter.
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/flow/journey.hpp"
#include "pipeline/flow/register.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/flow/slips.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/competence.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

Result<Letter> typed_over(const Desk& desk, const Person& person, std::int64_t id, const json::Value& input) {
    DOCKET_TRY(auto letter, load_letter(desk, id));
    if (input.int_at("version", -1) != letter.verification.version)
        return fail(Kind::conflict, "letter.stale", "另一人刚刚保存了这封信的核校内容，请刷新后再继续。");
    DOCKET_CHECK(take_over(letter, input, person, desk.tools.clock.now()));
    return letter;
}

// Words that are settled go into the archive copy: once a person is through with the letter, not while he
// types. The copy before keeps its bytes and its line in the record.
Result<void> ask_for_a_new_copy(Transaction& tx, const Desk& desk, const Letter& letter) {
    if (!letter.verification.at || letter.confirmed.lines.empty()) return {};
    const auto& tools = desk.tools;
    const auto now = tools.clock.now();
    const auto& arrival = letter.arrival;
    DOCKET_CHECK(tools.jobs.enqueue(
        tx, flow::job_for(*flow::leg("archive.write"), {arrival.id, flow::subject_of(arrival), {}}, now),
        now));
    return {};
}

Result<void> store(Transaction& tx, const Desk& desk, Letter& letter, const Person& person) {
    letter.confirmed.by = person.id;
    letter.confirmed.at = desk.tools.clock.now();
    letter.verification.confirmed = json::dump(to_json(letter.confirmed));
    for (const auto& change : letter.changes) DOCKET_CHECK(desk.corrections.add(tx, change));
    for (const auto& lesson : lessons_of(letter, desk.tools.lexicon))
        DOCKET_CHECK(desk.corrections.learn(tx, lesson));
    DOCKET_CHECK(desk.verifications.save(tx, letter.verification, letter.verification.version));
    return ask_for_a_new_copy(tx, desk, letter);
}

// Whoever finishes has looked at everything that was shown: each value is now a person's.
void confirm_the_rest(Letter& letter, const Person& person, Instant now) {
    for (const auto& field : letter.fields.fields)
        if (field.name != "claim" && !letter.confirmed.find(field.name) &&
            std::ranges::find(field_labels(), std::string_view(field.name), &FieldLabel::name) !=
                field_labels().end())
            letter.confirmed.fields[field.name] = {field.value, person.id, now, field.value, false};
    if (!letter.confirmed.claims) {
        letter.confirmed.claims.emplace();
        for (const auto* claim : letter.fields.all("claim"))
            letter.confirmed.claims->push_back({claim->value, person.id, now, claim->value, false});
    }
}

// Petitioner, claims and earlier documents of a case nobody has acted on yet. False: there is nothing to do.
// What the matter is stays as it was decided since.
Result<bool> put_right(Transaction& tx, const Desk& desk, const Letter& letter, const Person& person,
                       const review::Organs& organs, review::Case& c) {
    if (c.current().stage != review::Stage::registered) return false;
    DOCKET_TRY(auto fresh, flow::case_from(facts_of(letter, organs), letter.arrival, desk.tools));
    c.kind = fresh.kind;
    c.applicants = std::move(fresh.applicants);
    c.anonymous = fresh.anonymous;
    c.claims = std::move(fresh.claims);
    c.rounds = std::move(fresh.rounds);
    const bool said = fresh.matter != review::MatterClass::undecided &&
                      (c.matter == review::MatterClass::undecided || fresh.matter == c.matter) &&
                      (fresh.matter != c.matter || fresh.accused != c.accused);
    if (said) {
        c.matter = fresh.matter;
        c.accused = std::move(fresh.accused);
        c.matter_salt = fresh.matter_salt;
    }
    DOCKET_CHECK(desk.tools.cases.save(tx, c, c.version));
    if (said) DOCKET_CHECK(desk.tools.record.append(tx, flow::classified(c, person.id, desk.tools)));
    return true;
}

Result<void> finish(Transaction& tx, const Desk& desk, Letter& letter, const Person& person,
                    const review::Organs& organs) {
    const auto& tools = desk.tools;
    letter.verification.by = person.id;
    letter.verification.at = tools.clock.now();
    DOCKET_CHECK(store(tx, desk, letter, person));
    auto event = flow::event_now(tools, flow::subject_of(letter.arrival), "verify", person.id);
    event.from = event.to = flow::name(letter.arrival.state);
    event.text = sha256(letter.verification.confirmed).hex();
    DOCKET_CHECK(tools.record.append(tx, event));
    if (letter.arrival.case_number.empty() || letter.arrival.code == flow::slip_filed) return {};
    DOCKET_TRY(auto c, tools.cases.load(letter.arrival.case_number));
    DOCKET_TRY(const bool changed, put_right(tx, desk, letter, person, organs, c));
    if (!changed) return {};
    event.subject = flow::subject_of(c);
    event.from = event.to = review::name(c.current().stage);
    DOCKET_CHECK(tools.record.append(tx, event));
    return {};
}

// The press that finished this letter came once more because its answer was lost on the way.
bool pressed_before(const Letter& letter, const Person& person, const json::Value& input) {
    const auto& verification = letter.verification;
    return verification.at && verification.by == person.id &&
           input.int_at("version", -1) == verification.version - 1;
}

Result<json::Value> verified(const Desk& desk, std::int64_t id) {
    DOCKET_TRY(const auto whole, load_letter(desk, id));
    DOCKET_TRY(auto shown, view_of(desk, whole));
    DOCKET_TRY(const auto around, desk.lists.neighbours(id));
    json::Object out{{"letter", std::move(shown)}, {"case", whole.arrival.case_number}};
    if (const auto next = around.next ? around.next : around.previous) out.set("next", arrival_name(*next));
    return json::Value(std::move(out));
}

} // namespace

Result<json::Value> letter(const Desk& desk, std::int64_t id) {
    DOCKET_TRY(const auto whole, load_letter(desk, id));
    return view_of(desk, whole);
}

Result<json::Value> confirm_fields(const Desk& desk, const Person& person, std::int64_t id,
                                   const json::Value& input) {
    DOCKET_TRY(auto whole, typed_over(desk, person, id, input));
    DOCKET_CHECK(desk.tools.work.transact([&](Transaction& tx) { return store(tx, desk, whole, person); }));
    return letter(desk, id);
}

Result<json::Value> verify(const Desk& desk, const Person& person, std::int64_t id,
                           const json::Value& input) {
    DOCKET_TRY(const auto before, load_letter(desk, id));
    if (pressed_before(before, person, input)) return verified(desk, id);
    DOCKET_TRY(auto whole, typed_over(desk, person, id, input));
    DOCKET_TRY(auto all, desk.tools.directory.organs());
    DOCKET_TRY(const auto organs, review::Organs::make(std::move(all)));
    confirm_the_rest(whole, person, desk.tools.clock.now());
    const auto end = [&](Transaction& tx) { return finish(tx, desk, whole, person, organs); };
    if (whole.arrival.state == flow::ArrivalState::registered) {
        DOCKET_CHECK(desk.tools.work.transact(end));
    } else {
        const auto facts = facts_of(whole, organs);
        whole.arrival.state = flow::ArrivalState::registered; // what finish() will find
        whole.arrival.case_number.clear(); // what was taken for a slip of another case is a letter
        DOCKET_CHECK(flow::register_by_person(id, person.id, facts, desk.tools, end));
    }
    return verified(desk, id);
}

Result<json::Value> reread(const Desk& desk, const Person& person, std::int64_t id, std::int64_t version) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto whole, load_letter(desk, id));
    if (version != whole.verification.version)
        return fail(Kind::conflict, "letter.stale", "另一人刚刚保存了这封信的核校内容，请刷新后再继续。");
    if (whole.pages.empty())
        return fail(Kind::conflict, "letter.no_pages", "这个来件没有可识读的页面，请重新扫描后再试。");
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        const auto subject = flow::subject_of(whole.arrival);
        const auto now = tools.clock.now();
        for (const auto& page : whole.pages)
            DOCKET_CHECK(
                tools.jobs.enqueue(tx, flow::job_for(*flow::leg("page.read"), {page.id, subject}, now), now));
        auto event = flow::event_now(tools, subject, "reread", person.id);
        event.from = event.to = flow::name(whole.arrival.state);
        DOCKET_CHECK(tools.record.append(tx, event));
        return {};
    }));
    return letter(desk, id);
}

} // namespace docket::desk
