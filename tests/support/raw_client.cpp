#include "tests/support/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace docket::testing {

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("nobody listens");
}
RawClient::~RawClient() { ::close(socket_); }

bool RawClient::say(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

void RawClient::end() { ::shutdown(socket_, SHUT_WR); }

std::string RawClient::hear(Millis patience) {
    std::string out;
    std::array<char, 4096> piece{};
    for (;;) {
        pollfd ready{socket_, POLLIN, 0};
        if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return out + "<open>";
        const auto n = ::recv(socket_, piece.data(), piece.size(), 0);
        if (n <= 0) return out;
        out.append(piece.data(), static_cast<std::size_t>(n));
    }
}

std::string talk(std::uint16_t port, std::string_view bytes, Millis patience) {
    RawClient client(port);
    client.say(bytes);
    return client.hear(patience);
}

int status_of(const std::string& answer) {
    return answer.starts_with("HTTP/1.1 ") ? std::atoi(answer.c_str() + 9) : 0;
}

int answers_in(const std::string& heard) {
    int n = 0;
    for (auto at = heard.find("HTTP/1.1 "); at != std::string::npos; at = heard.find("HTTP/1.1 ", at + 1))
        ++n;
    return n;
}

} // namespace docket::testing
