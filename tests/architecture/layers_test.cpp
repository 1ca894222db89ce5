#include "tests/architecture/source_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace docket::architecture {
namespace {

struct Rules {
    std::map<std::string, std::set<std::string>> ours;
    std::map<std::string, std::vector<std::string>> theirs;
};

Rules rules() {
    Rules out;
    std::istringstream lines(read(root() / "tests/architecture/layers.txt"));
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        std::string folder, word;
        words >> folder;
        const bool third_party = folder.back() == '!';
        folder.pop_back();
        if (!third_party) out.ours[folder];
        while (words >> word)
            third_party ? out.theirs[folder].push_back(word) : void(out.ours[folder].insert(word));
    }
    return out;
}

// The longest folder of the rules that holds the path.
std::string module_of(const Rules& rules, const std::string& path) {
    std::string best;
    for (const auto& [folder, uses] : rules.ours)
        if (path.starts_with(folder + "/") && folder.size() > best.size()) best = folder;
    return best;
}

const std::set<std::string> posix{"unistd.h",      "fcntl.h",      "poll.h",         "sched.h",
                                  "signal.h",      "sys/wait.h",   "sys/file.h",     "sys/types.h",
                                  "sys/stat.h",    "sys/socket.h", "sys/resource.h", "sys/prctl.h",
                                  "sys/syscall.h", "spawn.h",      "malloc.h"};
// The operating system is spoken to here only.
const std::set<std::string> near_the_system{"pipeline/archive", "pipeline/sandbox",  "pipeline/files",
                                            "pipeline/app",     "pipeline/intake",   "pipeline/store",
                                            "pipeline/http",    "pipeline/pictures", "ocr",
                                            "ocr/scripted",     "fixtures"};

TEST(Layers, Nobody_includes_from_a_folder_that_layers_txt_does_not_give_him) {
    const auto known = rules();
    const std::regex include(R"re(^#include "([^"]+)")re");
    for (const auto& file : sources({"pipeline", "ocr", "review", "outputs", "fixtures"})) {
        const auto own = module_of(known, file.path);
        ASSERT_FALSE(own.empty()) << file.path << " lies in a folder that layers.txt does not name";
        for (const auto& line : file.lines) {
            std::smatch match;
            if (!std::regex_search(line, match, include)) continue;
            const auto used = module_of(known, match[1].str());
            EXPECT_TRUE(used == own || known.ours.at(own).contains(used))
                << file.path << " includes " << match[1];
        }
    }
}

TEST(Layers, Third_party_headers_are_named_only_where_layers_txt_says) {
    const auto known = rules();
    const std::regex include(R"re(^#include <([^>]+)>)re");
    for (const auto& file : sources({"pipeline", "ocr", "review", "outputs", "fixtures"})) {
        const auto own = module_of(known, file.path);
        for (const auto& line : file.lines) {
            std::smatch match;
            if (!std::regex_search(line, match, include)) continue;
            const auto header = match[1].str();
            if (header.find_first_of("/.") == std::string::npos) continue; // the standard library
            if (posix.contains(header)) {
                EXPECT_TRUE(near_the_system.contains(own)) << file.path << " includes <" << header << ">";
                continue;
            }
            const auto allowed = known.theirs.find(own);
            const bool fits = allowed != known.theirs.end() &&
                              std::any_of(allowed->second.begin(), allowed->second.end(),
                                          [&](const auto& prefix) { return header.starts_with(prefix); });
            EXPECT_TRUE(fits) << file.path << " includes <" << header << ">";
        }
    }
}

// Ports and pure logic: what stands in their headers is the standard library and our own.
TEST(Layers, Headers_of_core_name_no_library) {
    const std::regex include(R"re(^#include <([^>]*[/.][^>]*)>)re");
    for (const auto& file : sources({"pipeline/base", "pipeline/json", "pipeline/text", "pipeline/queue",
                                     "pipeline/flow", "review", "ocr/fields", "outputs/layout"}))
        for (const auto& line : file.lines)
            EXPECT_FALSE(file.is_header() && std::regex_search(line, include)) << file.path << ": " << line;
}

TEST(Layers, Only_the_program_names_adapters) {
    for (const auto& file : sources({"pipeline/flow", "pipeline/queue", "review", "outputs", "ocr/fields"}))
        for (const auto* adapter : {"pipeline/store/", "pipeline/files/", "pipeline/intake/",
                                    "pipeline/sandbox/", "outputs/render/"})
            if (!file.path.starts_with("outputs/render/")) {
                EXPECT_EQ(file.text.find(std::string("#include \"") + adapter), std::string::npos)
                    << file.path;
            }
}

} // namespace
} // namespace docket::architecture
