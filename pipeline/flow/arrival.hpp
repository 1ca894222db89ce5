// An arrival is one file that reached the house, whatever became of it; its pages are what was found in it.
// A file of a batch (flow/batch.hpp) is an arrival until its pages are sorted into letters, and then each of
// those letters is one. Every arrival is in exactly one state and every page in exactly one place: the ledger
// counts both. Values.
#pragma once

#include "pipeline/base/clock.hpp"
#include "review/case.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docket::flow {

// sorted: a file of a batch whose pages are in the letters made of it, or a letter whose pages a person put
// into another one. It is counted no more, they are.
enum class ArrivalState { in_progress, registered, needs_person, rejected, duplicate, sorted };
std::string_view name(ArrivalState state);
Result<ArrivalState> parse_arrival_state(std::string_view text); // corrupt "arrival.state_unknown"

// The code of a registered arrival whose file gave no pages: a person registered it with the paper in hand.
inline constexpr const char* registered_by_paper = "register.by_paper";

enum class Place { in_progress, in_letter, separator, blank_hidden, in_rejected, in_duplicates };
std::string_view name(Place place);
Result<Place> parse_place(std::string_view text); // corrupt "page.place_unknown"

// What an arrival is: a letter (a file delivered alone, or a letter made of a batch), or a file of a batch
// that holds any number of letters.
enum class Part { letter, file };
std::string_view name(Part part);
Result<Part> parse_part(std::string_view text); // corrupt "arrival.part_unknown"

// What a sheet is to its letter. A blank one is hidden, a separator belongs to no letter.
enum class SheetKind { page, blank, envelope, attachment, separator };
std::string_view name(SheetKind kind);
Result<SheetKind> parse_sheet_kind(std::string_view text); // invalid "batch.operation_malformed"

struct Arrival {
    std::int64_t id = 0; // 0: not stored yet
    std::string uid;     // unique: says whether this very delivery was taken before
    std::string name;    // the file's name as display text, never a path
    std::string channel; // "letter" (来信), ...
    Date received{};     // the day the paper reached the house: day 0 of the 15 days
    bool received_confirmed = false;
    std::optional<Date> posted; // the postmark
    std::string original; // digest (hex) of the bytes; empty where they were over the limit and not kept
    std::int64_t bytes = 0;
    std::string media;
    int pages_opened = 0; // counted when the file was opened
    ArrivalState state = ArrivalState::in_progress;
    std::string code, reason; // why it is rejected or waits for a person; empty otherwise
    std::optional<std::int64_t> duplicate_of;
    std::string case_number;             // once registered
    std::string fields;                  // digest (hex) of the fields JSON, once understood
    std::optional<review::Deadline> due; // T1 (15 days); none for a duplicate
    bool scan_again = false;             // the duty that a rejected file leaves
    Instant at{};
    std::int64_t version = 0;
    std::optional<std::int64_t> batch{}; // that it came with, or was made of
    Part part = Part::letter;
    std::string label{}; // the number on its barcode label, where it has one
    // Words of the office's list in what was read (review/urgency.hpp); the state is that of its case, once
    // it has one.
    review::Urgency urgency = review::Urgency::none;
    std::vector<review::UrgentPlace> urgent_places{};
};

struct Page {
    std::int64_t id = 0;
    std::int64_t arrival = 0;
    int n = 1;         // within the arrival, from 1
    std::string image; // digest (hex)
    std::string media;
    int width = 0, height = 0, dpi = 0; // pixels
    Place place = Place::in_progress;
    std::string reading;   // digest (hex) of the PageText JSON; empty until read
    double confidence = 0; // mean over the characters, 0..1
    // Where it came out of a file: never changes, while arrival and n do when a batch is sorted. 0: the store
    // fills in arrival and n.
    std::int64_t file = 0;
    int file_n = 0;
    SheetKind kind = SheetKind::page;
    int rotated = 0;                  // degrees clockwise by which a person turned what is shown
    std::optional<Instant> read_at{}; // for the pace
};

} // namespace docket::flow
