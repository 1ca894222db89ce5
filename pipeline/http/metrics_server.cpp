#include "pipeline/http/metrics_server.hpp"

#include "pipeline/access/password.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>

#include <exception>
#include <utility>

namespace docket::http {

namespace {

constexpr int threads = 2, waiting = 8;
constexpr int patience_s = 5;
constexpr const char* text_format = "text/plain; version=0.0.4; charset=utf-8";

struct Asked {
    MetricsSettings settings;
    std::function<std::string()> text;

    std::pair<Poco::Net::HTTPResponse::HTTPStatus, std::string>
    answer(const Poco::Net::HTTPServerRequest& request) const {
        using Poco::Net::HTTPResponse;
        if (request.getURI() != "/metrics" || request.getMethod() != "GET")
            return {HTTPResponse::HTTP_NOT_FOUND, ""};
        const auto shown = request.get("Authorization", "");
        if (!settings.token.empty() && !access::same_secret(shown, "Bearer " + settings.token))
            return {HTTPResponse::HTTP_UNAUTHORIZED, ""};
        return {HTTPResponse::HTTP_OK, text()};
    }
};

class MetricsHandler final : public Poco::Net::HTTPRequestHandler {
  public:
    explicit MetricsHandler(const Asked& asked) : asked_(asked) {}
    void handleRequest(Poco::Net::HTTPServerRequest& request,
                       Poco::Net::HTTPServerResponse& response) override {
        std::string body;
        try {
            auto [status, text] = asked_.answer(request);
            response.setStatusAndReason(status);
            body = std::move(text);
        } catch (const std::exception&) { // the counts are not worth a word more than this
            response.setStatusAndReason(Poco::Net::HTTPResponse::HTTP_INTERNAL_SERVER_ERROR);
        }
        response.setKeepAlive(false); // a body that was announced is not read
        response.setContentType(text_format);
        response.sendBuffer(body.data(), body.size());
    }

  private:
    const Asked& asked_;
};

class MetricsHandlers final : public Poco::Net::HTTPRequestHandlerFactory {
  public:
    explicit MetricsHandlers(const Asked& asked) : asked_(asked) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
        return new MetricsHandler(asked_); // Poco's factories give up ownership by a plain pointer
    }

  private:
    const Asked& asked_;
};

Poco::Net::HTTPServerParams* modest() {
    auto* params = new Poco::Net::HTTPServerParams; // owned by the server it is given to
    params->setMaxThreads(threads);
    params->setMaxQueued(waiting);
    params->setTimeout(Poco::Timespan(patience_s, 0));
    params->setKeepAlive(false);
    return params;
}

} // namespace

struct MetricsServer::Parts {
    Asked asked;
    Poco::ThreadPool pool{1, threads};
    Poco::Net::ServerSocket socket;
    Poco::Net::HTTPServer server;

    explicit Parts(Asked a)
        : asked(std::move(a)), socket(Poco::Net::SocketAddress(asked.settings.host, asked.settings.port)),
          server(new MetricsHandlers(asked), pool, socket, modest()) {
        server.start();
    }
    ~Parts() { server.stopAll(true); }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
};

MetricsServer::MetricsServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
MetricsServer::~MetricsServer() = default;

Result<std::unique_ptr<MetricsServer>> MetricsServer::start(const MetricsSettings& settings,
                                                            std::function<std::string()> text) {
    if (settings.host != "127.0.0.1" && settings.token.empty())
        return fail(Kind::forbidden, "metrics.open",
                    "在 127.0.0.1 以外的地址提供 /metrics 须有令牌：在 docket.properties 中写 metrics_token "
                    "= 文件。");
    try {
        return std::unique_ptr<MetricsServer>(
            new MetricsServer(std::make_unique<Parts>(Asked{settings, std::move(text)})));
    } catch (const Poco::Exception& e) {
        return fail(Kind::unavailable, "http.address_taken",
                    "不能监听 " + settings.host + ":" + std::to_string(settings.port) + "：" +
                        e.displayText());
    }
}

std::uint16_t MetricsServer::port() const { return parts_->socket.address().port(); }

} // namespace docket::http
