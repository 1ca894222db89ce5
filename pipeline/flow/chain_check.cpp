#include "pipeline/flow/chain_check.hpp"

#include "pipeline/flow/writing.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace docket::flow {

namespace {
using Standing = ChainNotice::Standing;
constexpr std::array standings{std::pair{Standing::never, std::string_view("never")},
                               std::pair{Standing::asked, std::string_view("asked")},
                               std::pair{Standing::running, std::string_view("running")},
                               std::pair{Standing::done, std::string_view("done")},
                               std::pair{Standing::failed, std::string_view("failed")}};
constexpr std::string_view nobody = "system"; // asked for the daily check
constexpr int a_slice = 2'000;                // events, some twenty milliseconds of work
constexpr Millis between_writes{500};

// Goes through the record; `notice` learns of each flaw and of how far it is.
class Check {
  public:
    Check(const Tools& tools, ChainNotice& notice, std::vector<review::Anchor> anchors)
        : tools_(tools), notice_(notice),
          links_(std::move(anchors), [this](const review::Flaw& flaw) { note(flaw); }) {}

    // How far the record goes is settled first; what is appended meanwhile belongs to the next check.
    Result<void> begin() {
        DOCKET_TRY(head_, tools_.record.head());
        notice_.events = head_.n;
        return {};
    }
    // False once there is nothing more to go through.
    Result<bool> slice() {
        DOCKET_TRY(const auto events, tools_.record.since(links_.last().n, a_slice));
        for (const auto& event : events) {
            if (event.n > head_.n) break;
            links_.feed(event);
            ++notice_.checked;
        }
        return events.size() == a_slice && links_.last().n < head_.n;
    }
    // What ends elsewhere than the register's note of the head was cut, or had something put behind it.
    void end() {
        if (links_.last() != head_) note({review::Flaw::Kind::head_differs, head_.n, links_.last().n, {}});
        links_.finish();
    }

  private:
    void note(const review::Flaw& flaw) {
        if (!notice_.first) notice_.first = flaw;
        ++notice_.flaws;
    }
    const Tools& tools_;
    ChainNotice& notice_;
    review::Links links_;
    review::Head head_;
};

// The whole check; whether it came to its end.
Result<bool> go_through(const Tools& tools, AnchorBook& book, ChainBoard& board, ChainNotice& notice,
                        const std::function<bool()>& stop) {
    DOCKET_TRY(auto anchors, book.all());
    notice.anchors = static_cast<std::int64_t>(anchors.size());
    Check check(tools, notice, std::move(anchors));
    DOCKET_CHECK(check.begin());
    for (bool more = true; more;) {
        if (stop()) return false;
        DOCKET_TRY(more, check.slice());
        const auto now = tools.clock.now();
        if (now - notice.seen < between_writes) continue;
        notice.seen = now;
        DOCKET_TRY(const bool ours, board.write(notice));
        if (!ours) return false;
    }
    check.end();
    return true;
}

bool is_due(const ChainNotice& notice, Instant now) {
    const bool over = notice.standing == Standing::done || notice.standing == Standing::failed ||
                      notice.standing == Standing::never;
    return over && notice.seen + chain_every <= now;
}
} // namespace

std::string_view name(Standing standing) {
    return std::ranges::find(standings, standing, &decltype(standings)::value_type::first)->second;
}

std::optional<Standing> parse_standing(std::string_view text) {
    const auto found = std::ranges::find(standings, text, &decltype(standings)::value_type::second);
    return found == standings.end() ? std::nullopt : std::optional(found->first);
}

Result<bool> ask_chain_check(const Tools& tools, ChainBoard& board, std::string_view person) {
    bool asked = false;
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        const auto now = tools.clock.now();
        DOCKET_TRY(asked, board.ask(tx, person, now, now - chain_silence));
        if (!asked) return {};
        DOCKET_CHECK(tools.record.append(tx, event_now(tools, "record", "check_chain", person)));
        return {};
    }));
    return asked;
}

Result<bool> check_chain(const Tools& tools, AnchorBook& book, ChainBoard& board, std::string_view host,
                         const std::function<bool()>& stop, Instant unasked_from) {
    const auto now = tools.clock.now();
    DOCKET_TRY(const auto there, board.read());
    const bool due = is_due(there, now);
    if (now < unasked_from && (due || there.asked_by == nobody)) return false;
    if (due)
        DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(board.ask(tx, nobody, now, now - chain_silence));
            return {};
        }));
    DOCKET_TRY(auto taken, board.take(host, now, now - chain_silence));
    if (!taken) return false;
    const auto went = go_through(tools, book, board, *taken, stop);
    taken->standing = !went ? Standing::failed : *went ? Standing::done : Standing::asked;
    taken->code = went ? "" : went.error().code;
    taken->seen = tools.clock.now();
    DOCKET_CHECK(board.write(*taken));
    if (!went) return went.error();
    return *went;
}

} // namespace docket::flow
