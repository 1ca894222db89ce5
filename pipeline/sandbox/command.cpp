#include "pipeline/sandbox/command.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace docket::sandbox {
namespace {

bool names_same(const std::string& a, const std::string& b) {
    return a.substr(0, a.find('=')) == b.substr(0, b.find('='));
}

} // namespace

Result<std::string> find_program(const std::string& name) {
    if (name.find('/') != std::string::npos) return name;
    for (const auto* folder : {"/usr/local/bin/", "/usr/bin/", "/bin/"})
        if (access((folder + name).c_str(), X_OK) == 0) return folder + name;
    return fail(Kind::unavailable, "child.not_started",
                "the program " + name + " is not installed; install it");
}

std::vector<std::string> environment_of(const Command& command) {
    auto environment = command.environment;
    const auto add = [&](std::string entry) {
        if (std::none_of(environment.begin(), environment.end(),
                         [&](const std::string& given) { return names_same(given, entry); }))
            environment.push_back(std::move(entry));
    };
    add("OMP_THREAD_LIMIT=1");
    add("LC_ALL=C.UTF-8");
    if (const char* models = std::getenv("TESSDATA_PREFIX")) add(std::string("TESSDATA_PREFIX=") + models);
    return environment;
}

} // namespace docket::sandbox
