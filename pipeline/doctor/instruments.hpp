// What the doctor asks of an installation, one question a member. Owned by doctor; the adapter is the
// program. Nothing is changed by asking. A failure is an answer too: what could not be found out is a
// finding. One thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docket::doctor {

// A folder that grows, and the room on the disk below it.
struct Room {
    std::string what; // "数据目录"
    std::string path;
    std::int64_t bytes_free = 0, files_free = 0; // for whoever runs docket; files_free < 0: without limit
};

struct StoreCondition {
    std::string engine;
    int schema = 0, known = 0; // migrations that were applied, and those this program knows
    Millis ahead{};            // this machine's clock before the server's
};

struct ClockCondition {
    Instant now{};                    // of the machine
    std::optional<Instant> latest;    // the newest moment that was anchored
    std::optional<bool> synchronised; // as the kernel says; nothing where it cannot be asked
    bool demo = false;                // the moments of a demo are those of its own clock
};

struct EngineCondition {
    std::string models;                         // their folder; empty: only Tesseract reads
    bool with_digests = false;                  // they came with the digests they must have
    std::vector<std::string> damaged;           // files that are missing or have another digest
    std::vector<std::string> languages_missing; // of Tesseract
};

struct ChainCondition {
    std::int64_t events = 0;
    int anchors = 0;
    std::vector<std::string> findings; // of the events since the last anchor, and of the anchors
};

struct LedgerCondition {
    bool balanced = false;
    std::int64_t arrivals = 0, pages = 0;
};

struct QueueCondition {
    int dead = 0;
    std::optional<Instant> oldest_ready; // since when the job waits that is due the longest
    Instant now{};
};

struct BackupCondition {
    std::optional<Instant> last;
    Instant founded{}, now{};
    bool demo = false;
};

// A file or a folder that must not be open to everybody.
struct Guarded {
    std::string path;
    unsigned mode = 0;   // its permission bits
    bool secret = false; // nobody but its owner may read it
};

struct DoorCondition {
    std::string listen; // "127.0.0.1:8765"
    bool behind_proxy = false;
    std::vector<std::string> names;
    bool demo = false;
};

class Instruments {
  public:
    virtual ~Instruments() = default;
    virtual Date today() = 0;
    virtual Result<std::vector<Room>> rooms() = 0;
    virtual Result<StoreCondition> store() = 0;
    virtual Result<ClockCondition> clock() = 0;
    virtual Result<std::vector<int>> calendar_years() = 0;
    virtual Result<EngineCondition> engines() = 0;
    virtual Result<void> faces() = 0; // every typeface of the documents opens
    // Prints a page, opens it and reads it, as a letter would be: what was read on it.
    virtual Result<std::string> read_a_page(const std::string& words) = 0;
    virtual Result<ChainCondition> chain() = 0;
    virtual Result<LedgerCondition> ledger() = 0;
    virtual Result<QueueCondition> queue() = 0;
    virtual Result<BackupCondition> backup() = 0;
    virtual Result<std::vector<Guarded>> guarded() = 0;
    virtual Result<DoorCondition> door() = 0;
};

} // namespace docket::doctor
