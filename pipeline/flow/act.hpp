// A person's act: the only door through which a case changes by decision. Load the case, decide() by the
// table, and in one transaction {the effect, the new stage with a version check, the event}. Command line,
// pages and tests all call it. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"
#include "review/lifecycle.hpp"

#include <functional>
#include <optional>
#include <string>

namespace docket::flow {

// What an act takes as `input` (JSON), by act:
//   accept     {"accepted_on"?: date, "applicants"?: [{name, sex, id_number, phone, address}], "claims"?:
//   [text],
//               "handling"?, "review"?: {organ_code, number, date, received_on}}: what a person puts right; a
//               list replaces the one that was read
//   decline    {"ground": id (review/declining.hpp), "reason", "way"?, "posted_on"?: date, and "applicants"?,
//              "claims"?, "handling"?, "review"? as with accept, each of the last two also with "service":
//              {"mode", "recipient"?, "on", "proof"}}
//   transfer   {"organ": code, "reason"?, "until"?: date by which the organ reports back (交办)}
//   accept, decline and transfer also take "matter" and "accused" (flow/secrecy.hpp)
//   note_acceptance {"on"?: date}             record_result {"number", "date"} of the organ's opinion
//   take_back  {"reason"}                     remand    {}
//   draft      the parts of the document that people write: "claims", "findings", "reasoning",
//   "dispositions",
//              "hearing", "additions", "attachments", "copies_to" (outputs/schema/document-v1.schema.json)
//   submit     {}                             claim     {"declaration": true}
//   release    {"reason"}                     recuse    {"reason"}
//   send_back  {"reason"}                     sign_off, approve  {"text": digest of the text decided on}
//   issue      {}                             close     {}
//   serve      {"mode", "recipient", "on": date, "proof"}, or in place of the proof "slip": the name of the
//              arrival in which its slip came back, which is filed with it
//   serve_notice {"notice": its place from 1, "mode", "recipient", "on", "proof"}
//   ask_extension {"days", "reason"}          extend    {}          deny_extension {"reason"}
//   note_hearing {"from": date, "until"?: date}, both counted
//   ask_ending {"kind": withdrawn, deceased, settled or mediated, "on": date, "reason", "proof"}
//   end        {}                             deny_ending {"reason"}
//   decline, transfer and accept also take "route": item of article 31 (review/routes.hpp)
//   mark_urgent {"reason"}                    clear_urgent {"reason"}
//   note_report {"to": "government" | "superior", "on": date, "by": how}
//   ask_supplement {"wanted": [text]}         note_supplement {"on": date, "posted_on"?: date}
//   note_answer {"on": date, "summary": text, "file"?: bool, whether the case file came with it}
//   add_mandate {"kind": agent | representative | guardian, "name", "id_kind"?, "id_number"?, "phone"?,
//               "powers"?, "from": date, "until"?: date, "proof"}
//   end_mandate {"mandate": its place from 1, "on": the day from which it holds no more, "reason"}
struct ActReceipt;
struct ActRequest {
    std::string case_number;
    review::Act act{};
    std::string actor; // id of a person
    json::Value input = json::Object{};
    std::optional<std::int64_t> version{}; // of the case as the person saw it; none: whatever is there
    // Stored with the act, in its own transaction; its Failure undoes the act.
    std::function<Result<void>(Transaction&, const ActReceipt&)> also{};
};

struct ActReceipt {
    review::Case after;
    review::Stage from{}, to{};
    std::string text;       // digest of the text the act was about; empty where there is none
    std::int64_t event = 0; // its number in the record
    Instant at{};
};

// Failures: not_found "case.unknown" (also where it is kept from the person), "person.unknown"; those of
// flow::classify and of review::to_failure ("act.…"); conflict
// "case.stale" when somebody was faster; invalid "document.schema", "document.unsound" for a draft.
Result<ActReceipt> act(const ActRequest& request, const Tools& tools);

} // namespace docket::flow
