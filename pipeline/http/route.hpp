// Routes as data: what may be called, by whom, on what, with how large a body, and which endpoint answers.
// The dispatcher asks this table and nothing else, so that no endpoint can forget to ask who is calling.
// pipeline/http/openapi.json says the same for the outside, and a test compares the two. Immutable; any
// thread.
#pragma once

#include "pipeline/http/message.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace docket::http {

struct House; // what endpoints may reach for: pipeline/http/house.hpp

using Endpoint = Result<Response> (*)(const Request&, const House&);

// One bit a role; anyone needs no session.
enum Who : std::uint8_t {
    nobody = 0,
    mailroom = 1,
    clerk = 2,
    lawyer = 4,
    leader = 8,
    auditor = 16,
    administrator = 32,
    staff = mailroom | clerk | leader | auditor, // who reads the register
    signed_in = staff | lawyer | administrator,
    anyone = 64,
};
constexpr Who operator|(Who a, Who b) {
    return static_cast<Who>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}

// What the route is about, so that need-to-know is asked before the endpoint runs (review/sight.hpp): the
// value of {case}, {arrival}, {page} or {batch}. Whoever may not see it gets the same 404 as for what is not
// there.
enum class About : std::uint8_t { nothing, case_, task, arrival, page, batch };

enum class Takes : std::uint8_t { nothing, json, file };

struct Route {
    Method method;
    std::string_view path; // "/cases/{case}/acts"
    std::string_view name; // operationId of openapi.json
    Who who;
    About about;
    Takes takes;
    std::int64_t most; // bytes of the body
    Endpoint endpoint;
    bool once = false; // wants an Idempotency-Key: done once however often it is sent
};

std::span<const Route> routes();

} // namespace docket::http
