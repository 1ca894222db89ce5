// What happens to a letter by itself: a table of legs, each one durable job and one function. A step reads
// blobs and rows, computes, and returns what to store and what comes next; it never opens a transaction and
// may be run twice with the same result. The runner does the same five lines for every leg: claim, run, and
// in one transaction {store, record, enqueue the next leg, settle}; then log.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/flow/tools.hpp"
#include "pipeline/queue/worker.hpp"

#include <functional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace docket::flow {

// What a step works on. `charge` records that the job cost a reader its life (queue::Jobs::charge).
struct StepInput {
    std::int64_t id = 0; // arrival, page or case, as the leg says
    std::string subject; // "arrival:12", "case:LX..."
    std::string text;    // what else the job was told: the digest of a document to write
    std::function<Result<void>(const Failure&)> charge;
    std::stop_token stop;
};

// A job of the next leg, of the one named, or of the same leg again.
struct Next {
    std::int64_t id = 0;
    std::string subject;
    std::string_view kind{};
    std::string text{}; // what else the job is told; parts of one work tell themselves apart by it
    bool again = false; // the same leg once more: it did a part of its work
};

// What a step produced: `store` runs once, inside the transaction that settles the job, and says whom the
// next leg is for (nobody: the letter waits, or its journey ends here).
struct Output {
    std::function<Result<std::vector<Next>>(Transaction&)> store;
};

using StepFunction = Result<Output> (*)(const StepInput&, const Tools&);

struct Leg {
    std::string_view kind;
    StepFunction does;
    std::string_view then;   // kind of the next leg; empty at the end
    std::string_view beside; // kind of a leg that starts with the next one and that nothing waits for
    std::string_view queue;
    int tries;
    Millis lease;
};

std::span<const Leg> journey();
const Leg* leg(std::string_view kind);

// The job that starts or goes on with a leg.
queue::NewJob job_for(const Leg& leg, const Next& next, Instant now, std::string_view text = "");

// The handler of every lane of machine work.
queue::Handler runner(const Tools& tools);
// The queues of the journey, each once.
std::vector<std::string> queues();
// Jobs of the journey, or of one of its queues, that are ready or leased; people's tasks do not count. One
// question: a step that ends between two has its job in neither, and what follows it as well.
Result<std::int64_t> open_jobs(queue::JobsDesk& desk, std::string_view only_queue = "");

} // namespace docket::flow
