// The source files of the project, for tests that read them. One thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace docket::architecture {

struct SourceFile {
    std::string path; // from the root, with slashes
    std::string text;
    std::vector<std::string> lines;
    std::string folder() const { return path.substr(0, path.rfind('/')); }
    bool is_header() const { return path.ends_with(".hpp"); }
};

std::filesystem::path root();
std::string read(const std::filesystem::path& file);
// Every .cpp and .hpp below these folders of the root, in order.
std::vector<SourceFile> sources(const std::vector<std::string>& folders);
std::vector<SourceFile> product();    // pipeline, ocr, review, outputs
std::vector<SourceFile> everything(); // and fixtures, tests

} // namespace docket::architecture
