// A batch is what a person or a door delivered together: one or many files, with day, postmark and box typed
// once for all. Its files are arrivals (Part::file) until their pages are sorted into letters. The port is
// owned by flow; adapters: pipeline/store and memory (tests). Values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket::flow {

// open: files may come. reading: all are there. to_sort: read, and a person is asked where letters end.
// sorted: its letters go on as arrivals.
enum class BatchState { open, reading, to_sort, sorted };
std::string_view name(BatchState state);
Result<BatchState> parse_batch_state(std::string_view text); // corrupt "batch.state_unknown"

// How its files become letters. by_kind: a file of several pages begins a letter, pictures of single pages
// are one stack; letters: each file begins one; stack: all files are one stack.
enum class Layout { by_kind, letters, stack };
std::string_view name(Layout layout);
Result<Layout> parse_layout(std::string_view text); // invalid "batch.layout_unknown"

struct Batch {
    std::int64_t id = 0; // 0: not stored yet
    std::int64_t version = 0;
    std::string uid; // unique: says whether this very batch was opened before
    std::string name;
    std::string channel;
    Date received{};
    bool received_confirmed = false;
    std::optional<Date> posted;
    std::string source; // "upload", "folder", "command"
    std::string box;    // number on the tray or box of the paper; may be empty
    Layout layout = Layout::by_kind;
    bool two_sided = false; // fronts first, then the backs in reverse order
    int fronts = 0;         // of a two-sided one that is closed: how many, and as many backs
    BatchState state = BatchState::open;
    std::string proposal; // digest (hex) of what the machine proposes, once read (flow/proposal.hpp)
    std::string steps;    // JSON: what people did to it, one list of operations a step (flow/arrangement.hpp)
    int applied = 0;      // how many of the steps count; the others may be done again
    int undecided = 0;    // suggestions that wait for a person
    std::string by;       // id of a person, or "system"
    Instant at{};
    std::optional<Instant> closed_at, sorted_at;
    std::string sorted_by;
};

class Batches {
  public:
    virtual ~Batches() = default;
    // New (id is set) or replaced where `version` matches (then it is raised).
    // Failures: conflict "batch.stale", conflict "batch.known" when the uid is taken.
    virtual Result<void> save(Transaction& tx, Batch& batch) = 0;
    virtual Result<Batch> load(std::int64_t id) = 0; // not_found "batch.unknown"
    // The same, inside the transaction and locked until it ends: of several that finish or add something at
    // once the second sees what the first did.
    virtual Result<Batch> lock(Transaction& tx, std::int64_t id) = 0;
    virtual Result<std::optional<Batch>> of_delivery(std::string_view uid) = 0;
};

} // namespace docket::flow
