#include "tests/support/wire.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace docket::testing {

namespace {
constexpr const char* name = ".s.PGSQL.5432";
constexpr int look_every_ms = 50;

sockaddr_un address_of(const std::filesystem::path& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = (folder / name).string();
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error("the path of a socket is too long");
    path.copy(address.sun_path, path.size());
    return address;
}

bool hand_on(int from, int to) {
    std::array<char, 65536> piece{};
    const auto n = ::recv(from, piece.data(), piece.size(), 0);
    for (ssize_t sent = 0; n > 0 && sent < n;) {
        const auto more = ::send(to, piece.data() + sent, static_cast<std::size_t>(n - sent), MSG_NOSIGNAL);
        if (more <= 0) return false;
        sent += more;
    }
    return n > 0;
}
} // namespace

Wire::Wire(const std::filesystem::path& server_folder) : server_(server_folder) {
    door_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto here = address_of(folder_.path());
    if (::bind(door_, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0 || ::listen(door_, 64) != 0)
        throw std::runtime_error("no wire could be laid");
    listener_ = std::jthread([this](std::stop_token stop) { listen(stop); });
}

Wire::~Wire() {
    listener_.request_stop();
    listener_.join();
    cut();
    carriers_.clear();
    ::close(door_);
}

void Wire::cut() {
    whole_ = false;
    const std::scoped_lock lock(mutex_);
    for (const int end : ends_) ::shutdown(end, SHUT_RDWR);
}

void Wire::listen(std::stop_token stop) {
    while (!stop.stop_requested()) {
        pollfd waiting{door_, POLLIN, 0};
        if (::poll(&waiting, 1, look_every_ms) <= 0) continue;
        const int client = ::accept4(door_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        if (whole_)
            carriers_.emplace_back([this, client] { carry(client); });
        else
            ::close(client);
    }
}

void Wire::carry(int client) {
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto there = address_of(server_);
    const bool open = ::connect(server, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0;
    {
        const std::scoped_lock lock(mutex_);
        ends_.insert({client, server});
    }
    while (open && whole_) {
        std::array<pollfd, 2> both{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
        if (::poll(both.data(), both.size(), look_every_ms) < 0) break;
        if (both[0].revents != 0 && !hand_on(client, server)) break;
        if (both[1].revents != 0 && !hand_on(server, client)) break;
    }
    const std::scoped_lock lock(mutex_);
    for (const int end : {client, server}) {
        ends_.erase(end);
        ::close(end);
    }
}

} // namespace docket::testing
