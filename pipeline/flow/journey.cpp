#include "pipeline/flow/journey.hpp"

#include "pipeline/flow/steps/steps.hpp"

#include <algorithm>
#include <array>

namespace docket::flow {

using namespace std::chrono_literals;

namespace {
// What happens to a letter by itself, in the order in which it happens; the pages of a batch go by way of
// batch.split, which makes letters of them; the last leg writes the documents that people's acts ask for
// (flow/act.cpp); and a calendar that an administrator publishes moves the days of what is open.
// clang-format off
constexpr std::array table{
    // kind                    does                  then                 beside           queue        tries  lease
    Leg{"letter.unpack",     step::unpack,         "page.read",         "",              "intake",    5,     1min},
    Leg{"page.read",         step::read,           "letter.understand", "archive.write", "ocr",       3,     5min},
    Leg{"batch.split",       step::split,          "letter.understand", "archive.write", "text",      5,     1min},
    Leg{"letter.understand", step::understand,     "case.register",     "",              "text",      5,     1min},
    Leg{"case.register",     step::register_case,  "",                  "",              "text",      8,     1min},
    Leg{"archive.write",     step::write_archive,  "",                  "",              "archive",   8,     5min},
    Leg{"document.write",    step::write_document, "",                  "",              "documents", 8,     2min},
    Leg{"days.recount",      step::recount,        "",                  "",              "text",      8,     1min},
};
// clang-format on
} // namespace

std::span<const Leg> journey() { return table; }

const Leg* leg(std::string_view kind) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Leg& l) { return l.kind == kind; });
    return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> queues() {
    std::vector<std::string> out;
    for (const auto& l : table)
        if (std::find(out.begin(), out.end(), l.queue) == out.end()) out.emplace_back(l.queue);
    return out;
}

Result<std::int64_t> open_jobs(queue::JobsDesk& desk, std::string_view only_queue) {
    const auto machine = queues();
    const auto counts = [&](const queue::Tally& tally) {
        if (tally.state != queue::State::ready && tally.state != queue::State::leased) return false;
        if (!only_queue.empty()) return tally.queue == only_queue;
        return std::find(machine.begin(), machine.end(), tally.queue) != machine.end();
    };
    DOCKET_TRY(const auto tallies, desk.tally());
    std::int64_t jobs = 0;
    for (const auto& tally : tallies) jobs += counts(tally) ? tally.jobs : 0;
    return jobs;
}

queue::NewJob job_for(const Leg& leg, const Next& next, Instant now, std::string_view text) {
    json::Object payload{{"v", 1}, {"id", next.id}};
    if (!text.empty()) payload.set("text", text);
    queue::NewJob job;
    job.kind = leg.kind;
    job.queue = leg.queue;
    job.payload = json::dump(payload);
    job.subject = next.subject;
    job.dedup_key =
        next.subject + "/" + std::to_string(next.id) + (text.empty() ? "" : "/" + std::string(text));
    job.run_at = now;
    job.max_attempts = leg.tries;
    return job;
}

namespace {

Result<void> lead_on(Transaction& tx, const Leg& from, const Next& next, const Tools& tools) {
    const auto now = tools.clock.now();
    const auto go = [&](const Leg* to) -> Result<void> {
        if (to == nullptr) return {};
        DOCKET_CHECK(tools.jobs.enqueue(tx, job_for(*to, next, now, next.text), now));
        return {};
    };
    if (next.again) return go(&from);
    if (!next.kind.empty()) return go(leg(next.kind));
    DOCKET_CHECK(go(leg(from.then)));
    return go(leg(from.beside));
}

} // namespace

queue::Handler runner(const Tools& lasting) {
    return [&lasting](const queue::Lease& lease, std::stop_token stop) -> Result<queue::Storing> {
        // Held until what the step produced is stored.
        const auto held = std::make_shared<const Tools>(lasting.now());
        const auto& tools = *held;
        const auto* at = leg(lease.kind);
        if (!at)
            return fail(Kind::invalid, "job.kind_unknown", "no leg of the journey is called " + lease.kind);
        DOCKET_TRY(const auto payload, json::parse(lease.payload));
        if (payload.int_at("v") != 1)
            return fail(Kind::invalid, "job.payload_version",
                        "the payload of this job is of a version not known here");
        const StepInput input{payload.int_at("id"), lease.subject, payload.text_at("text"),
                              [&](const Failure& why) { return tools.jobs.charge(lease, why); },
                              std::move(stop)};
        DOCKET_TRY(auto output, at->does(input, tools));
        return queue::Storing([held, at, store = std::move(output.store)](Transaction& tx) -> Result<void> {
            DOCKET_TRY(const auto nexts, store(tx));
            for (const auto& next : nexts) DOCKET_CHECK(lead_on(tx, *at, next, *held));
            return {};
        });
    };
}

} // namespace docket::flow
