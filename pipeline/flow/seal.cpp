#include "pipeline/flow/seal.hpp"

#include "pipeline/flow/serving.hpp"
#include "pipeline/flow/writing.hpp"

namespace docket::flow {

namespace {

json::Value day(const std::optional<Date>& date) { return date ? json::Value(iso(*date)) : json::Value(); }

json::Value to_json(const review::Extension& extension) {
    return json::Object{{"days", extension.days},
                        {"reason", extension.reason},
                        {"asked_by", extension.asked_by},
                        {"granted_by", extension.granted_by},
                        {"granted_on", day(extension.granted_on)}};
}

json::Value to_json(const review::Supplement& supplement) {
    return json::Object{{"wanted", json::Array(supplement.wanted.begin(), supplement.wanted.end())},
                        {"days", supplement.days},
                        {"unit", supplement.unit},
                        {"asked_by", supplement.asked_by},
                        {"asked_on", iso(supplement.asked_on)},
                        {"came_on", day(supplement.came_on)},
                        {"posted_on", day(supplement.posted_on)}};
}

json::Value to_json(const review::Ending& ending) {
    return json::Object{{"kind", review::name(ending.kind)},
                        {"on", iso(ending.on)},
                        {"reason", ending.reason},
                        {"proof", ending.proof},
                        {"asked_by", ending.asked_by},
                        {"granted_by", ending.granted_by},
                        {"granted_on", day(ending.granted_on)}};
}

json::Value to_json(const review::Answer& answer) {
    return json::Object{{"on", iso(answer.on)},
                        {"summary", answer.summary},
                        {"file", answer.file},
                        {"noted_by", answer.noted_by}};
}

json::Value to_json(const review::Notice& notice) {
    json::Object out{{"round", notice.round},   {"kind", notice.kind},        {"title", notice.title},
                     {"number", notice.number}, {"dated", iso(notice.dated)}, {"document", notice.blob},
                     {"pdf", notice.pdf}};
    if (notice.service) out.set("service", json_of(*notice.service));
    return out;
}

json::Value to_json(const review::Round& round) {
    json::Object out{{"n", round.n},
                     {"level", review::name(round.level)},
                     {"organ", round.organ},
                     {"ours", round.ours},
                     {"document_title", round.document_title},
                     {"document_number", round.document_number},
                     {"document_date", day(round.document_date)},
                     {"said_received", day(round.said_received)}};
    if (round.service) out.set("service", json_of(*round.service));
    if (!round.ours) return out;
    if (round.extension) out.set("extension", to_json(*round.extension));
    if (round.supplement) out.set("supplement", to_json(*round.supplement));
    if (round.ending) out.set("ending", to_json(*round.ending));
    if (round.route > 0) out.set("route", round.route);
    if (round.answer) out.set("answer", to_json(*round.answer));
    out.set("stage", review::name(round.stage))
        .set("stage_chinese", review::chinese(round.stage))
        .set("applied_on", day(round.applied_on))
        .set("posted_on", day(round.posted_on))
        .set("accepted_on", day(round.accepted_on))
        .set("reason", round.reason)
        .set("ground", round.ground)
        .set("follows", round.follows)
        .set("draft_version", round.draft_version)
        .set("draft_text", round.draft_text)
        .set("draft", round.draft_blob)
        .set("drafter", round.drafter)
        .set("counsel", round.counsel)
        .set("signed_text", round.signed_text)
        .set("approver", round.approver)
        .set("issued", round.issued_blob)
        .set("pdf", round.issued_pdf);
    return out;
}

json::Value to_json(const review::Deadline& deadline) {
    return json::Object{{"rule", deadline.rule},
                        {"basis", deadline.basis},
                        {"from", iso(deadline.from)},
                        {"count", deadline.count},
                        {"unit", deadline.unit},
                        {"raw", iso(deadline.raw)},
                        {"effective", day(deadline.effective)},
                        {"provisional", !deadline.effective.has_value()},
                        {"round", deadline.round},
                        {"recounted", day(deadline.recounted)},
                        {"former", day(deadline.former)},
                        {"extended", deadline.extended},
                        {"hearing_days", deadline.hearing_days},
                        {"met", deadline.met}};
}

json::Value to_json(const review::Mandate& mandate) {
    return json::Object{{"kind", review::name(mandate.kind)},
                        {"name", mandate.name},
                        {"id_kind", review::name(mandate.id_kind)},
                        {"id_number", mandate.id_number},
                        {"phone", mandate.phone},
                        {"powers", mandate.powers},
                        {"from", iso(mandate.from)},
                        {"until", day(mandate.until)},
                        {"proof", mandate.proof},
                        {"ended_on", day(mandate.ended_on)}};
}

json::Value to_json(const review::Event& event) {
    return json::Object{{"n", event.n},           {"seq", event.seq},         {"act", event.act},
                        {"actor", event.actor},   {"at_ms", to_ms(event.at)}, {"from", event.from},
                        {"to", event.to},         {"basis", event.basis},     {"text", event.text},
                        {"detail", event.detail}, {"hash", event.hash.hex()}};
}

} // namespace

json::Value to_json(const review::Case& c, const std::vector<review::Event>& events) {
    json::Array applicants, claims, accused, mandates, rounds, deadlines, notices, record;
    for (const auto& a : c.applicants)
        applicants.emplace_back(json::Object{{"name", a.name},
                                             {"sex", a.sex},
                                             {"id_kind", review::name(a.id_kind)},
                                             {"id_number", a.id_number},
                                             {"phone", a.phone},
                                             {"address", a.address}});
    for (const auto& claim : c.claims) claims.emplace_back(claim);
    for (const auto& a : c.accused)
        accused.emplace_back(json::Object{{"name", a.name}, {"organ", a.organ}, {"person", a.person}});
    for (const auto& mandate : c.mandates) mandates.push_back(to_json(mandate));
    for (const auto& round : c.rounds) rounds.push_back(to_json(round));
    for (const auto& deadline : c.deadlines) deadlines.push_back(to_json(deadline));
    for (const auto& notice : c.notices) notices.push_back(to_json(notice));
    for (const auto& event : events) record.push_back(to_json(event));
    return json::Object{{"number", c.number},
                        {"kind", review::name(c.kind)},
                        {"stage", review::name(c.current().stage)},
                        {"version", c.version},
                        {"arrival", c.arrival},
                        {"received", iso(c.received)},
                        {"anonymous", c.anonymous},
                        {"matter", review::name(c.matter)},
                        {"accused", accused},
                        {"matter_salt", c.matter_salt},
                        {"applicants", applicants},
                        {"petitioners", c.petitioners},
                        {"mandates", mandates},
                        {"claims", claims},
                        {"rounds", rounds},
                        {"deadlines", deadlines},
                        {"notices", notices},
                        {"record", record}};
}

Result<void> seal_record(Transaction&, const review::Case& c, const Tools& tools) {
    DOCKET_TRY(const auto events, tools.record.of(subject_of(c)));
    DOCKET_TRY(const auto head, tools.record.head());
    auto whole = to_json(c, events);
    whole.object()->set("sealed_ms", to_ms(tools.clock.now()));
    whole.object()->set("chain_head", json::Object{{"n", head.n}, {"hash", head.hash.hex()}});
    const auto text = json::dump(whole, 2);
    DOCKET_CHECK(put_text(tools.blobs, text));
    if (c.matter == review::MatterClass::report) return {}; // the shelf is open to all who reach the folder
    DOCKET_CHECK(tools.shelf.put(c.number, case_file_name,
                                 std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())));
    return {};
}

} // namespace docket::flow
