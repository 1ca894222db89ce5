// A wire between a client and a server on 127.0.0.1 that goes wrong as told: it is cut, breaks within a
// message, or has another answer in the server's place. Telling it closes what is open, so that the next
// request already meets it. Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace docket::testing {

class TcpWire {
  public:
    explicit TcpWire(std::uint16_t server);
    ~TcpWire();
    TcpWire(const TcpWire&) = delete;
    TcpWire& operator=(const TcpWire&) = delete;

    std::uint16_t port() const { return port_; }
    // Each for so many connections; then the wire is whole again.
    void refuse(int times = 1'000'000) { go_wrong({.times = times, .how = How::refuse}); }
    void break_answer_after(std::size_t bytes, int times) {
        go_wrong({.times = times, .how = How::break_answer, .bytes = bytes});
    }
    void break_request_after(std::size_t bytes, int times) {
        go_wrong({.times = times, .how = How::break_request, .bytes = bytes});
    }
    // `head`: "503 Slow Down"; the server never hears of the request.
    void answer(const std::string& head, const std::string& body, int times);
    void then_answer(const std::string& head, const std::string& body, int times); // after what was told last
    void mend() { go_wrong({}); }

    int connections() const { return connections_; } // taken since the wire was last told something
    std::string heard() const;                       // all that clients said

  private:
    enum class How { hand_on, refuse, break_answer, break_request, answer };
    struct Fault {
        int times = 0;
        How how = How::hand_on;
        std::size_t bytes = 0;
        std::string text{};
    };
    static Fault answering(const std::string& head, const std::string& body, int times);
    void go_wrong(Fault fault);
    Fault next();
    void listen(const std::stop_token& stop);
    void carry(const std::stop_token& stop, int client);
    void hand_on(const std::stop_token& stop, int client, int server, Fault fault);
    void answer_for(int client, const std::string& text);
    void hear(const char* bytes, std::size_t n);

    const std::uint16_t server_;
    std::uint16_t port_ = 0;
    int door_ = -1;
    mutable std::mutex mutex_;
    std::deque<Fault> faults_; // under mutex_, as those below
    std::set<int> ends_;       // of connections that are open
    std::string heard_;
    std::atomic<int> connections_ = 0;
    std::vector<std::jthread> carriers_;
    std::jthread listener_; // last: ends first
};

} // namespace docket::testing
