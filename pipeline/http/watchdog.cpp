#include "pipeline/http/watchdog.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace docket::http {

namespace {
constexpr Millis tick{50};

bool has_spoken(int descriptor) {
    char first = 0;
    return ::recv(descriptor, &first, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}
} // namespace

Watchdog::~Watchdog() {
    thread_.request_stop();
    thread_.join();
    const std::lock_guard hold(mutex_);
    cut([](const Watched&) { return true; });
}

template <class Which> void Watchdog::cut(const Which& which) {
    for (auto at = watched_.begin(); at != watched_.end();) {
        if (!which(at->second)) {
            ++at;
            continue;
        }
        // Its reader or writer wakes with an error; one that is gone already is no trouble.
        static_cast<void>(::shutdown(at->second.descriptor, SHUT_RDWR));
        ::close(at->second.descriptor);
        at = watched_.erase(at);
    }
}

bool Watchdog::watch(Connection connection, int descriptor, Moment until) {
    const int own = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (own < 0) return false;
    const std::lock_guard hold(mutex_);
    if (watched_.size() < most_ && watched_.emplace(connection, Watched{own, until, false, true}).second)
        return true;
    ::close(own);
    return false;
}

void Watchdog::expect(Connection connection, Moment until, bool in_request) {
    const std::lock_guard hold(mutex_);
    const auto found = watched_.find(connection);
    if (found == watched_.end()) return;
    found->second.until = until;
    found->second.in_request = in_request;
    found->second.waits_for_us = false;
}

void Watchdog::rest(Connection connection) { expect(connection, Moment::max(), true); }

void Watchdog::release(Connection connection) {
    const std::lock_guard hold(mutex_);
    const auto found = watched_.find(connection);
    if (found == watched_.end()) return;
    ::close(found->second.descriptor);
    watched_.erase(found);
}

void Watchdog::say(Connection connection, std::string_view words) {
    const std::lock_guard hold(mutex_);
    const auto found = watched_.find(connection);
    if (found == watched_.end()) return;
    // Whoever does not listen does not hear: the connection ends either way.
    static_cast<void>(
        ::send(found->second.descriptor, words.data(), words.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

void Watchdog::cut_idle() {
    const std::lock_guard hold(mutex_);
    cut([](const Watched& watched) { return !watched.in_request; });
}

void Watchdog::cut_all() {
    const std::lock_guard hold(mutex_);
    cut([](const Watched&) { return true; });
}

void Watchdog::look(const std::stop_token& stop) {
    std::unique_lock hold(mutex_);
    while (!stop.stop_requested()) {
        woken_.wait_for(hold, stop, tick, [] { return false; });
        const auto moment = now();
        cut([&](const Watched& watched) {
            return watched.until < moment && !(watched.waits_for_us && has_spoken(watched.descriptor));
        });
    }
}

} // namespace docket::http
