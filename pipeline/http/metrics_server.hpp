// GET /metrics on an address of its own, so that a proxy in front of the desks cannot show it to anybody.
// Started and stopped once, by one thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace docket::http {

struct MetricsSettings {
    std::string host = "127.0.0.1"; // an address, not a name
    std::uint16_t port = 0;         // 0: any that is free
    std::string token;              // asked for as "Authorization: Bearer ..." where it is not empty
};

class MetricsServer {
  public:
    // `text` is asked once a request, by several threads. Failures: unavailable "http.address_taken";
    // forbidden "metrics.open" for an address others reach, without a token.
    static Result<std::unique_ptr<MetricsServer>> start(const MetricsSettings& settings,
                                                        std::function<std::string()> text);
    ~MetricsServer();
    MetricsServer(const MetricsServer&) = delete;
    MetricsServer& operator=(const MetricsServer&) = delete;

    std::uint16_t port() const;

  private:
    struct Parts;
    explicit MetricsServer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace docket::http
