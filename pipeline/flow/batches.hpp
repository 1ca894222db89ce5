// What people and doors do with a batch: open it, add files (flow::receive), say that this is all, sort its
// pages into letters. Any thread.
#pragma once

#include "pipeline/flow/journey.hpp"
#include "pipeline/flow/proposal.hpp"
#include "pipeline/flow/tools.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::flow {

std::string subject_of(const Batch& batch); // "batch:12"

// Stored with the act, in its own transaction; its Failure undoes the act.
using AlsoOfBatch = std::function<Result<void>(Transaction&, const Batch&)>;

// `batch` has everything but what the house knows itself (id, state, by, at). One with the same uid is opened
// once. Failures: those of a delivery's days and channel (flow/receive.hpp), invalid "batch.name_missing".
Result<Batch> open_batch(Batch batch, std::string_view actor, const Tools& tools,
                         const AlsoOfBatch& also = {});

struct Closing {
    std::optional<bool> two_sided; // as said now; none: as it was opened
    std::optional<int> fronts;     // how many were counted, of a two-sided one (flow/two_sides.hpp)
    bool go_on = false;            // leave out what could not be opened or read (its jobs are dead)
};
// All files are there. Failures: conflict "batch.closed", "batch.empty", those of fronts_of()
// where the batch is two-sided; with go_on also of a batch that reads: conflict "batch.still_reading".
Result<Batch> close_batch(std::int64_t id, const Closing& closing, std::string_view actor, const Tools& tools,
                          const AlsoOfBatch& also = {});

// What people did and what is proposed, applied. Failure: conflict "batch.not_read" before there is a
// proposal.
struct Sorting {
    Batch batch;
    Proposal proposal;
    std::vector<Step> steps;
    Arrangement arrangement;
};
Result<Sorting> load_sorting(Batch batch, const Tools& tools);

// `acts`: what a person did to the version of the batch that was seen, as JSON: operations
// (flow/arrangement.hpp) and {"op": "undo"}, {"op": "redo"} and, last, {"op": "finish", "undecided":
// "needs_person"?}. The operations of one call are one step of undo. Failures: conflict "batch.stale",
// "batch.not_to_sort", "batch.nothing_to_undo", "batch.nothing_to_redo", "batch.undecided" (finish, with
// suggestions that nobody decided), and those of apply().
Result<Batch> arrange(std::int64_t id, std::int64_t version, const json::Array& acts, std::string_view actor,
                      const Tools& tools, const AlsoOfBatch& also = {});

// --- inside transactions of the journey ---

// Failure: conflict "batch.closed".
Result<void> still_open(Transaction& tx, const Tools& tools, std::int64_t batch);
// The leg that splits, once the last page of a batch that is closed has been read.
Result<std::vector<Next>> ready_to_split(Transaction& tx, const Tools& tools, std::int64_t batch);
// The pages as they lie in the files of the batch; texts are kept beside them.
struct BatchPages {
    std::vector<Arrival> files;
    std::vector<Page> pages;
};
Result<BatchPages> pages_of(const Tools& tools, std::int64_t batch);

// Makes the letters: one arrival each, and the files are counted no more. What a letter still asks of a
// person makes it wait for one. The letters go on to be understood.
Result<std::vector<Next>> store_letters(Transaction& tx, const Tools& tools, Sorting& sorting,
                                        std::string_view actor);

} // namespace docket::flow
