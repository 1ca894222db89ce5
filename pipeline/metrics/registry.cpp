#include "pipeline/metrics/registry.hpp"

#include "pipeline/base/assert.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace docket::metrics {

namespace {

constexpr std::array table{
    Family{"docket_build_info", "Version of the program; always 1.", Kind::gauge},
    Family{"docket_http_request_seconds", "Requests by route and status, and how long they took.",
           Kind::histogram},
    Family{"docket_sign_in_failures_total", "Sign-ins that were refused.", Kind::counter},
    Family{"docket_jobs", "Jobs by queue and state: ready, leased, dead.", Kind::gauge},
    Family{"docket_job_oldest_ready_seconds", "How long the job waits that is due the longest, by queue.",
           Kind::gauge},
    Family{"docket_jobs_settled_total", "Jobs this process ended, by kind and outcome.", Kind::counter},
    Family{"docket_page_read_seconds", "Pages this process had read, by outcome.", Kind::histogram},
    Family{"docket_store_faults_total", "Statements the database could not do.", Kind::counter},
    Family{"docket_store_sessions", "Sessions of the database: open, lent, most.", Kind::gauge},
    Family{"docket_free_bytes", "Room left below data and originals.", Kind::gauge},
    Family{"docket_last_backup_timestamp_seconds", "When the last backup was made.", Kind::gauge},
    Family{"docket_last_anchor_timestamp_seconds", "When the record was last anchored.", Kind::gauge},
};

const Family& family_of(std::string_view name) {
    const auto* found = std::ranges::find(table, name, &Family::name);
    DOCKET_ASSERT(found != table.end(), "a family of metrics that is in no table");
    return *found;
}

std::string_view word(Kind kind) {
    switch (kind) {
    case Kind::counter: return "counter";
    case Kind::gauge: return "gauge";
    case Kind::histogram: return "histogram";
    }
    return "untyped";
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out;
}

// `route="cases",status="200"`
std::string written(const Labels& labels) {
    std::string out;
    for (const auto& [name, value] : labels)
        out.append(out.empty() ? "" : ",").append(name).append("=\"").append(escaped(value)).append("\"");
    return out;
}

std::string number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.15g", value);
    return text.data();
}

std::string sample(std::string_view name, const std::string& labels, const std::string& value) {
    return std::string(name) + (labels.empty() ? "" : "{" + labels + "}") + " " + value + "\n";
}

std::string with(const std::string& labels, const std::string& one) {
    return labels.empty() ? one : labels + "," + one;
}

} // namespace

std::span<const Family> families() { return table; }

void Registry::count(std::string_view family, const Labels& labels, double by) {
    const Series series{family_of(family).name, written(labels)};
    const std::lock_guard hold(mutex_);
    counters_[series] += by;
}

void Registry::observe(std::string_view family, const Labels& labels, Millis took) {
    const Series series{family_of(family).name, written(labels)};
    const double seconds = static_cast<double>(took.count()) / 1000;
    const std::lock_guard hold(mutex_);
    auto& histogram = histograms_[series];
    const auto* bound = std::ranges::lower_bound(bounds, seconds);
    if (bound != bounds.end()) ++histogram.within.at(static_cast<std::size_t>(bound - bounds.begin()));
    ++histogram.n;
    histogram.sum += seconds;
}

std::string Registry::text(const std::vector<Reading>& readings) const {
    std::map<std::string_view, std::string> samples;
    for (const auto& reading : readings)
        samples[family_of(reading.family).name] +=
            sample(reading.family, written(reading.labels), number(reading.value));
    const std::lock_guard hold(mutex_);
    for (const auto& [series, value] : counters_)
        samples[series.first] += sample(series.first, series.second, number(value));
    for (const auto& [series, histogram] : histograms_) {
        auto& out = samples[series.first];
        const auto name = std::string(series.first);
        std::int64_t so_far = 0;
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            so_far += histogram.within.at(i);
            out += sample(name + "_bucket", with(series.second, "le=\"" + number(bounds.at(i)) + "\""),
                          std::to_string(so_far));
        }
        out += sample(name + "_bucket", with(series.second, "le=\"+Inf\""), std::to_string(histogram.n));
        out += sample(name + "_sum", series.second, number(histogram.sum));
        out += sample(name + "_count", series.second, std::to_string(histogram.n));
    }
    std::string out;
    for (const auto& family : table)
        if (const auto found = samples.find(family.name); found != samples.end())
            out.append("# HELP ")
                .append(family.name)
                .append(" ")
                .append(family.help)
                .append("\n# TYPE ")
                .append(family.name)
                .append(" ")
                .append(word(family.kind))
                .append("\n")
                .append(found->second);
    return out;
}

std::vector<Reading> Kept::readings() {
    const std::lock_guard hold(mutex_);
    if (const auto now = std::chrono::steady_clock::now(); now >= until_) {
        kept_ = read_();
        until_ = now + age_;
    }
    return kept_;
}

} // namespace docket::metrics
