// The server: sockets and HTTP/1.1 in front of a Dispatcher and the pages. What the library below leaves open
// is closed here: every body is read exactly or the connection ends with the answer; lengths are checked
// before anything is believed; whoever is slow is cut; nothing that is thrown goes unanswered. Started and
// stopped once, by one thread.
#pragma once

#include "pipeline/http/access_log.hpp"
#include "pipeline/http/dispatch.hpp"
#include "pipeline/http/web_files.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace docket::http {

struct ServerSettings {
    std::string host = "127.0.0.1"; // an address, not a name
    std::uint16_t port = 8765;      // 0: any that is free
    bool behind_proxy = false;      // then the client's address is the last of X-Forwarded-For
    std::filesystem::path scratch;  // uploads, while they are worked on
    int threads = 24;               // requests at a time
    int waiting = 100;              // connections that wait for a thread; more are told 503
    Millis header{10'000};          // for the head of a request to be complete
    Millis grace{10'000};           // beyond what `floor` allows, for a body and for taking an answer
    std::int64_t floor = 16 * 1024; // bytes a second that a body and the reader of an answer must keep up
    Millis keep_alive{2'000};       // between two requests of a connection
    Millis drain{15'000};           // for requests that are under way when the server stops
};

class Server {
  public:
    // Accepts connections once it returns. All references outlive the server.
    // Failure: unavailable "http.address_taken".
    static Result<std::unique_ptr<Server>> start(const Dispatcher& dispatcher, const WebFiles& pages,
                                                 AccessLog& log, const ServerSettings& settings);
    // In order: accepts no more, ends idle connections, lets requests under way finish, cuts what is left.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;

  private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace docket::http
