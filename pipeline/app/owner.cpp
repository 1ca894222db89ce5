#include "pipeline/app/owner.hpp"

#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>

namespace docket::app {

namespace {

std::string host() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown-host";
}

// Start time in clock ticks since boot: field 22 of /proc/PID/stat, counted after the name in parentheses.
std::string start_of(const std::string& pid) {
    std::ifstream in("/proc/" + pid + "/stat");
    std::ostringstream read; // iterators would throw when the process ends between opening and reading
    read << in.rdbuf();
    const auto stat = read.str();
    const auto after = stat.rfind(')');
    if (after == std::string::npos) return {};
    std::istringstream fields(stat.substr(after + 1));
    std::string field;
    for (int i = 3; i <= 22; ++i) fields >> field;
    return field;
}

} // namespace

std::string own_name() {
    const auto pid = std::to_string(::getpid());
    return host() + "/" + pid + "/" + start_of(pid);
}

bool is_gone(std::string_view owner) {
    const auto first = owner.find('/'), last = owner.rfind('/');
    if (first == std::string_view::npos || first == last || owner.substr(0, first) != host()) return false;
    const auto start = start_of(std::string(owner.substr(first + 1, last - first - 1)));
    return start != owner.substr(last + 1);
}

} // namespace docket::app
