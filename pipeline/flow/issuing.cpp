#include "pipeline/flow/issuing.hpp"

#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/journey.hpp"
#include "pipeline/flow/mandates.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::flow {

std::string held_by(const ActContext& context, std::string_view what) {
    return subject_of(context.c) + "/round:" + std::to_string(context.c.current().n) + "/" +
           std::string(what);
}

Result<void> number_document(Transaction& tx, ActContext& context, outputs::Document& document,
                             const std::string& prefix, std::string_view what) {
    const auto today = context.tools.today();
    const int year = static_cast<int>(today.year());
    DOCKET_TRY(const int serial,
               context.tools.numbering.take(tx, "document/" + prefix, year, held_by(context, what),
                                            context.tools.clock.now()));
    document.number = document_number(prefix, year, serial);
    document.dated = today;
    if (document.imprint) document.imprint->printed_on = today;
    return {};
}

Result<void> end_with(ActContext& context, const outputs::Document& document) {
    auto& round = context.round();
    DOCKET_TRY(const auto blob, put_text(context.tools.blobs, json::dump(outputs::to_json(document))));
    DOCKET_TRY(round.document_title, context.tools.writer.title(document));
    round.document_number = document.number;
    round.document_date = document.dated;
    round.issued_blob = blob.hex();
    return {};
}

Result<void> give_notice(Transaction& tx, ActContext& context, outputs::Document notice,
                         const std::string& prefix) {
    const auto kind = outputs::name(notice.type);
    // The organ complained of is told who asks, and nothing by which anybody can be found.
    if (notice.type != outputs::DocumentType::respondent_notice)
        name_speakers(notice, context.c, context.tools.today());
    DOCKET_CHECK(number_document(tx, context, notice, prefix, kind));
    DOCKET_TRY(const auto blob, put_text(context.tools.blobs, json::dump(outputs::to_json(notice))));
    DOCKET_TRY(auto title, context.tools.writer.title(notice));
    context.c.notices.push_back({context.round().n,
                                 std::string(kind),
                                 std::move(title),
                                 notice.number,
                                 *notice.dated,
                                 blob.hex(),
                                 "",
                                 {}});
    return ask_to_write(tx, context, blob.hex());
}

Result<void> ask_to_write(Transaction& tx, ActContext& context, const std::string& document_blob) {
    const auto now = context.tools.clock.now();
    const auto* write = leg("document.write");
    const Next next{context.c.id, subject_of(context.c)};
    DOCKET_CHECK(context.tools.jobs.enqueue(tx, job_for(*write, next, now, document_blob), now));
    return {};
}

} // namespace docket::flow
