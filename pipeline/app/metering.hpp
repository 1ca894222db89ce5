// What this process tells Prometheus: its own counts, and what the installation is like, asked for at most
// once in fifteen seconds. Outlives whoever it listens to; any thread.
#pragma once

#include "pipeline/app/house.hpp"
#include "pipeline/http/access_log.hpp"
#include "pipeline/http/metrics_server.hpp"

#include <memory>

namespace docket::app {

class Metering {
  public:
    explicit Metering(House& house);
    void heard(const http::LogLine& line); // a request was answered
    void settled(const queue::Lease& lease, const Failure* why);
    std::string text();

  private:
    std::vector<metrics::Reading> readings() const;
    House& house_;
    metrics::Kept kept_;
};

// The server of that address ("127.0.0.1:9765"); none where it is empty.
// Failures: usage; invalid "config.malformed", not_found "file.unreadable" (the token's file), those of the
// server.
Result<std::unique_ptr<http::MetricsServer>> serve_metrics(const std::string& address,
                                                           const Settings& settings, Metering& metering);

// A reader whose pages are counted and timed. `registry` outlives it.
std::unique_ptr<flow::PageReader> metered(std::unique_ptr<flow::PageReader> reader,
                                          metrics::Registry& registry);

} // namespace docket::app
