#include "pipeline/app/metering.hpp"

#include "pipeline/app/arguments.hpp"
#include "pipeline/flow/backups.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <charconv>

namespace docket::app {

namespace {

using metrics::Reading;

constexpr std::chrono::seconds readings_last{15};

double seconds(Instant at) { return static_cast<double>(to_ms(at)) / 1000; }

void add_room(std::vector<Reading>& out, const char* what, const std::filesystem::path& path) {
    struct statvfs told {};
    if (::statvfs(path.c_str(), &told) == 0)
        out.push_back(
            {"docket_free_bytes", {{"of", what}}, static_cast<double>(told.f_bavail * told.f_frsize)});
}

void add_jobs(std::vector<Reading>& out, const std::vector<queue::Tally>& tallies, Instant now) {
    for (const auto& tally : tallies) {
        out.push_back({"docket_jobs",
                       {{"queue", tally.queue}, {"state", std::string(queue::name(tally.state))}},
                       static_cast<double>(tally.jobs)});
        if (tally.state == queue::State::ready)
            out.push_back({"docket_job_oldest_ready_seconds",
                           {{"queue", tally.queue}},
                           static_cast<double>(std::max(now - tally.oldest, Millis{}).count()) / 1000});
    }
}

class MeteredReader final : public flow::PageReader {
  public:
    MeteredReader(std::unique_ptr<flow::PageReader> reader, metrics::Registry& registry)
        : reader_(std::move(reader)), registry_(registry) {}
    Result<ocr::PageText> read(const std::filesystem::path& image, const flow::ChildLost& lost) override {
        const auto begun = std::chrono::steady_clock::now();
        auto page = reader_->read(image, lost);
        const auto took = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - begun);
        registry_.observe("docket_page_read_seconds", {{"outcome", page ? "read" : page.error().code}}, took);
        return page;
    }

  private:
    std::unique_ptr<flow::PageReader> reader_;
    metrics::Registry& registry_;
};

} // namespace

Metering::Metering(House& house) : house_(house), kept_([this] { return readings(); }, readings_last) {}

void Metering::heard(const http::LogLine& line) {
    const auto status = std::to_string(line.status);
    auto& registry = house_.registry();
    registry.observe("docket_http_request_seconds", {{"route", line.route}, {"status", status}}, line.took);
    if (line.route == "sign_in" && line.status >= 400) registry.count("docket_sign_in_failures_total", {});
}

void Metering::settled(const queue::Lease& lease, const Failure* why) {
    house_.registry().count("docket_jobs_settled_total",
                            {{"kind", lease.kind}, {"outcome", why ? why->code : "done"}});
}

std::string Metering::text() { return house_.registry().text(kept_.readings()); }

// What cannot be found out now is left out: Prometheus tells a value that is missing from one that is nought.
std::vector<Reading> Metering::readings() const {
    std::vector<Reading> out{{"docket_build_info", {{"version", DOCKET_VERSION}}, 1}};
    const auto& folder = house_.folder();
    if (const auto tallies = house_.tools().desk.tally()) add_jobs(out, *tallies, house_.tools().clock.now());
    add_room(out, "data", folder.root);
    add_room(out, "blobs", folder.blobs());
    const auto use = house_.store_use();
    out.push_back({"docket_store_sessions", {{"state", "open"}}, static_cast<double>(use.open)});
    out.push_back({"docket_store_sessions", {{"state", "lent"}}, static_cast<double>(use.lent)});
    out.push_back({"docket_store_sessions", {{"state", "most"}}, static_cast<double>(use.most)});
    out.push_back({"docket_store_faults_total", {}, static_cast<double>(use.faults)});
    if (const auto last = flow::last_backup(house_.tools().record); last && *last)
        out.push_back({"docket_last_backup_timestamp_seconds", {}, seconds((*last)->at)});
    if (const auto anchors = house_.anchors().all(); anchors && !anchors->empty())
        out.push_back({"docket_last_anchor_timestamp_seconds", {}, seconds(anchors->back().at)});
    return out;
}

Result<std::unique_ptr<http::MetricsServer>> serve_metrics(const std::string& address, const Settings& set,
                                                           Metering& metering) {
    if (address.empty()) return std::unique_ptr<http::MetricsServer>();
    http::MetricsSettings settings;
    const auto colon = address.rfind(':');
    const auto port = colon == std::string::npos ? address : address.substr(colon + 1);
    if (colon != std::string::npos) settings.host = address.substr(0, colon);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), settings.port);
    if (error != std::errc{} || end != port.data() + port.size() || settings.host.empty())
        return usage("/metrics 的地址写作 127.0.0.1:9765。");
    if (!set.metrics_token.empty()) {
        DOCKET_TRY(settings.token, read_text(set.metrics_token));
        while (!settings.token.empty() && settings.token.back() == '\n') settings.token.pop_back();
        if (settings.token.size() < 16)
            return fail(Kind::invalid, "config.malformed",
                        set.metrics_token + " 中的令牌至少要有 16 个字符。");
    }
    return http::MetricsServer::start(settings, [&metering] { return metering.text(); });
}

std::unique_ptr<flow::PageReader> metered(std::unique_ptr<flow::PageReader> reader,
                                          metrics::Registry& registry) {
    return std::make_unique<MeteredReader>(std::move(reader), registry);
}

} // namespace docket::app
