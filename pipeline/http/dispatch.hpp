// From a request to an answer, without a socket: who asks, may they, is it about something they may see, was
// it done before; then the endpoint. The server calls admit() before it reads a body, so that nobody uploads
// in vain or unasked, and serve() after it. Any thread.
#pragma once

#include "pipeline/flow/secrecy.hpp"
#include "pipeline/http/house.hpp"
#include "pipeline/http/route.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace docket::http {

struct DispatchSettings {
    // The names it answers to; any other Host is refused, so that no other site's name can be pointed at it.
    std::vector<std::string> names{"127.0.0.1", "localhost"};
    Millis remembers{48 * 3'600'000LL}; // answers to requests with an Idempotency-Key
};

struct Answer {
    Response response;
    std::string trouble; // what happened inside, for the log
};

// What is known of a request once its head was judged.
struct Admission {
    std::string mark; // finds the request in the log
    const Route* route = nullptr;
    std::map<std::string, std::string> values;
    std::optional<Caller> caller;
    flow::Reader reader;           // the caller; what is kept from him or her is not there for this request
    std::optional<Answer> refusal; // then there is nothing more to do
    bool only_replay = false;      // what was done under this key may be said again, and nothing else
};

class Dispatcher {
  public:
    // `house` and `routes` outlive the dispatcher.
    Dispatcher(const House& house, std::span<const Route> routes, DispatchSettings settings = {});

    // forbidden "http.host_unknown", "http.origin_unknown": asked for under another name, or by another site.
    Result<void> check_names(const Request& head) const;
    Admission admit(const Request& head) const;
    Answer serve(const Admission& admission, Request request) const;
    Response answer(Request request) const; // both

    // Sessions and kept answers that are over leave the store.
    Result<void> sweep() const;

  private:
    Result<void> judge(const Request& head, Admission& admission) const;
    Result<void> find_route(const Request& head, Admission& admission) const;
    Result<void> recognise(const Request& head, Admission& admission) const;
    Result<void> check_sight(const Request& head, Admission& admission) const;
    Answer run(const Route& route, const Request& request) const;
    static Answer refused(const House& house, const Failure& failure, const Request& request);
    Answer once(const Admission& admission, Request& request) const;
    std::string fresh_mark() const;

    // One request with a key at a time.
    class Turn;
    const House& house_;
    std::span<const Route> routes_;
    DispatchSettings settings_;
    mutable std::mutex mutex_;
    mutable std::condition_variable done_;
    mutable std::set<std::string> running_;
};

} // namespace docket::http
