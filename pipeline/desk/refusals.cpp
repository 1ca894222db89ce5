// What goes with a refusal: who was faster, and which facts are missing; looked up once for every door.
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/desk/people.hpp"
#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/checking.hpp"
#include "pipeline/flow/counsel.hpp"
#include "pipeline/flow/effects.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

struct Other {
    std::string by; // id of a person; empty where nobody is known
    std::optional<Instant> at;
    json::Object there; // what is there now
};
using Look = Result<Other> (*)(const Desk&, const Dispute&);

// The last event of the subject, or the last of the one act that is meant.
Result<Other> last_event(const Desk& desk, const std::string& subject, std::string_view act = {}) {
    DOCKET_TRY(const auto events, desk.tools.record.of(subject));
    Other out;
    for (const auto& event : events)
        if (act.empty() || event.act == act) {
            out.by = event.actor;
            out.at = event.at;
        }
    return out;
}

Result<Other> last_of_case(const Desk& desk, const Dispute& about, std::string_view act = {}) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(about.case_number));
    DOCKET_TRY(auto out, last_event(desk, flow::subject_of(c), act));
    out.there.set("version", c.version);
    return out;
}
Result<Other> last_act(const Desk& desk, const Dispute& about) { return last_of_case(desk, about); }
Result<Other> last_draft(const Desk& desk, const Dispute& about) {
    return last_of_case(desk, about, review::name(review::Act::draft));
}

// Who holds the task of counsel now, and since when.
Result<Other> holder(const Desk& desk, const Dispute& about) {
    const auto& tools = desk.tools;
    DOCKET_TRY(auto out, last_of_case(desk, about, review::name(review::Act::claim)));
    DOCKET_TRY(const auto c, tools.cases.load(about.case_number));
    DOCKET_TRY(const auto task, flow::held_task(c, tools));
    return task && task->owner == out.by ? out : Other{{}, {}, std::move(out.there)};
}

Result<Other> saver_of_copy(const Desk& desk, const Dispute& about) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(about.case_number));
    DOCKET_TRY(const auto copy, desk.copies.load(c.number, c.current().n));
    if (copy.version == 0) return Other{};
    DOCKET_TRY(auto parts, json::parse(copy.parts));
    return Other{copy.by, copy.at, {{"version", copy.version}, {"parts", std::move(parts)}}};
}

Result<Other> last_of_arrival(const Desk& desk, const Dispute& about) {
    DOCKET_TRY(const auto id, arrival_id(about.arrival));
    DOCKET_TRY(const auto arrival, desk.tools.arrivals.load(id));
    return last_event(desk, flow::subject_of(arrival));
}

Result<Other> last_of_batch(const Desk& desk, const Dispute& about) {
    DOCKET_TRY(const auto id, batch_id(about.batch));
    DOCKET_TRY(const auto batch, desk.tools.batches.load(id));
    DOCKET_TRY(auto out, last_event(desk, flow::subject_of(batch)));
    out.there.set("version", batch.version);
    return out;
}

Result<Other> saver_of_letter(const Desk& desk, const Dispute& about) {
    DOCKET_TRY(const auto id, arrival_id(about.arrival));
    DOCKET_TRY(const auto kept, desk.verifications.load(id));
    DOCKET_TRY(const auto confirmed, read_confirmed(kept.confirmed));
    return Other{confirmed.by, confirmed.at, {{"version", kept.version}}};
}

struct Row {
    std::string_view code;
    Look look;
};
// Every conflict in which another person may have been faster. The rest are nobody's doing: a document not
// written yet, a finding not answered.
constexpr auto conflicts = std::to_array<Row>({
    {"act.no_such_step", last_act},
    {"act.task_not_held", holder},
    {"act.task_taken", holder},
    {"act.text_changed", last_draft},
    {"arrival.stale", last_of_arrival},
    {"batch.closed", last_of_batch},
    {"batch.not_to_sort", last_of_batch},
    {"batch.stale", last_of_batch},
    {"case.stale", last_act},
    {"delivery.not_to_scan_again", last_of_arrival},
    {"form.stale", saver_of_copy},
    {"letter.stale", saver_of_letter},
    {"queue.lease_lost", holder},
    {"register.not_waiting", last_of_arrival},
});

Result<json::Object> who_was_faster(const Desk& desk, const Row& row, const Dispute& about) {
    DOCKET_TRY(auto other, row.look(desk, about));
    if (!other.by.empty() && other.by != about.asked_by) {
        DOCKET_TRY(const auto people, People::load(desk.tools));
        other.there.set("by", people.name(other.by));
    }
    if (other.at) other.there.set("at", to_ms(*other.at));
    return std::move(other.there);
}

struct Lack {
    std::string_view code, field;
};
constexpr auto lacks = std::to_array<Lack>({
    {"act.answer_day", "on"},
    {"act.answer_untold", "summary"},
    {"act.declaration_missing", "declaration"},
    {"act.ending_incomplete", "kind"},
    {"act.extension_days", "days"},
    {"act.ground_missing", "ground"},
    {"act.ground_unfit", "ground"},
    {"act.hearing_days", "from"},
    {"act.lateness_contradicted", "ground"},
    {"act.lateness_unproven", "service"},
    {"act.mandate_day", "on"},
    {"act.mandate_incomplete", "from"},
    {"act.mandate_over", "recipient"},
    {"act.mandate_unknown", "mandate"},
    {"act.notice_unknown", "notice"},
    {"act.organ_merged", "organ"},
    {"act.organ_missing", "organ"},
    {"act.postmark_wanted", "posted_on"},
    {"act.reason_missing", "reason"},
    {"act.report_unclear", "on"},
    {"act.result_missing", "number"},
    {"act.route_missing", "route"},
    {"act.route_unfit", "route"},
    {"act.supplement_day", "on"},
    {"act.supplement_open", "ground"},
    {"act.supplement_unlisted", "wanted"},
    {"act.version_missing", "version"},
    {"act.way_missing", "way"},
    {"duplicate.answer_missing", "same"},
    {"duplicate.reason_missing", "reason"},
    {"duplicate.same_case", "of"},
    {"matter.accused_missing", "accused"},
    {"matter.accused_unknown", "accused"},
    {"finding.reason_missing", "reason"},
    {"register.kind_missing", "kind"},
    {"register.respondent_missing", "respondent_code"},
});

// Nothing empty, and yet no proof: then the day is not one on which it can have been served.
json::Array missing_of_service(const json::Value& input) {
    json::Array out;
    for (const auto* field : {"mode", "recipient", "on", "proof"})
        if (input.text_at(field).empty()) out.emplace_back(field);
    if (out.empty()) out.emplace_back("on");
    return out;
}

// Places of the text, each once, in the order of the findings.
Result<json::Array> open_findings(const Desk& desk, const Dispute& about, bool vetoes_that_stand) {
    using flow::Checked;
    using review::check::Severity;
    DOCKET_TRY(const auto c, desk.tools.cases.load(about.case_number));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto found, flow::check_draft(c, people.organs, desk.tools));
    const auto silent = [](Severity severity) {
        return [severity](const Checked& one) { return one.finding.severity == severity && !one.answered(); };
    };
    const auto stands = [](const Checked& one) {
        return one.finding.severity == Severity::veto && one.open();
    };
    // As the guards do: a veto without a word comes before a grave finding without one.
    const auto severity =
        std::ranges::any_of(found, silent(Severity::veto)) ? Severity::veto : Severity::major;
    json::Array out;
    for (const auto& one : found)
        if (const json::Value place(one.finding.place);
            (vetoes_that_stand ? stands(one) : silent(severity)(one)) &&
            std::ranges::find(out, place) == out.end())
            out.push_back(place);
    return out;
}

Result<json::Array> missing(const Desk& desk, std::string_view code, const Dispute& about) {
    if (code == "act.proof_missing") return missing_of_service(about.input);
    if (code == "act.finding_open" || code == "act.veto_open")
        return open_findings(desk, about, code == "act.veto_open");
    const auto* lack = std::ranges::find(lacks, code, &Lack::code);
    return lack == lacks.end() ? json::Array{} : json::Array{lack->field};
}

} // namespace

Result<json::Object> particulars(const Desk& desk, std::string_view code, const Dispute& about) {
    const auto* row = std::ranges::find(conflicts, code, &Row::code);
    if (row != conflicts.end()) return who_was_faster(desk, *row, about);
    DOCKET_TRY(auto fields, missing(desk, code, about));
    return fields.empty() ? json::Object{} : json::Object{{"fields", std::move(fields)}};
}

} // namespace docket::desk
