// What the pages ask of a store, of pictures and of drawing, beyond what the use cases ask. Owned by desk;
// adapters: pipeline/store (rows), pipeline/pictures (page pictures), the program (drawn documents). Any
// thread; methods that take a Transaction write inside it.
#pragma once

#include "outputs/document.hpp"
#include "pipeline/base/transaction.hpp"
#include "pipeline/flow/arrival.hpp"
#include "review/event.hpp"
#include "review/stage.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::desk {

// What was typed of a draft and not yet kept as one: saved every few seconds, one a round.
struct WorkingCopy {
    std::string case_number;
    int round = 0;
    std::int64_t version = 0; // 0: none kept yet
    std::string parts;        // JSON, the parts people write
    std::string by;           // id of a person
    Instant at{};
};
class WorkingCopies {
  public:
    virtual ~WorkingCopies() = default;
    virtual Result<WorkingCopy> load(std::string_view case_number, int round) = 0; // version 0 where none is
    // Replaces the one with `expected`, and raises its version. Failure: conflict "form.stale".
    virtual Result<void> save(Transaction& tx, WorkingCopy& copy, std::int64_t expected) = 0;
};

// What people confirmed of a letter, beside what was read and never overwritten by it.
struct Verification {
    std::int64_t arrival = 0;
    std::int64_t version = 0; // 0: nobody confirmed anything yet
    std::string confirmed;    // JSON (desk/confirmed.hpp); empty at version 0
    std::string by;           // who finished it; empty until then
    std::optional<Instant> at;
};
class Verifications {
  public:
    virtual ~Verifications() = default;
    virtual Result<Verification> load(std::int64_t arrival) = 0;
    // Failure: conflict "letter.stale" when somebody saved meanwhile.
    virtual Result<void> save(Transaction& tx, Verification& verification, std::int64_t expected) = 0;
};

// The words of a search, kept out of addresses and logs; forgotten after a working day.
struct Search {
    std::string id;
    std::string words;
    std::string by;
    Instant at{};
};
class Searches {
  public:
    virtual ~Searches() = default;
    virtual Result<void> keep(const Search& search, Instant forget_before) = 0;
    // not_found "search.expired": kept for somebody else, before `not_before`, or never.
    virtual Result<std::string> words(std::string_view id, std::string_view by, Instant not_before) = 0;
};

// Lists and counts, each by one query; a number on a page and the list behind it come from the same words.
enum class ArrivalList : std::uint8_t { todo, reading, today, all, verify };
struct ArrivalQuery {
    ArrivalList list = ArrivalList::all;
    Instant day_from{};                        // the day that `today` means
    std::optional<flow::ArrivalState> state{}; // none: any
    int offset = 0, limit = 50;
    bool counted = true; // else nobody asks how many there are, and the total is 0
};
struct ArrivalLine {
    std::int64_t arrival = 0;
    bool verified = false;
    int pages = 0, pages_read = 0;
    std::string dead; // why its job is dead; empty where none is
};
struct ArrivalPage {
    std::vector<ArrivalLine> rows;
    std::int64_t total = 0;
};
struct ArrivalCounts {
    std::int64_t todo = 0, reading = 0, today = 0, all = 0;
};
// Where a letter stands among those to verify, the urgent ones first, oldest first.
struct Neighbours {
    std::optional<std::int64_t> previous, next;
    std::int64_t position = 0, of = 0; // position counts from 1
};
struct CaseQuery {
    std::vector<review::Stage> stages; // of the current round; empty: any
    std::string organ;                 // complained of, or that holds the current round
    std::string kind;
    std::string drafter;                     // the drafts of this person
    std::string drafter_or_none;             // these, and those that nobody drafts yet
    std::optional<Date> due_until, due_from; // the office's next unmet day lies in these days
    bool open = false;                       // an unmet day of the office runs
    bool asks_leader = false;                // an extension that was asked for waits
    bool urgent = false;                     // urgent matters, and those a word makes likely
    std::string words;                       // in numbers, names, identity numbers (last four) and claims
    std::string sort = "received";           // received | due | number
    bool descending = true;
    bool urgent_first = false; // with sort due, ascending: the order of work
    int offset = 0, limit = 50;
};
struct CasePage {
    std::vector<std::string> numbers;
    std::int64_t total = 0;
};
struct Tally {
    std::int64_t verify = 0, needs_person = 0, rejected = 0, reading = 0;
    std::int64_t open_cases = 0, review_open = 0, review_mine = 0, approve = 0;
    std::int64_t asks_leader = 0;
    std::int64_t urgent = 0;            // of the cases that ask a leader for nothing
    std::int64_t overdue = 0, soon = 0; // open cases by the office's next unmet day
    std::int64_t drafting = 0;          // in the clerk's hands: this person's, or nobody's yet
};
// Batches and how far each has come.
enum class BatchList : std::uint8_t { todo, waiting, reading, today, all };
struct BatchQuery {
    BatchList list = BatchList::all;
    Instant day_from{}; // the day that `today` means: sorted since then
    Instant lately{};   // since when pages count for the pace
    int offset = 0, limit = 50;
};
struct BatchLine {
    std::int64_t batch = 0;
    int files = 0, rejected = 0, duplicate = 0; // files; the other two are among them
    int pages = 0, pages_read = 0;              // of the files that are neither
    int lately = 0;                             // pages read since BatchQuery::lately
    int letters = 0, verified = 0;              // once sorted
    std::string dead;                           // why a job of it is dead; empty where none is
};
struct BatchPage {
    std::vector<BatchLine> rows;
    std::int64_t total = 0;
};
struct BatchCounts {
    std::int64_t todo = 0, reading = 0, today = 0, all = 0;
    std::int64_t waiting = 0; // for a person who sorts, or looks why it does not go on
};
class BatchLists {
  public:
    virtual ~BatchLists() = default;
    virtual Result<BatchPage> batches(const BatchQuery& query) = 0;       // newest first
    virtual Result<BatchLine> batch(std::int64_t id, Instant lately) = 0; // not_found "batch.unknown"
    virtual Result<BatchCounts> counts(Instant day_from) = 0;
};

class Lists {
  public:
    virtual ~Lists() = default;
    // Newest first; verify: oldest first; of todo and verify the urgent ones before all others.
    virtual Result<ArrivalPage> arrivals(const ArrivalQuery& query) = 0;
    virtual Result<ArrivalLine> arrival(std::int64_t id) = 0; // not_found "arrival.unknown"
    virtual Result<ArrivalCounts> arrival_counts(Instant day_from) = 0;
    virtual Result<Neighbours> neighbours(std::int64_t arrival) = 0;
    virtual Result<CasePage> cases(const CaseQuery& query) = 0;
    virtual Result<Tally> tally(std::string_view person, Date today, Date soon_until, Instant now) = 0;
    // What a person did, newest first.
    virtual Result<std::vector<review::Event>> done_by(std::string_view person, Instant since, int most) = 0;
};

// Page pictures for eyes: JPEG, upright, made of strangers' bytes in a child process.
enum class PictureSize : std::uint8_t { thumb, screen, full };
struct PictureWish {
    std::string image; // digest (hex) of the page's picture as it was unpacked
    std::filesystem::path file;
    int dpi = 0;
    int turned = 0; // degrees clockwise that set it upright
    PictureSize size = PictureSize::screen;
    std::string watermark; // drawn into the picture; such a picture is not kept
};
class Pictures {
  public:
    virtual ~Pictures() = default;
    // Failures: corrupt "picture.damaged"; unavailable "child.…".
    virtual Result<Bytes> jpeg(const PictureWish& wish) = 0;
};

// A document laid out: its pages as pictures, and where its parts lie. Immutable; any thread.
struct PlacedPart {
    std::string place;
    int page = 1;
    double x = 0, y = 0, w = 0, h = 0; // fractions of the page
};
class Drawing {
  public:
    virtual ~Drawing() = default;
    virtual int pages() const = 0;
    virtual double width_mm() const = 0;
    virtual double height_mm() const = 0;
    virtual std::vector<PlacedPart> parts() const = 0;
    // `n` from 1. Failure: not_found "page.unknown".
    virtual Result<Bytes> png(int n, std::string_view watermark) const = 0;
};
class Drawer {
  public:
    virtual ~Drawer() = default;
    virtual Result<std::shared_ptr<const Drawing>> draw(const outputs::Document& document) = 0;
};

} // namespace docket::desk
