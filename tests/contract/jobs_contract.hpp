// What every adapter of queue::Jobs and queue::JobsDesk promises, sentence by sentence of their headers.
// Instantiated in jobs_contract_test.cpp for both files of tests: JobsContract runs once for each adapter.
#pragma once

#include "pipeline/queue/jobs.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace docket::testing {

// A queue under test with the transactions it takes part in.
struct QueueUnderTest {
    virtual ~QueueUnderTest() = default;
    virtual Work& work() = 0;
    virtual queue::Jobs& jobs() = 0;
    virtual queue::JobsDesk& desk() = 0;
};
struct Adapter {
    std::string name;
    std::function<std::unique_ptr<QueueUnderTest>()> make;
};
inline void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }

// One queue, and the few moves its tests are made of; time is moved by hand.
class JobsContract : public ::testing::TestWithParam<Adapter> {
  protected:
    static constexpr Instant t0{Millis{1'780'000'000'000}};
    static constexpr Millis minute{60'000};
    static Failure trouble() { return fail(Kind::unavailable, "child.died", "the reader died"); }
    static bool nobody_is_gone(std::string_view) { return false; }

    queue::Jobs& jobs() { return queue_->jobs(); }
    queue::JobsDesk& desk() { return queue_->desk(); }
    Work& work() { return queue_->work(); }

    std::optional<queue::JobId> put(const queue::NewJob& job);
    std::vector<queue::Lease> take(int most = 1, Instant now = t0, const std::string& owner = "host/1/1");
    queue::Lease take_one(Instant now = t0);
    Result<void> settle(const queue::Lease& lease, const queue::Outcome& outcome, Instant now = t0);
    queue::JobRow row(queue::JobId id);
    static queue::NewJob page(int n = 1);
    static std::vector<queue::JobId> ids(const std::vector<queue::Lease>& leases);

  private:
    std::unique_ptr<QueueUnderTest> queue_ = GetParam().make();
};

inline std::optional<queue::JobId> JobsContract::put(const queue::NewJob& job) {
    std::optional<queue::JobId> id;
    const auto done = work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(id, jobs().enqueue(tx, job, t0));
        return {};
    });
    EXPECT_TRUE(done) << (done ? "" : done.error().detail);
    return id;
}
inline std::vector<queue::Lease> JobsContract::take(int most, Instant now, const std::string& owner) {
    return jobs()
        .claim({.queue = "ocr", .owner = owner, .now = now, .length = minute, .most = most, .subject = {}})
        .value();
}
inline queue::Lease JobsContract::take_one(Instant now) {
    const auto leases = take(1, now);
    if (leases.size() != 1) throw std::logic_error("one job was to be ready");
    return leases.front();
}
inline Result<void> JobsContract::settle(const queue::Lease& lease, const queue::Outcome& outcome,
                                         Instant now) {
    return work().transact([&](Transaction& tx) { return jobs().settle(tx, lease, outcome, now); });
}
inline queue::JobRow JobsContract::row(queue::JobId id) {
    const auto rows = desk().list({.state = {}, .queue = {}, .subject = {}, .most = 100'000}).value();
    for (const auto& one : rows)
        if (one.id == id) return one;
    throw std::logic_error("the job is not listed");
}
inline std::vector<queue::JobId> JobsContract::ids(const std::vector<queue::Lease>& leases) {
    std::vector<queue::JobId> out;
    for (const auto& lease : leases) out.push_back(lease.id);
    return out;
}
inline queue::NewJob JobsContract::page(int n) {
    queue::NewJob job;
    job.kind = "page.read";
    job.queue = "ocr";
    job.payload = R"({"v":1,"page":)" + std::to_string(n) + "}";
    job.subject = "arrival:" + std::to_string(n);
    job.run_at = t0;
    return job;
}

} // namespace docket::testing
