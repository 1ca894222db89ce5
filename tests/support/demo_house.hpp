// A data folder made by `docket init --demo`, worked through the program alone, as a person or a script
// would. The folder goes with the object unless a place was given. One thread.
#pragma once

#include "fixtures/score/letters.hpp"
#include "pipeline/json/json.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace docket::testing {

using Words = std::vector<std::string>;

class DemoHouse {
  public:
    DemoHouse();
    // An empty or missing folder; `more` are options of init.
    explicit DemoHouse(const std::filesystem::path& place, const Words& more = {});
    // One that is there already.
    static DemoHouse opened(const std::filesystem::path& place) { return DemoHouse(Opened{}, place); }
    const std::filesystem::path& path() const { return path_; }

    // The command line of a verb over this folder: {"intake", "a.png"} with the program and --data.
    Words command(const Words& words) const;
    Ended docket(const Words& words, std::vector<std::string> environment = {}) const;

    json::Value ledger() const;                // docket ledger --json
    std::vector<json::Value> arrivals() const; // docket cases --json
    std::vector<json::Value> cases() const;
    std::vector<json::Value> jobs(const std::string& which) const; // docket jobs list|dead --json
    std::vector<json::Value> dead_jobs() const { return jobs("dead"); }

  private:
    struct Opened {};
    DemoHouse(Opened, const std::filesystem::path& place) : path_(place) {}
    void init(const Words& more) const;
    json::Value asked(const Words& words) const; // with --json
    std::optional<TemporaryFolder> own_;
    std::filesystem::path path_;
};

// Both balances of the ledger and the chain of the record hold, said by the program's own verbs.
void expect_sound(const DemoHouse& house);

std::vector<std::string> lines_of(const std::string& text);
// The fixture letters, and the one file of a letter by its id.
const std::vector<score::Letter>& fixture_letters();
std::filesystem::path fixture(const std::string& letter);

} // namespace docket::testing
