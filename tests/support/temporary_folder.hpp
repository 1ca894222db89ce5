// A folder that lives as long as its owner: for tests that need files. One thread.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace docket::testing {

class TemporaryFolder {
  public:
    explicit TemporaryFolder(const std::filesystem::path& parent = std::filesystem::temp_directory_path()) {
        std::string name = (parent / "docket-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder could be made");
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored; // a test must not fail because of what it leaves behind
        std::filesystem::remove_all(path_, ignored);
    }
    // A place in memory where there is one, for tests that force thousands of files to the disk.
    static std::filesystem::path in_memory() {
        constexpr const char* shared = "/dev/shm";
        return ::access(shared, W_OK) == 0 ? shared : std::filesystem::temp_directory_path();
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace docket::testing
