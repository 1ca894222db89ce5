// What the pages show and what is done from them, beside the acts: each view is one function that takes the
// person who asks and answers with the very JSON of pipeline/http/openapi.json, so that a verb can print it
// too. Who may call what is asked before (pipeline/http/routes.cpp); what of it a person may read is decided
// here: a lawyer's views are masked (desk/mask.hpp). A Desk is wired once by the program and by each test;
// what it names outlives it. Any thread.
#pragma once

#include "pipeline/desk/audit_ports.hpp"
#include "pipeline/desk/corrections.hpp"
#include "pipeline/desk/glances.hpp"
#include "pipeline/desk/ports.hpp"
#include "pipeline/desk/previews.hpp"
#include "pipeline/desk/separators.hpp"
#include "pipeline/flow/arrival_name.hpp"
#include "pipeline/flow/chain_check.hpp"
#include "pipeline/flow/ledger.hpp"
#include "pipeline/flow/tools.hpp"
#include "pipeline/search/index.hpp"
#include "review/likeness/ports.hpp"

#include <string>
#include <string_view>

namespace docket::desk {

class Desk {
  public:
    const flow::Tools& tools;
    WorkingCopies& copies;
    Verifications& verifications;
    Corrections& corrections;
    Searches& searches;
    Lists& lists;
    BatchLists& batch_lists;
    Pictures& pictures;
    Drawer& drawer;
    flow::LedgerBooks& books;
    Previews& previews;
    Glances& glances;
    search::Index& index;
    SeparatorSheets& sheets;
    RecordLists& record_lists;
    DayBooks& day_books;
    flow::ChainBoard& chain_board;
    review::likeness::Portraits& portraits;

    // The same desk under other bylaws; the tools outlive it.
    Desk with(const flow::Tools& other) const {
        return {other,       copies,   verifications, corrections, searches,    lists,
                batch_lists, pictures, drawer,        books,       previews,    glances,
                index,       sheets,   record_lists,  day_books,   chain_board, portraits};
    }
};

using review::Person;

// --- everywhere ---
Result<json::Value> counts(const Desk& desk, const Person& person);
// The events after number `since`; without it only where the record stands.
Result<json::Value> changes(const Desk& desk, const Person& person, std::optional<std::int64_t> since,
                            std::int64_t left_s);
Result<json::Value> words(const Desk& desk);
Result<json::Value> tasks(const Desk& desk, const Person& person);
// What goes with a refusal beside its code. With a conflict "by" (a name) and "at" (ms) of the other person
// who was faster, "version" and "parts" of what is there now, as far as the house knows them; no "by" where
// it was whoever asks, in another window. With facts that are missing "fields": their names as in the input,
// or the places of the findings that wait for a word.
struct Dispute {
    std::string case_number, arrival; // what it is about; the other is empty
    std::string asked_by;             // id of a person
    json::Value input;                // what was typed
    std::string batch{};
};
Result<json::Object> particulars(const Desk& desk, std::string_view code, const Dispute& about);
Result<json::Value> ledger(const Desk& desk);

// --- letters; an arrival is named A000012 ---
using flow::arrival_name;
Result<std::int64_t> arrival_id(std::string_view name); // not_found "arrival.unknown"
Result<json::Value> arrivals(const Desk& desk, std::string_view view, std::string_view state, int offset,
                             int limit);
Result<json::Value> arrival_row(const Desk& desk, std::int64_t id);
Result<json::Value> letter(const Desk& desk, std::int64_t id);
Result<json::Value> reading(const Desk& desk, std::int64_t id);
// Keeps what a person typed so far. Failures: conflict "letter.stale"; invalid "letter.field_unknown".
Result<json::Value> confirm_fields(const Desk& desk, const Person& person, std::int64_t id,
                                   const json::Value& input);
// The reading is right as it now stands. A letter that waited is registered; of one that was registered the
// case is put right, as long as nobody acted on it. Failures: as above, and those of
// flow::register_by_person.
Result<json::Value> verify(const Desk& desk, const Person& person, std::int64_t id, const json::Value& input);
// The pages are read again; what a person confirmed stays. Failures: conflict "letter.stale",
// "letter.no_pages".
Result<json::Value> reread(const Desk& desk, const Person& person, std::int64_t id, std::int64_t version);

// A letter of a batch that is two, {"after": page}, or that belongs to another one, {"into": "A000012"}; of
// letters that wait and of which nobody confirmed anything yet. {"letter": the one that is left, "other": the
// name of the other}. Failures: conflict "letter.confirmed"; those of flow/recut.hpp.
Result<json::Value> recut(const Desk& desk, const Person& person, std::int64_t id, const json::Value& input);

// --- batches; one is named B000012 ---
Result<std::int64_t> batch_id(std::string_view name); // not_found "batch.unknown"
Result<json::Value> batches(const Desk& desk, std::string_view view, int offset, int limit);
// Its letters as they now lie, and before it is read the pages as they came.
Result<json::Value> batch(const Desk& desk, const Person& person, std::int64_t id);

struct PagePicture {
    Bytes jpeg;
    std::string tag; // changes when the picture does; empty for one with a watermark
};
Result<PagePicture> page_picture(const Desk& desk, const Person& person, std::int64_t page, PictureSize size);

// --- the register ---
Result<json::Value> search(const Desk& desk, const Person& person, const std::string& words);
// What a kept search found, the last received first: letters with their cases, and documents. Of each the
// places with the words around them, and boxes on the page where they are on paper. What the person may not
// open is neither shown nor counted. Failure: not_found "search.expired".
Result<json::Value> found(const Desk& desk, const Person& person, const std::string& search, int offset,
                          int limit);
// The same for words at hand; for whoever sees all there is.
Result<json::Value> found_by_words(const Desk& desk, const Person& person, std::string_view words, int offset,
                                   int limit);
// Every place of a kept search on the pages of one letter.
Result<json::Value> places(const Desk& desk, const Person& person, const std::string& search,
                           std::int64_t arrival);
struct CasesWanted {
    CaseQuery query;
    bool mine = false;
    std::string due; // overdue | week | open
    std::string search;
};
Result<json::Value> cases(const Desk& desk, const Person& person, CasesWanted wanted);
// Of the petitioner masked, unless this person may accept (and put it right) or register service now.
Result<json::Value> case_view(const Desk& desk, const Person& person, const std::string& number);
// A letter as a file to take along, after the record says who took it: the bytes as they came, or the archive
// copy. Failures: not_found "arrival.unknown", "arrival.not_kept" (over the limit, so never stored),
// "archive.not_written" (not all pages are read yet).
enum class LetterFile : std::uint8_t { original, archive_copy };
struct NamedFile {
    std::filesystem::path path;
    std::string name; // "A000012.pdf"
};
Result<NamedFile> letter_file(const flow::Tools& tools, const Person& person, std::int64_t arrival,
                              LetterFile which);

// One field of one petitioner ({"applicant": from 1, "field"}), after the record says who looked. Failure:
// invalid "look.field_unknown".
Result<json::Value> look(const Desk& desk, const Person& person, const std::string& number,
                         const json::Value& input);
// Cases that this one may repeat or that may repeat it, with the reasons, and those about which a person has
// decided; what of them this person may not open is neither shown nor counted.
Result<json::Value> duplicates(const Desk& desk, const Person& person, const std::string& number);
// {"of": number of the other, "same": bool, "reason" where they are not}; the newest word stands. Answers as
// duplicates(). Failures: not_found "duplicate.unknown"; invalid "duplicate.same_case",
// "duplicate.answer_missing", "duplicate.reason_missing".
Result<json::Value> decide_duplicate(const Desk& desk, const Person& person, const std::string& number,
                                     const json::Value& input);
// The receipt of an act again; a lawyer has his or her own only. Failure: not_found "receipt.unknown".
Result<json::Value> receipt(const Desk& desk, const Person& person, const std::string& number,
                            std::int64_t event);

// --- the draft ---
Result<json::Value> form(const Desk& desk, const Person& person, const std::string& number);
// {version, at, by}. Failures: conflict "form.stale"; forbidden "form.not_editable"; invalid
// "form.malformed".
Result<json::Value> save_form(const Desk& desk, const Person& person, const std::string& number,
                              const json::Value& input);
Result<json::Value> preview(const Desk& desk, const Person& person, const std::string& number,
                            const json::Value& parts);
Result<Bytes> preview_page(const Desk& desk, const Person& person, const std::string& token, int n);
// What an act of drafting takes, from what the page typed: claims get their numbers, what is empty is left
// out.
json::Value draft_input(const json::Value& parts);
// Failures: not_found "finding.unknown"; invalid "finding.reason_missing"; forbidden "finding.not_yours".
Result<json::Value> answer(const Desk& desk, const Person& person, const std::string& number,
                           const json::Value& input);

// --- documents: key is draft | opinion | notice-1 … | acceptance_notice (desk/notices.hpp) ---
Result<json::Value> document(const Desk& desk, const Person& person, const std::string& number,
                             const std::string& key);
Result<Bytes> document_page(const Desk& desk, const Person& person, const std::string& number,
                            const std::string& key, int n);
Result<std::filesystem::path> document_pdf(const Desk& desk, const std::string& number,
                                           const std::string& key);

// --- counsel and leader ---
Result<json::Value> reviews(const Desk& desk, const Person& person);
// Names in full and nothing else: whoever declares to be independent must know of whom (律师法 39).
Result<json::Value> parties(const Desk& desk, const Person& person, const std::string& number);
Result<json::Value> review_file(const Desk& desk, const Person& person, const std::string& number);
// Who holds the task and until when; nothing of either where it is free.
Result<json::Value> task_lease(const Desk& desk, const std::string& number);
// Failures: those of flow::prolong_task.
Result<json::Value> prolong(const Desk& desk, const Person& person, const std::string& number);
Result<json::Value> approvals(const Desk& desk, const Person& person);

} // namespace docket::desk
