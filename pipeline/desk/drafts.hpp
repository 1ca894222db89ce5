// The draft of a case as the pages type it: parts, the document they make, and masks of it. Private to desk;
// any thread.
#pragma once

#include "pipeline/desk/mask.hpp"
#include "pipeline/desk/people.hpp"

namespace docket::desk {

// What people wrote of a document, in the shape of the schema Parts.
json::Value parts_of(const outputs::Document& document);
// What a new draft begins with: the requests, and an empty answer to each.
json::Value first_parts(const review::Case& c);

// What the drafter has before him: the working copy; before there is one, the newest draft, else the
// beginning.
struct Written {
    WorkingCopy copy; // version 0: none
    json::Value parts;
};
Result<Written> written(const Desk& desk, const review::Case& c);

struct KeptDraft {
    outputs::Document document;
    bool issued = false;
};
// The document of a key (draft, opinion, notice-1, acceptance_notice) as it was kept.
// Failure: not_found "document.unknown".
Result<KeptDraft> kept_document(const Desk& desk, const review::Case& c, const std::string& key);
// The newest text of the current round: what was issued, else the draft.
Result<std::optional<outputs::Document>> newest(const Desk& desk, const review::Case& c);

bool is_draftable(review::Stage stage);

// The document with every text covered that identifies a petitioner.
Result<outputs::Document> masked(const outputs::Document& document, const Mask& mask);

// The text as it will read, section by section (TextSection).
Result<json::Array> text_sections(const Desk& desk, const outputs::Document& document);

} // namespace docket::desk
