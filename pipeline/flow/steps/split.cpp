#include "ocr/page_json.hpp"
#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::flow::step {

namespace {

Result<Proposal> proposal_for(const Batch& batch, const BatchPages& there, const Tools& tools) {
    std::vector<ReadSheet> sheets;
    for (const auto& page : there.pages) {
        const auto file = std::ranges::find(there.files, page.file, &Arrival::id);
        ReadSheet sheet{page.id, page.file, file->pages_opened};
        if (!page.reading.empty()) {
            DOCKET_TRY(const auto reading, get_json(tools.blobs, page.reading));
            DOCKET_TRY(const auto text, ocr::page_of(reading));
            sheet.signs = sheet_signs(text, tools.office.label_prefix);
        }
        sheets.push_back(std::move(sheet));
    }
    return propose(batch, sheets);
}

// The files wait as one until a person has sorted them.
Result<void> ask(Transaction& tx, const Tools& tools, Sorting& sorting, const BatchPages& there) {
    sorting.batch.state = BatchState::to_sort;
    const auto n = std::to_string(sorting.batch.undecided);
    for (auto file : there.files) {
        const std::string from{name(file.state)};
        file.state = ArrivalState::needs_person;
        file.code = "batch.to_sort";
        file.reason = sorting.batch.undecided > 0 ? "整批有 " + n + " 处可能漏放分隔单，请分件。"
                      : !sorting.proposal.notes.empty() ? sorting.proposal.notes.front()
                                                        : "整批没有可以成信的页面，请核对原件。";
        DOCKET_CHECK(save_arrival(tx, tools, file, "set_aside", from));
    }
    return {};
}

} // namespace

Result<Output> split(const StepInput& input, const Tools& tools) {
    DOCKET_TRY(auto batch, tools.batches.load(input.id));
    if (batch.state != BatchState::reading) return Output{[](Transaction&) { return std::vector<Next>{}; }};
    DOCKET_TRY(const auto there, pages_of(tools, batch.id));
    Sorting sorting;
    DOCKET_TRY(sorting.proposal, proposal_for(batch, there, tools));
    DOCKET_TRY(const auto kept, put_text(tools.blobs, json::dump(to_json(sorting.proposal))));
    DOCKET_TRY(sorting.arrangement, arranged(sorting.proposal, {}, 0));
    batch.proposal = kept.hex();
    batch.undecided = static_cast<int>(undecided(sorting.proposal, sorting.arrangement).size());
    sorting.batch = std::move(batch);
    const bool whole = !sorting.batch.two_sided || can_be_folded(sorting.batch, there.pages.size());
    const bool plain = whole && sorting.batch.undecided == 0 &&
                       (there.pages.empty() || std::ranges::any_of(sorting.proposal.letters, has_content));
    return Output{[=, &tools](Transaction& tx) mutable -> Result<std::vector<Next>> {
        std::vector<Next> nexts;
        if (plain) {
            DOCKET_TRY(nexts, store_letters(tx, tools, sorting, "system"));
        } else {
            DOCKET_CHECK(ask(tx, tools, sorting, there));
        }
        DOCKET_CHECK(tools.batches.save(tx, sorting.batch)); // stale where another split went before
        auto event = event_now(tools, subject_of(sorting.batch), "propose");
        event.from = name(BatchState::reading);
        event.to = name(sorting.batch.state);
        event.text = sorting.batch.proposal;
        event.detail = json::dump(json::Object{{"letters", sorting.proposal.letters.size()},
                                               {"undecided", sorting.batch.undecided}});
        DOCKET_CHECK(tools.record.append(tx, event));
        return nexts;
    }};
}

} // namespace docket::flow::step
