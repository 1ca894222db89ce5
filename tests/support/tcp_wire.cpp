#include "tests/support/tcp_wire.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace docket::testing {

namespace {
constexpr int look_each_ms = 20;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool say(int to, const char* bytes, std::size_t n) {
    for (std::size_t sent = 0; sent < n;) {
        const auto more = ::send(to, bytes + sent, n - sent, MSG_NOSIGNAL);
        if (more <= 0) return false;
        sent += static_cast<std::size_t>(more);
    }
    return true;
}
} // namespace

TcpWire::TcpWire(std::uint16_t server) : server_(server) {
    door_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto here = loopback(0);
    socklen_t size = sizeof here;
    if (::bind(door_, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0 ||
        ::listen(door_, 64) != 0 || ::getsockname(door_, reinterpret_cast<sockaddr*>(&here), &size) != 0)
        throw std::runtime_error("no wire could be laid");
    port_ = ntohs(here.sin_port);
    listener_ = std::jthread([this](const std::stop_token& stop) { listen(stop); });
}

TcpWire::~TcpWire() {
    listener_.request_stop();
    listener_.join();
    mend();
    carriers_.clear();
    ::close(door_);
}

TcpWire::Fault TcpWire::answering(const std::string& head, const std::string& body, int times) {
    return {.times = times,
            .how = How::answer,
            .text = "HTTP/1.1 " + head + "\r\nContent-Length: " + std::to_string(body.size()) +
                    "\r\nConnection: close\r\n\r\n" + body};
}

void TcpWire::answer(const std::string& head, const std::string& body, int times) {
    go_wrong(answering(head, body, times));
}

void TcpWire::then_answer(const std::string& head, const std::string& body, int times) {
    const std::scoped_lock lock(mutex_);
    faults_.push_back(answering(head, body, times));
}

std::string TcpWire::heard() const {
    const std::scoped_lock lock(mutex_);
    return heard_;
}

void TcpWire::hear(const char* bytes, std::size_t n) {
    const std::scoped_lock lock(mutex_);
    heard_.append(bytes, n);
}

void TcpWire::go_wrong(Fault fault) {
    const std::scoped_lock lock(mutex_);
    faults_.clear();
    faults_.push_back(std::move(fault));
    connections_ = 0;
    for (const int end : ends_) ::shutdown(end, SHUT_RDWR);
}

TcpWire::Fault TcpWire::next() {
    const std::scoped_lock lock(mutex_);
    ++connections_;
    while (!faults_.empty() && faults_.front().times == 0) faults_.pop_front();
    if (faults_.empty()) return {};
    --faults_.front().times;
    return faults_.front();
}

void TcpWire::listen(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        pollfd waiting{door_, POLLIN, 0};
        if (::poll(&waiting, 1, look_each_ms) <= 0) continue;
        const int client = ::accept4(door_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0)
            carriers_.emplace_back([this, client](const std::stop_token& end) { carry(end, client); });
    }
}

void TcpWire::carry(const std::stop_token& stop, int client) {
    auto fault = next();
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    {
        const std::scoped_lock lock(mutex_);
        ends_.insert({client, server});
    }
    const auto there = loopback(server_);
    if (fault.how == How::answer)
        answer_for(client, fault.text);
    else if (fault.how != How::refuse &&
             ::connect(server, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0)
        hand_on(stop, client, server, std::move(fault));
    const std::scoped_lock lock(mutex_);
    for (const int end : {client, server}) {
        ends_.erase(end);
        ::close(end);
    }
}

// As a server that refuses does: it reads the head, answers, and takes no more.
void TcpWire::answer_for(int client, const std::string& text) {
    std::array<char, 65536> piece{};
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
        const auto n = ::recv(client, piece.data(), piece.size(), 0);
        if (n <= 0) return;
        head.append(piece.data(), static_cast<std::size_t>(n));
    }
    hear(head.data(), head.size());
    say(client, text.data(), text.size());
    ::shutdown(client, SHUT_WR);
    while (::recv(client, piece.data(), piece.size(), 0) > 0) {
    }
}

void TcpWire::hand_on(const std::stop_token& stop, int client, int server, Fault fault) {
    std::array<char, 65536> piece{};
    const auto carry_piece = [&](int from, int to, How how) {
        auto n = ::recv(from, piece.data(), piece.size(), 0);
        if (n <= 0) return false;
        if (from == client) hear(piece.data(), static_cast<std::size_t>(n));
        auto room = static_cast<std::size_t>(n);
        if (fault.how == how) fault.bytes -= room = std::min(room, fault.bytes);
        return say(to, piece.data(), room) && room == static_cast<std::size_t>(n);
    };
    while (!stop.stop_requested()) {
        std::array<pollfd, 2> both{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
        if (::poll(both.data(), both.size(), look_each_ms) < 0) return;
        if (both[0].revents != 0 && !carry_piece(client, server, How::break_request)) return;
        if (both[1].revents != 0 && !carry_piece(server, client, How::break_answer)) return;
    }
}

} // namespace docket::testing
