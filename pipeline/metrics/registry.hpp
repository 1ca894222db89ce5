// What a running program counts and times of itself, and what it measures when it is asked: as text for
// Prometheus (text format 0.0.4). Nothing personal: labels are routes, queues, states and codes, never a
// person, a case or an address. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket::metrics {

enum class Kind { counter, gauge, histogram };

struct Family {
    std::string_view name, help;
    Kind kind;
};
std::span<const Family> families();

using Labels = std::vector<std::pair<std::string_view, std::string>>;

// One measured value, for gauges that are read when somebody asks.
struct Reading {
    std::string_view family;
    Labels labels;
    double value = 0;
};

class Registry {
  public:
    // The names are those of the table; another is a programming error.
    void count(std::string_view family, const Labels& labels, double by = 1);
    void observe(std::string_view family, const Labels& labels, Millis took);

    // All that was counted, and `readings` beside it.
    std::string text(const std::vector<Reading>& readings = {}) const;

  private:
    static constexpr std::array<double, 10> bounds{0.005, 0.01, 0.025, 0.05, 0.1,
                                                   0.3,   1,    3,     10,   60}; // seconds
    struct Histogram {
        std::array<std::int64_t, bounds.size()> within{}; // of each bound alone
        std::int64_t n = 0;
        double sum = 0;
    };
    using Series = std::pair<std::string_view, std::string>; // family, labels as text

    mutable std::mutex mutex_;
    std::map<Series, double> counters_;
    std::map<Series, Histogram> histograms_;
};

// What is read when somebody asks, kept for a while: asking often costs nothing. Any thread.
class Kept {
  public:
    using Read = std::function<std::vector<Reading>()>;
    Kept(Read read, std::chrono::steady_clock::duration age) : read_(std::move(read)), age_(age) {}
    std::vector<Reading> readings();

  private:
    const Read read_;
    const std::chrono::steady_clock::duration age_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point until_{};
    std::vector<Reading> kept_;
};

} // namespace docket::metrics
