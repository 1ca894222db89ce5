// Verifying the chain of a record that is too long to be gone through while somebody waits: one check is
// asked for, taken up by a host that has time, and written on a board that every host reads. The board says
// what a check found; the proof is to check again, here or by `docket audit verify`.
#pragma once

#include "pipeline/flow/audit.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace docket::flow {

struct ChainNotice {
    enum class Standing : std::uint8_t { never, asked, running, done, failed };
    Standing standing = Standing::never;
    std::string asked_by; // id of a person, or "system"
    Instant asked{}, begun{};
    Instant seen{};           // when the host that does it last wrote; when it ended, once it is over
    std::string host;         // who does or did it
    std::int64_t checked = 0; // events gone through
    std::int64_t events = 0;  // events there were when it began
    std::int64_t anchors = 0; // compared
    std::int64_t flaws = 0;   // places that do not hold
    std::optional<review::Flaw> first; // of them
    std::string code;                  // failed: why it could not be done
    bool operator==(const ChainNotice&) const = default;
};
std::string_view name(ChainNotice::Standing standing);
std::optional<ChainNotice::Standing> parse_standing(std::string_view text);

// One notice an installation. Any thread.
class ChainBoard {
  public:
    virtual ~ChainBoard() = default;
    virtual Result<ChainNotice> read() = 0;
    // Wants a check, unless one is wanted or going on already; true when it is wanted by this asking. One
    // that was not written of since `silent` is given up for dead.
    virtual Result<bool> ask(Transaction& tx, std::string_view by, Instant now, Instant silent) = 0;
    // The notice as this host begins it; nothing where none is wanted, or another host was quicker.
    virtual Result<std::optional<ChainNotice>> take(std::string_view host, Instant now, Instant silent) = 0;
    // How far it is. False where it is no longer this host's.
    virtual Result<bool> write(const ChainNotice& notice) = 0;
};

constexpr Millis chain_silence = std::chrono::minutes{2}; // a host that wrote nothing for so long is gone
constexpr Millis chain_every = std::chrono::hours{24};    // how often one is done unasked

// Asks for a check in somebody's name, and the record says so. False where one is going on already.
Result<bool> ask_chain_check(const Tools& tools, ChainBoard& board, std::string_view person);

// Does the check that is wanted, or the daily one where it is due, in slices of a few thousand events: memory
// stays flat and nobody waits for it. `stop` is asked between slices; a check that was stopped is wanted
// again. Before `unasked_from` only what a person asked for is done: who has just been started has people
// waiting. True when one was done.
Result<bool> check_chain(const Tools& tools, AnchorBook& book, ChainBoard& board, std::string_view host,
                         const std::function<bool()>& stop, Instant unasked_from = {});

} // namespace docket::flow
