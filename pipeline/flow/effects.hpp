// How each effect of the lifecycle is carried out: as changes of the case and jobs, inside the act's
// transaction. Used by act.cpp only; one thread a call.
#pragma once

#include "outputs/document.hpp"
#include "pipeline/flow/act.hpp"
#include "review/competence.hpp"
#include "review/sight.hpp"

#include <optional>

namespace docket::flow {

// One act on its way: everything that was loaded and prepared for it.
struct ActContext {
    const ActRequest& request;
    const Tools& tools;
    review::Case c;
    review::Person person;
    review::Ties ties; // of the person
    review::Organs organs;
    bool reclassified = false;              // the input says of the matter what was not known
    bool suspected = false;                 // claims that were put right have a word of the urgent list
    std::string text;                       // binding text of the newest draft
    std::optional<outputs::Document> draft; // being kept, or the newest one kept
    std::string drafted_text;               // binding text of the draft being kept
    std::optional<queue::Lease> task;       // counsel's task, when the actor holds it

    review::Round& round() { return c.current(); }
};

// What a person puts right about petitioner, claims and earlier documents, with the paper in hand, when
// accepting: done before the guards are asked, so that competence is judged on the corrected facts. Failure:
// invalid "date.malformed", "id.kind_unknown".
Result<void> correct(review::Case& c, const json::Value& input);

// Stores what the effect asks for; the case in the context is changed but not yet saved.
Result<void> carry_out(review::Effect effect, Transaction& tx, ActContext& context);

} // namespace docket::flow
