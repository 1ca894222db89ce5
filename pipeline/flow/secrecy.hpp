// The confidentiality of informant reports (检举控告) in the office's work: who is tied to whom, how a matter
// is said to be a report and against whom, and what of it may leave the house. The law is review/sight.hpp;
// what somebody reads is kept back below all ports (base/veil.hpp). Any thread.
#pragma once

#include "outputs/document.hpp"
#include "pipeline/base/veil.hpp"
#include "pipeline/flow/tools.hpp"
#include "review/sight.hpp"

#include <string>
#include <string_view>

namespace docket::flow {

// Who reads: whole where any case is kept from anybody; else, after one question, only what is known of the
// person alone. `veil` is to be laid over what he or she reads; empty: nothing is kept.
struct Reader {
    review::Ties ties;
    Veil::Keys veil{};
};
Result<Reader> reader_of(const review::Person& person, const Tools& tools);

// A case that is kept from the person is not there for him or her: as the store says it.
Failure no_such_case(std::string_view number);

// Words of an informant, as a first guess and no more.
bool tells_of_a_report(std::string_view text);

// Takes what an input says of the matter: {"matter": "report" | "suggestion" | "relief" | "", "accused":
// [{"name"?, "organ"? (code), "person"? (id)}]}; true where it changed the case. A report keeps its accused
// where only the class is said, and is no report any more only for a reason. Failures: invalid
// "matter.class_unknown", "matter.accused_missing", "matter.accused_unknown", "act.reason_missing"; conflict
// "matter.nobody_left": no clerk would see the case any more.
Result<bool> classify(review::Case& c, const json::Value& input, const Tools& tools);
// That it was said, as an event that names nobody: also whoever may read it one day learns nothing from it.
review::EventDraft classified(const review::Case& c, std::string_view actor, const Tools& tools);
// What an act was told, for the record: without class and accused.
json::Value without_matter(const json::Value& input);

// A clerk says it of a case that is not closed. Failures: not_found "case.unknown", conflict "case.stale",
// "matter.closed", forbidden "act.wrong_role", and those of classify().
Result<review::Case> set_matter(std::string_view number, std::string_view actor, std::int64_t version,
                                const json::Value& input, const Tools& tools);

// A document as another organ may have it: nothing in it says who informed, nor where he or she is found.
Result<outputs::Document> without_informant(const outputs::Document& document, const review::Case& c);

// Whether the bytes that this arrival came in hold pages that are kept from the reader, as those of a whole
// tray do when one letter of it is.
Result<bool> holds_what_is_kept(const Arrival& arrival, const Tools& tools);

} // namespace docket::flow
