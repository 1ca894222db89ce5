// What the machine proposes of a batch once it is read: where letters begin and end, what is hidden, which
// barcode label a page bears, and where it is not sure. Kept as a blob; people's operations are applied to it
// and never change it. Pure values and functions; any thread.
#pragma once

#include "pipeline/flow/arrangement.hpp"
#include "pipeline/flow/batch.hpp"
#include "pipeline/flow/page_signs.hpp"

#include <map>
#include <string>
#include <vector>

namespace docket::flow {

// A letter may end behind the page `after`. A sure one is taken at once.
struct Suggestion {
    std::string id; // "s1": within the batch
    std::int64_t after = 0;
    bool sure = false;
    std::vector<std::string> reasons; // sentences for a person
};

struct Proposal {
    std::vector<Pile> letters;
    std::vector<Suggestion> suggestions;        // the sure ones too: they say why
    std::map<std::int64_t, std::string> labels; // page → number of the letter on its label
    std::vector<std::string> notes;             // about the whole batch
};

// A page as the reader left it, in the order of the files.
struct ReadSheet {
    std::int64_t page = 0;
    std::int64_t file = 0;
    int pages_of_file = 1;
    SheetSigns signs{}; // none of a page that could not be read
};

// All sheets that were counted when fronts and backs came are there: each front has its back.
bool can_be_folded(const Batch& batch, std::size_t sheets);

Proposal propose(const Batch& batch, const std::vector<ReadSheet>& sheets);

json::Value to_json(const Proposal& proposal);
Result<Proposal> proposal_of(const json::Value& value); // corrupt "batch.steps_malformed"

// The arrangement after the steps that count. Failures: those of apply().
Result<Arrangement> arranged(const Proposal& proposal, const std::vector<Step>& steps, int applied);

// Neither taken nor dismissed, and the two pages still lie beside each other in one letter.
std::vector<Suggestion> undecided(const Proposal& proposal, const Arrangement& arrangement);

} // namespace docket::flow
