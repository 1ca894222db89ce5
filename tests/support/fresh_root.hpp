// A machine of a test's own: all that is installed here, seen through an overlay, and whatever is written
// stays in memory and goes with the object. For packages: dpkg, users and folders are real, the machine
// around stays as it is. Asks for root and for mount namespaces; one in a process, made before any thread.
#pragma once

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace docket::testing {

class FreshRoot {
  public:
    // Why none can be had here; empty where it can.
    static std::string hindrance();
    // `hidden`: folders of this machine that are empty there.
    explicit FreshRoot(const std::vector<std::filesystem::path>& hidden);
    ~FreshRoot();
    FreshRoot(const FreshRoot&) = delete;
    FreshRoot& operator=(const FreshRoot&) = delete;

    // A command line inside: with / as its root, as root or as somebody. To be given to run() or Program.
    std::vector<std::string> command(std::vector<std::string> words, const std::string& user = "") const;
    Ended run(std::vector<std::string> words, const std::string& user = "") const;
    // Where a path of the inside lies.
    std::filesystem::path path(const std::filesystem::path& inside) const {
        return root_ / inside.relative_path();
    }
    // What was written or made, and is no folder, by its path inside.
    std::set<std::string> written() const;

  private:
    TemporaryFolder folder_;
    std::filesystem::path root_;
    std::vector<std::filesystem::path> mounted_; // in their order
};

} // namespace docket::testing
