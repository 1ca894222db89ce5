#include "tests/architecture/source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace docket::architecture {

std::filesystem::path root() { return DOCKET_SOURCE_DIR; }

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<SourceFile> sources(const std::vector<std::string>& folders) {
    std::vector<SourceFile> out;
    for (const auto& folder : folders)
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / folder)) {
            const auto ending = entry.path().extension();
            if (ending != ".cpp" && ending != ".hpp") continue;
            SourceFile file{
                std::filesystem::relative(entry.path(), root()).generic_string(), read(entry.path()), {}};
            std::istringstream lines(file.text);
            for (std::string line; std::getline(lines, line);) file.lines.push_back(line);
            out.push_back(std::move(file));
        }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return out;
}

std::vector<SourceFile> product() { return sources({"pipeline", "ocr", "review", "outputs"}); }
std::vector<SourceFile> everything() {
    return sources({"pipeline", "ocr", "review", "outputs", "fixtures", "tests"});
}

} // namespace docket::architecture
