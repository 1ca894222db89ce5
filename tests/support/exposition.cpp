#include "tests/support/exposition.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace docket::testing {

namespace {

[[noreturn]] void refuse(const std::string& line, const std::string& why) {
    throw std::runtime_error(why + ": " + line);
}

double number(const std::string& text, const std::string& line) {
    if (text == "+Inf") return std::numeric_limits<double>::infinity();
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0') refuse(line, "no number");
    return value;
}

std::map<std::string, std::string> labels_of(std::string rest, const std::string& line) {
    static const std::regex one(R"rx(^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$))rx");
    std::map<std::string, std::string> out;
    std::smatch found;
    while (!rest.empty()) {
        if (!std::regex_search(rest, found, one)) refuse(line, "no label");
        if (!out.emplace(found[1], found[2]).second) refuse(line, "a label twice");
        rest = found.suffix();
    }
    return out;
}

// The family a sample belongs to.
std::string family_of(const std::string& name, const std::map<std::string, std::string>& types) {
    for (const std::string ending : {"_bucket", "_sum", "_count"})
        if (name.ends_with(ending))
            if (const auto family = types.find(name.substr(0, name.size() - ending.size()));
                family != types.end() && family->second == "histogram")
                return family->first;
    return name;
}

void check_histograms(const Scraped& all) {
    std::map<std::string, std::vector<std::pair<double, double>>> buckets; // family and labels: bound, count
    std::map<std::string, double> counts;
    const auto key = [](const std::string& family, auto labels) {
        labels.erase("le");
        auto out = family;
        for (const auto& [name, value] : labels) out += "\n" + name + "=" + value;
        return out;
    };
    for (const auto& [name, sample] : all.samples) {
        const auto family = family_of(name, all.types);
        if (name == family + "_bucket")
            buckets[key(family, sample.labels)].emplace_back(number(sample.labels.at("le"), name),
                                                             sample.value);
        if (name == family + "_count") counts[key(family, sample.labels)] = sample.value;
    }
    for (auto& [series, bounds] : buckets) {
        std::ranges::sort(bounds);
        if (!std::ranges::is_sorted(bounds, {}, [](const auto& b) { return b.second; }))
            refuse(series, "buckets fall");
        if (!std::isinf(bounds.back().first)) refuse(series, "no bucket for all");
        if (!counts.contains(series) || counts.at(series) != bounds.back().second)
            refuse(series, "another count");
    }
}

} // namespace

double Scraped::sum(const std::string& name, const std::map<std::string, std::string>& with) const {
    double out = 0;
    for (auto [it, end] = samples.equal_range(name); it != end; ++it)
        if (std::ranges::all_of(with, [&](const auto& label) {
                const auto found = it->second.labels.find(label.first);
                return found != it->second.labels.end() && found->second == label.second;
            }))
            out += it->second.value;
    return out;
}

Scraped scraped(const std::string& text) {
    static const std::regex help(R"(^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$)"),
        type(R"(^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$)"),
        sample(R"(^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$)");
    if (text.empty() || text.back() != '\n')
        refuse(text.substr(text.size() > 80 ? text.size() - 80 : 0), "no end of line");
    Scraped out;
    std::set<std::string> helped, closed, series;
    std::string current, line;
    std::istringstream lines(text);
    std::smatch found;
    while (std::getline(lines, line)) {
        if (std::regex_match(line, found, help)) {
            if (!helped.insert(found[1]).second) refuse(line, "HELP twice");
            if (!current.empty()) closed.insert(current);
            current = found[1];
        } else if (std::regex_match(line, found, type)) {
            if (found[1] != current || !out.types.emplace(found[1], found[2]).second)
                refuse(line, "TYPE out of place");
        } else if (std::regex_match(line, found, sample)) {
            const std::string name = found[1];
            if (family_of(name, out.types) != current || closed.contains(current))
                refuse(line, "out of its family");
            Sample one{labels_of(found[2], line), number(found[3], line)};
            if (!series.insert(name + "{" + std::string(found[2]) + "}").second)
                refuse(line, "a series twice");
            if (out.types.at(current) == "counter" && !(one.value >= 0)) refuse(line, "a negative counter");
            out.samples.emplace(name, std::move(one));
        } else {
            refuse(line, "not of the format");
        }
    }
    check_histograms(out);
    return out;
}

} // namespace docket::testing
