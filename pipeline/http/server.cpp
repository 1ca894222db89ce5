#include "pipeline/http/server.hpp"

#include "pipeline/http/problem.hpp"
#include "pipeline/http/watchdog.hpp"
#include "pipeline/http/wire.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>

#include <array>
#include <atomic>
#include <exception>
#include <fstream>
#include <system_error>

namespace docket::http {

namespace {

using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerRequestImpl;
using Poco::Net::HTTPServerResponse;
using Poco::Net::StreamSocket;

constexpr std::string_view api_prefix = "/api/v1";

// What every connection shares. Outlives them all.
struct Shared {
    const Dispatcher& dispatcher;
    const WebFiles& pages;
    AccessLog& log;
    ServerSettings settings;
    Watchdog watchdog;
    std::atomic<bool> stopping{false};

    Watchdog::Moment allowance(Watchdog::Moment since, std::int64_t bytes) const {
        return since + settings.grace + Millis{bytes * 1000 / settings.floor};
    }
};

Watchdog::Connection id_of(const StreamSocket& socket) { return socket.impl(); }

// A file of ours that goes when the request is done, unless the endpoint moved it.
class Scratch {
  public:
    explicit Scratch(std::filesystem::path path) : path_(std::move(path)) {}
    ~Scratch() {
        std::error_code ignored; // what is left in scratch is swept at the start
        std::filesystem::remove(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

class Handler final : public Poco::Net::HTTPRequestHandler {
  public:
    explicit Handler(Shared& shared) : shared_(shared) {}

    void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
        auto& socket = static_cast<HTTPServerRequestImpl&>(request).socket();
        connection_ = id_of(socket);
        begun_ = Watchdog::now();
        shared_.watchdog.rest(connection_);
        line_.method = request.getMethod().substr(0, 16);
        line_.route = "-";
        const auto announced = wire::announced(request);
        unread_ = announced.any;
        const auto answer = [&] {
            std::optional<Scratch> upload; // gone before the answer is there
            return answer_safely(request, announced, upload);
        }();
        finish(answer, request, response, socket);
    }

  private:
    Answer answer_safely(HTTPServerRequest& request, const wire::Announced& announced,
                         std::optional<Scratch>& upload) {
        try {
            auto answer = judged(request, announced, upload);
            if (answer) return *std::move(answer);
            return {problem(answer.error()), trouble_of(answer.error())};
        } catch (const std::exception& e) {
            return {problem(fail(Kind::internal, "http.internal", e.what())), e.what()};
        }
    }

    Result<Answer> judged(HTTPServerRequest& request, const wire::Announced& announced,
                          std::optional<Scratch>& upload) {
        DOCKET_CHECK(wire::check_framing(request));
        DOCKET_TRY(auto head, wire::head_of(request, shared_.settings.behind_proxy));
        only_head_ = head.only_head;
        if (head.request.path == "/api" || head.request.path.starts_with("/api/"))
            return call(std::move(head.request), request, announced, upload);
        DOCKET_CHECK(shared_.dispatcher.check_names(head.request));
        if (head.request.method != Method::get) return not_found();
        line_.route = "pages";
        return Answer{shared_.pages.answer(head.request.path, head.request.header("accept-encoding"),
                                           head.request.header("if-none-match")),
                      {}};
    }

    Result<Answer> call(Request asked, HTTPServerRequest& request, const wire::Announced& announced,
                        std::optional<Scratch>& upload) {
        const bool ours = asked.path.starts_with(std::string(api_prefix) + "/");
        asked.path = ours ? asked.path.substr(api_prefix.size()) : "/";
        const auto admission = shared_.dispatcher.admit(asked);
        line_.mark = admission.mark;
        if (admission.route) line_.route = admission.route->name;
        if (admission.caller) line_.person = admission.caller->person.id;
        if (admission.refusal) return *admission.refusal;
        if (const auto taken = take_body(*admission.route, asked, request, announced, upload); !taken) {
            Answer answer{problem(taken.error()), trouble_of(taken.error())};
            set_mark(answer.response, admission.mark);
            return answer;
        }
        shared_.watchdog.rest(connection_);
        return shared_.dispatcher.serve(admission, std::move(asked));
    }

    Result<void> take_body(const Route& route, Request& asked, HTTPServerRequest& request,
                           const wire::Announced& announced, std::optional<Scratch>& upload) {
        if (announced.length > route.most)
            return fail(Kind::exhausted, "http.body_too_large",
                        "内容超过 " + std::to_string(route.most >> 10U) + " KiB 的上限。");
        if (route.takes == Takes::json && !asked.header("content-type").starts_with("application/json"))
            return fail(Kind::invalid, "http.body_type", "请求的内容须是 application/json。");
        DOCKET_CHECK(route.takes == Takes::file ? into_file(asked, request, announced.length, upload)
                                                : into_memory(asked, request, announced.length));
        unread_ = false;
        return {};
    }

    Result<void> read(HTTPServerRequest& request, std::int64_t length,
                      const std::function<Result<void>(std::string_view)>& keep) {
        const auto since = Watchdog::now();
        const auto got = [&](std::int64_t so_far) {
            shared_.watchdog.expect(connection_, shared_.allowance(since, so_far), true);
        };
        got(0);
        return wire::read_exactly(request.stream(), length, keep, got);
    }

    Result<void> into_memory(Request& asked, HTTPServerRequest& request, std::int64_t length) {
        return read(request, length, [&](std::string_view piece) -> Result<void> {
            asked.body += piece;
            return {};
        });
    }

    Result<void> into_file(Request& asked, HTTPServerRequest& request, std::int64_t length,
                           std::optional<Scratch>& upload) {
        upload.emplace(shared_.settings.scratch / ("upload-" + line_.mark));
        const auto no_room = [] {
            return fail(Kind::unavailable, "http.no_room",
                        "服务器磁盘无法写入，文件未收；请通知管理员后再试。");
        };
        std::ofstream out(upload->path(), std::ios::binary | std::ios::trunc);
        Hasher hasher;
        DOCKET_CHECK(read(request, length, [&](std::string_view piece) -> Result<void> {
            if (!out.write(piece.data(), static_cast<std::streamsize>(piece.size()))) return no_room();
            hasher.add({reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size()});
            return {};
        }));
        out.close();
        if (!out) return no_room();
        asked.body_file = upload->path();
        asked.body_digest = hasher.finish();
        return {};
    }

    void finish(const Answer& answer, HTTPServerRequest& request, HTTPServerResponse& response,
                StreamSocket& socket) {
        const bool close = unread_ || shared_.stopping || answer.response.status >= 500;
        if (close || !request.getKeepAlive()) response.setKeepAlive(false);
        line_.status = answer.response.status;
        line_.trouble = answer.trouble;
        const auto since = Watchdog::now();
        const auto sent = [&](std::int64_t so_far) {
            shared_.watchdog.expect(connection_, shared_.allowance(since, so_far), true);
        };
        const auto* bytes = std::get_if<std::string>(&answer.response.body);
        sent(bytes ? static_cast<std::int64_t>(bytes->size()) : 0);
        try {
            if (!wire::send(answer.response, only_head_, response, sent))
                line_.trouble += " (not all was taken)";
            if (unread_) linger(socket);
        } catch (const Poco::Exception& e) { // the other side went away
            response.setKeepAlive(false);
            line_.trouble += " (" + std::string(e.className()) + ")";
        }
        if (response.getKeepAlive())
            shared_.watchdog.expect(
                connection_, Watchdog::in(shared_.settings.keep_alive + shared_.settings.header), false);
        line_.took = std::chrono::duration_cast<Millis>(Watchdog::now() - begun_);
        shared_.log.write(line_);
    }

    // Bytes that are thrown away, so that the answer arrives: closing over unread bytes would reset the
    // connection and could take the answer with it.
    void linger(StreamSocket& socket) {
        constexpr Millis patience{1'000};
        const auto end = Watchdog::in(patience);
        shared_.watchdog.expect(connection_, Watchdog::in(2 * patience), true);
        socket.shutdownSend();
        std::array<char, 16 * 1024> waste{};
        while (Watchdog::now() < end) {
            if (!socket.poll(Poco::Timespan(0, 100'000), Poco::Net::Socket::SELECT_READ)) continue;
            if (socket.receiveBytes(waste.data(), static_cast<int>(waste.size())) <= 0) return;
        }
    }

    Shared& shared_;
    Watchdog::Connection connection_ = nullptr;
    Watchdog::Moment begun_{};
    bool unread_ = false, only_head_ = false;
    LogLine line_;
};

class Handlers final : public Poco::Net::HTTPRequestHandlerFactory {
  public:
    explicit Handlers(Shared& shared) : shared_(shared) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override {
        return new Handler(shared_); // Poco's factories give up ownership by a plain pointer
    }

  private:
    Shared& shared_;
};

class Connection final : public Poco::Net::HTTPServerConnection {
  public:
    Connection(Shared& shared, const StreamSocket& socket, Poco::Net::HTTPServerParams::Ptr params,
               Poco::Net::HTTPRequestHandlerFactory::Ptr handlers)
        : HTTPServerConnection(socket, std::move(params), std::move(handlers)), shared_(shared),
          id_(id_of(socket)) {
        shared_.watchdog.expect(id_, Watchdog::in(shared_.settings.header), false);
    }
    ~Connection() override { shared_.watchdog.release(id_); }

    void run() override {
        try {
            HTTPServerConnection::run();
        } catch (const Poco::DataException&) { // a length that is no number ends it before any handler
            shared_.watchdog.say(
                id_, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        } catch (const Poco::Exception& e) {
            shared_.log.write({"-", "-", 0, Millis{0}, "", "", "connection: " + std::string(e.className())});
        }
    }

  private:
    Shared& shared_;
    Watchdog::Connection id_;
};

class Connections final : public Poco::Net::TCPServerConnectionFactory {
  public:
    Connections(Shared& shared, Poco::Net::HTTPServerParams::Ptr params)
        : shared_(shared), params_(std::move(params)), handlers_(new Handlers(shared)) {}
    Poco::Net::TCPServerConnection* createConnection(const StreamSocket& socket) override {
        return new Connection(shared_, socket, params_, handlers_);
    }

  private:
    Shared& shared_;
    Poco::Net::HTTPServerParams::Ptr params_;
    Poco::Net::HTTPRequestHandlerFactory::Ptr handlers_;
};

class Filter final : public Poco::Net::TCPServerConnectionFilter {
  public:
    explicit Filter(Shared& shared) : shared_(shared) {}
    bool accept(const StreamSocket& socket) override {
        const auto id = id_of(socket);
        return shared_.watchdog.watch(id, socket.impl()->sockfd(), Watchdog::in(shared_.settings.header));
    }

  private:
    Shared& shared_;
};

Poco::Net::HTTPServerParams::Ptr params_of(const ServerSettings& settings) {
    const auto span = [](Millis wait) { return Poco::Timespan(wait.count() * 1000); };
    Poco::Net::HTTPServerParams::Ptr params(new Poco::Net::HTTPServerParams);
    params->setMaxThreads(settings.threads);
    params->setMaxQueued(settings.waiting);
    params->setThreadIdleTime(Poco::Timespan(1, 0));
    params->setTimeout(span(settings.header));
    params->setKeepAlive(true);
    params->setKeepAliveTimeout(span(settings.keep_alive));
    params->setMaxKeepAliveRequests(0);
    return params;
}

} // namespace

struct Server::Parts {
    Shared shared;
    Poco::ThreadPool threads;
    Poco::Net::ServerSocket socket;
    std::unique_ptr<Poco::Net::TCPServer> server;

    Parts(const Dispatcher& dispatcher, const WebFiles& pages, AccessLog& log, const ServerSettings& settings)
        : shared{dispatcher, pages, log, settings,
                 Watchdog(static_cast<std::size_t>(settings.threads + settings.waiting))},
          threads(2, settings.threads) {}
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Server>> Server::start(const Dispatcher& dispatcher, const WebFiles& pages,
                                              AccessLog& log, const ServerSettings& settings) {
    auto parts = std::make_unique<Parts>(dispatcher, pages, log, settings);
    try {
        parts->socket.bind(Poco::Net::SocketAddress(settings.host, settings.port), true, false);
        parts->socket.listen(settings.waiting);
        const auto params = params_of(settings);
        parts->server = std::make_unique<Poco::Net::TCPServer>(new Connections(parts->shared, params),
                                                               parts->threads, parts->socket, params);
        parts->server->setConnectionFilter(new Filter(parts->shared));
        parts->server->start();
    } catch (const Poco::Exception& e) {
        return fail(Kind::unavailable, "http.address_taken",
                    settings.host + ":" + std::to_string(settings.port) + " 无法监听：" + e.displayText());
    }
    return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::uint16_t Server::port() const { return parts_->socket.address().port(); }

Server::~Server() {
    auto& shared = parts_->shared;
    shared.stopping = true;
    parts_->server->stop();
    shared.watchdog.cut_idle();
    const auto end = Watchdog::in(shared.settings.drain);
    while (parts_->server->currentConnections() > 0 && Watchdog::now() < end)
        std::this_thread::sleep_for(Millis{10});
    shared.watchdog.cut_all();
    parts_->threads.joinAll();
    parts_->server.reset();
}

} // namespace docket::http
