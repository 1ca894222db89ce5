// The mailroom's door: a file becomes an arrival. Two phases: the bytes are safe under their digest, then the
// row is written; only after both may a source be removed. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace docket::flow {

struct Delivery {
    std::filesystem::path file;
    std::string name;    // display text
    std::string uid;     // names this very delivery: taken once however often it is offered
    std::string channel; // a channel of the office
    Date received{};     // the day the paper reached the house
    bool received_confirmed = false;
    std::optional<Date> posted;
    std::string actor = "system";
    std::optional<std::int64_t>
        again; // the rejected arrival whose paper this file shows: its day and clock go on
    std::optional<std::int64_t> batch{}; // that it is a file of: day, postmark and channel are the batch's
};

// A delivery that was taken before is the arrival it became then, whatever is said of it now.
// Otherwise the arrival as stored: in_progress, rejected (with its reason; the duty "scan again" keeps the
// 15-day clock) or duplicate (no clock). Failures, with nothing stored: exhausted "blob.no_room", those of
// the store, and invalid "delivery.channel_unknown", "delivery.received_in_future",
// "delivery.posted_after_received", conflict "batch.closed".
Result<Arrival> receive(const Delivery& delivery, const Tools& tools);

// What is said of a delivery's channel and days must be possible; the failures above.
Result<void> check_days(const std::string& channel, Date received, std::optional<Date> posted,
                        const Tools& tools);

} // namespace docket::flow
