// A strict reader of Prometheus' text format 0.0.4, written from its description and not from our writer:
// what a scraper would refuse throws std::runtime_error with the line. Pure.
#pragma once

#include <map>
#include <string>

namespace docket::testing {

struct Sample {
    std::map<std::string, std::string> labels;
    double value = 0;
};
struct Scraped {
    std::map<std::string, std::string> types;   // of each family
    std::multimap<std::string, Sample> samples; // by their own name, _bucket and such included
    double sum(const std::string& name, const std::map<std::string, std::string>& with = {}) const;
};

// Checks beside the grammar: each family stands together behind one HELP and one TYPE, no series is there
// twice, buckets rise to +Inf and end at the count, counters are not negative.
Scraped scraped(const std::string& text);

} // namespace docket::testing
