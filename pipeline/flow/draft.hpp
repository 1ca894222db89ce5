// From a case to its formal documents: what the register knows is filled in, what people write comes from the
// act's input. Pure but for the tools' data. Any thread.
#pragma once

#include "outputs/document.hpp"
#include "pipeline/flow/tools.hpp"
#include "review/competence.hpp"

#include <string>

namespace docket::flow {

// 信访处理意见书, 复查意见书, 复核意见书: what a round of this level ends in.
outputs::DocumentType opinion_of(review::Level level);
std::string_view opinion_name(review::Level level);

// The opinion of the current round as far as it is written. Failures: invalid "document.schema",
// "draft.reference_missing" (the disputed document's date or number is not known: register it first).
Result<outputs::Document> opinion_so_far(const review::Case& c, const review::Organs& organs,
                                         const json::Value& input, const Office& office);
// The same, whole. Failure: also invalid "document.unsound".
Result<outputs::Document> draft_opinion(const review::Case& c, const review::Organs& organs,
                                        const json::Value& input, const Office& office);
// The 受理告知书 of the current round, complete but for its number.
Result<outputs::Document> acceptance_notice(const review::Case& c, const review::Organs& organs,
                                            const Office& office);

// The 不予（不再）受理告知书 of the current round on its ground, complete but for its number; `input` as of
// the act `decline`. Failure: invalid "document.unsound".
Result<outputs::Document> refusal_notice(const review::Case& c, const review::Organs& organs,
                                         const json::Value& input, Date today, const Office& office);

// The 补正告知书 of the current round, complete but for its number: what its supplement wants. Failure:
// invalid "document.unsound".
Result<outputs::Document> supplement_notice(const review::Case& c, const review::Organs& organs,
                                            const Office& office);

// The 终止办理告知书 of the current round, complete but for its number: what ended it. Failure: invalid
// "document.unsound".
Result<outputs::Document> ending_notice(const review::Case& c, const review::Organs& organs,
                                        const Office& office);

// The 提交材料、答辩通知书 of the current round to the organ whose opinion is disputed, complete but for its
// number: of the petitioner it has the name and the claims, and nothing by which he or she can be found.
// Failure: invalid "document.unsound".
Result<outputs::Document> respondent_notice(const review::Case& c, const review::Organs& organs,
                                            const Office& office);

// The 延长办理期限告知书 of the current round, complete but for its number: by what it asked for, from the
// day its period ended until now to the day it ends in future. Failure: invalid "document.unsound".
Result<outputs::Document> extension_notice(const review::Case& c, const review::Organs& organs,
                                           const review::Deadline& before, const review::Deadline& after,
                                           const Office& office);

// The digest that counsel and leader decide on: the document's text and the template's words around it.
Result<std::string> binding_text(const outputs::Document& document, DocumentWriter& writer);

// Why our organ may not hold the current round; empty where it may. A handling round only in the name the
// office handles matters in (自办), the others by the organ register.
std::string incompetence(const review::Case& c, const review::Organs& organs, const Office& office);

// What the lifecycle asks of a case beside its stage. A notice of refusal or of an ending that was written
// and not served; a day by which the organ reports back; an opinion of ours, served, that orders the matter
// to be handled anew
// (`newest`: its document).
bool notice_is_owed(const review::Case& c);
bool reply_is_awaited(const review::Case& c);
bool orders_anew(const review::Case& c, const std::optional<outputs::Document>& newest);

// 机关代字〔年份〕序号号 (党政机关公文处理工作条例 9; GB/T 9704-2012 7.2.5).
std::string document_number(const std::string& prefix, int year, int serial);

} // namespace docket::flow
