#include "pipeline/flow/receive.hpp"

#include "pipeline/base/veil.hpp"
#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/journey.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/deadline/period.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace docket::flow {

namespace {

void reject(Arrival& arrival, const Failure& why) {
    arrival.state = ArrivalState::rejected;
    arrival.code = why.code;
    arrival.reason = why.detail;
    arrival.scan_again = true;
}

// Keeps the bytes and looks at what they are. Only faults of the house come back as failures.
Result<void> take_in(Arrival& arrival, const Delivery& delivery, const Tools& tools) {
    std::error_code error;
    const auto size = std::filesystem::file_size(delivery.file, error);
    if (error) return fail(Kind::not_found, "delivery.file_unreadable", "文件无法读取：" + error.message());
    arrival.bytes = static_cast<std::int64_t>(size);
    if (arrival.bytes > tools.limits.bytes) {
        reject(arrival, fail(Kind::exhausted, "file.too_many_bytes",
                             "文件超过 " + std::to_string(tools.limits.bytes >> 20) +
                                 " MB，原文件未收存，请分开扫描后重新提交。"));
        return {};
    }
    DOCKET_TRY(const auto digest, tools.blobs.put_file(delivery.file));
    arrival.original = digest.hex();
    DOCKET_TRY(const auto stored, tools.blobs.path(digest));
    const auto opened = tools.unpacker.open(stored);
    if (opened) {
        arrival.media = opened->media;
        arrival.pages_opened = opened->pages;
    } else if (verdict(opened.error().kind).retry == Verdict::never) {
        reject(arrival, opened.error());
    } else {
        return opened.error();
    }
    return {};
}

// The rejected arrival that this delivery scans again, if it says so.
Result<std::optional<Arrival>> scanned_again(const Delivery& delivery, const Tools& tools) {
    if (!delivery.again) return std::optional<Arrival>{};
    DOCKET_TRY(auto first, tools.arrivals.load(*delivery.again));
    if (!first.scan_again)
        return fail(Kind::conflict, "delivery.not_to_scan_again",
                    "该来件没有“重新扫描”的待办，请核对来件编号。");
    return std::optional(std::move(first));
}

// Of what is kept from whoever delivers nothing may be told, not even that it is there: the bytes are then
// taken in as any others, and the register has the letter twice.
Result<std::optional<std::int64_t>> seen_before(Transaction& tx, const Arrival& arrival, const Tools& tools) {
    DOCKET_TRY(const auto first, tools.arrivals.same_bytes(tx, arrival.original));
    if (!first || Veil::now().empty()) return first;
    DOCKET_TRY(const auto seen, tools.arrivals.with_original(arrival.original));
    return std::ranges::find(seen, *first) == seen.end() ? std::nullopt : first;
}

Result<Arrival> take(const Delivery& delivery, const Tools& tools) {
    DOCKET_CHECK(check_days(delivery.channel, delivery.received, delivery.posted, tools));
    DOCKET_TRY(auto first, scanned_again(delivery, tools));
    Arrival arrival;
    arrival.uid = delivery.uid;
    arrival.name = delivery.name;
    arrival.channel = delivery.channel;
    arrival.received = delivery.received;
    arrival.received_confirmed = delivery.received_confirmed;
    arrival.posted = delivery.posted;
    if (first) {
        arrival.received = first->received;
        arrival.received_confirmed = first->received_confirmed;
        arrival.posted = first->posted;
    }
    arrival.batch = delivery.batch;
    if (arrival.batch) arrival.part = Part::file;
    arrival.at = tools.clock.now();
    DOCKET_CHECK(take_in(arrival, delivery, tools));
    DOCKET_TRY(arrival.due, review::period("T1", arrival.received, tools.calendar));

    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        if (arrival.batch) DOCKET_CHECK(still_open(tx, tools, *arrival.batch));
        if (!arrival.original.empty() && arrival.state == ArrivalState::in_progress) {
            DOCKET_TRY(arrival.duplicate_of, seen_before(tx, arrival, tools));
            if (arrival.duplicate_of) {
                arrival.state = ArrivalState::duplicate;
                arrival.due.reset(); // the clock of the first arrival runs on; this one has none
            }
        }
        DOCKET_CHECK(save_arrival(
            tx, tools, arrival, "receive", "", delivery.actor,
            {{"name", arrival.name}, {"bytes", arrival.bytes}, {"pages", arrival.pages_opened}}));
        if (arrival.state == ArrivalState::rejected)
            return {}; // the older duty, if there is one, stays as well
        if (first) {
            first->scan_again = false;
            DOCKET_CHECK(save_arrival(tx, tools, *first, "scanned_again", name(first->state), delivery.actor,
                                      {{"by", subject_of(arrival)}}));
        }
        if (arrival.state != ArrivalState::in_progress) return {};
        const auto now = tools.clock.now();
        DOCKET_CHECK(tools.jobs.enqueue(
            tx, job_for(journey().front(), {arrival.id, subject_of(arrival), {}}, now), now));
        return {};
    }));
    return arrival;
}

} // namespace

Result<void> check_days(const std::string& channel, Date received, std::optional<Date> posted,
                        const Tools& tools) {
    if (!tools.office.channels.contains(channel))
        return fail(Kind::invalid, "delivery.channel_unknown",
                    "来件渠道 " + channel + " 不在本机关的渠道名单中。");
    if (std::chrono::sys_days{received} > std::chrono::sys_days{tools.today()})
        return fail(Kind::invalid, "delivery.received_in_future",
                    "收到日期 " + iso(received) + " 晚于今天。");
    if (posted && std::chrono::sys_days{*posted} > std::chrono::sys_days{received})
        return fail(Kind::invalid, "delivery.posted_after_received", "邮戳日期晚于收到日期，请核对。");
    return {};
}

Result<Arrival> receive(const Delivery& delivery, const Tools& tools) {
    DOCKET_TRY(auto before, tools.arrivals.of_delivery(delivery.uid));
    if (before) return *std::move(before);
    auto taken = take(delivery, tools);
    if (taken || taken.error().code != "arrival.known") return taken;
    DOCKET_TRY(auto meanwhile, tools.arrivals.of_delivery(delivery.uid));
    return meanwhile ? Result<Arrival>(*std::move(meanwhile)) : taken;
}

} // namespace docket::flow
