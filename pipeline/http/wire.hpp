// Between Poco's requests and ours. Private to the server; on the thread of its connection.
#pragma once

#include "pipeline/http/message.hpp"
#include "pipeline/http/target.hpp"

#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <cstdint>
#include <functional>

namespace docket::http::wire {

// What the head announces about the body.
struct Announced {
    bool any = false; // a length, or a coding without one: the connection must end unless all of it is read
    std::int64_t length = 0;
};
Announced announced(const Poco::Net::HTTPServerRequest& request);
// RFC 9112 6.3, strictly. Failures: invalid "http.length_twice", "http.length_malformed",
// "http.length_missing" (also for a transfer coding: 411), "http.header_twice", "http.header_malformed".
Result<void> check_framing(const Poco::Net::HTTPServerRequest& request);

struct Head {
    Request request; // without a body; the path is the whole one
    bool only_head = false;
};
// Failures: invalid "http.method_unknown", "http.path_malformed".
Result<Head> head_of(const Poco::Net::HTTPServerRequest& request, bool behind_proxy);

// Exactly `length` bytes, in pieces. `got` is told how many there are so far.
// Failure: invalid "http.body_cut": the other side ended before.
Result<void> read_exactly(std::istream& in, std::int64_t length,
                          const std::function<Result<void>(std::string_view piece)>& keep,
                          const std::function<void(std::int64_t so_far)>& got);

// The whole answer with the headers that every answer carries. False when the other side went away. A file is
// sent in pieces; `sent` is told how many bytes there are so far.
bool send(const Response& response, bool only_head, Poco::Net::HTTPServerResponse& out,
          const std::function<void(std::int64_t so_far)>& sent);
std::int64_t size_of(const Response& response);

} // namespace docket::http::wire
