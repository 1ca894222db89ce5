// Cuts connections that take too long: every connection has a deadline while we wait for the other side, and
// a thread of its own looks. It keeps a duplicate of each descriptor, so that cutting never meets a
// descriptor that was closed and given to somebody else. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <string_view>
#include <thread>

namespace docket::http {

class Watchdog {
  public:
    using Moment = std::chrono::steady_clock::time_point;
    using Connection = const void*; // whatever identifies it while it is open

    explicit Watchdog(std::size_t most) : most_(most) {}
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    static Moment now() { return std::chrono::steady_clock::now(); }
    static Moment in(Millis wait) { return now() + wait; }

    // A new connection that must begin to speak by then; having spoken it may wait for a thread of ours as
    // long as that takes. False when too many are open already.
    bool watch(Connection connection, int descriptor, Moment until);
    // `in_request`: orderly shutdown waits for it.
    void expect(Connection connection, Moment until, bool in_request);
    void rest(Connection connection); // it waits for us: no deadline
    void release(Connection connection);

    // Last words on a connection that was given up by the library below: it may be closed there already.
    void say(Connection connection, std::string_view words);

    void cut_idle(); // those that are in no request
    void cut_all();

  private:
    struct Watched {
        int descriptor = -1;
        Moment until{};
        bool in_request = false;
        bool waits_for_us = true; // no thread has taken it yet
    };
    void look(const std::stop_token& stop);
    template <class Which> void cut(const Which& which); // with the lock held

    const std::size_t most_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::map<Connection, Watched> watched_;
    std::jthread thread_{
        [this](const std::stop_token& stop) { look(stop); }}; // last: starts when all is there
};

} // namespace docket::http
