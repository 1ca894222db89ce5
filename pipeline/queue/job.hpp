// What the durable queue carries: machine work and, with longer leases, the tasks of people. Values; any
// thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace docket::queue {

using JobId = std::int64_t;

// Three, because a claim looks at each in turn. The number is what is stored; smaller goes first.
enum class Priority { first = 0, usual = 100, last = 200 };
inline constexpr std::array priorities{Priority::first, Priority::usual, Priority::last};

// A job to be. `kind` is a row of the journey or a task of people; `payload` is JSON with a version "v".
struct NewJob {
    std::string kind;
    std::string queue;
    std::string payload = "{\"v\":1}";
    std::string subject; // whom it is for: "arrival:12", "case:7"; ledgers and lists find it by this
    std::optional<std::string> dedup_key; // at most one live job of a kind has the key
    Priority priority = Priority::usual;
    Instant run_at{}; // not before
    int max_attempts = 8;
};

// One claim's right to a job. Whoever presents an older token is refused: the lease was given away.
struct Lease {
    JobId id = 0;
    std::int64_t token = 0;
    std::string kind, queue, payload, subject, owner;
    int attempt = 0; // failed tries so far, this one not counted
    int max_attempts = 0;
    Instant until{};
};

struct Claim {
    std::string queue;
    std::string owner; // "host/pid/start" of a process, or the id of a person
    Instant now{};
    Millis length{};
    int most = 1;
    std::optional<std::string> subject; // only jobs for this subject: a person takes the task of one case
};

// How a lease ends.
struct Done {};
struct Retry {
    Instant at{};
    Failure why;
}; // charges an attempt, unless charge() has charged this lease; dead when none is left
struct Dead {
    Failure why;
};
struct Later {
    Instant at{};
}; // a snooze: charges nothing
using Outcome = std::variant<Done, Retry, Dead, Later>;

enum class State { ready, leased, done, dead, cancelled };
std::string_view name(State state);

struct JobRow {
    JobId id = 0;
    std::string kind, queue, payload, subject;
    State state{};
    int attempt = 0, max_attempts = 0, returns = 0;
    std::string owner, last_error;
    Instant run_at{};
    std::int64_t lease_token = 0; // of the lease in force
    std::optional<Instant> lease_until;
};

// A lease that ends this often without a verdict (its worker died each time) is dead: something about the job
// kills workers.
inline constexpr int most_returns = 20;

} // namespace docket::queue
