// The record: one append-only chain of events per installation, over everything that happened to an arrival,
// a case or a setting. Each event carries the hash of the one before it. Pure values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace docket::review {

// An event before it has its place in the chain.
struct EventDraft {
    std::string subject; // "arrival:12", "case:7"
    std::string act;     // "received", "accept", "sign_off", ...
    std::string actor;   // id of a person, or "system"
    Instant at{};
    std::string from, to; // stages or states; empty where nothing moved
    std::string basis;    // the article or rule acted on; empty where none
    std::string text;     // digest (hex) of the text decided on; empty where none
    std::string detail;   // JSON: reasons and facts worth keeping
};

struct Event : EventDraft {
    std::int64_t n = 0;   // 1, 2, 3, ... without gaps over the installation
    std::int64_t seq = 0; // 1, 2, 3, ... within the subject
    Digest previous;      // the hash of event n-1; all zero for the first
    Digest hash;
};

// The hash that belongs on the event: over all its other members and the previous hash.
Digest link(const Event& event);

// The head of the chain, as it is anchored outside the database.
struct Head {
    std::int64_t n = 0; // 0: the chain is empty
    Digest hash;
    bool operator==(const Head&) const = default;
};

} // namespace docket::review
