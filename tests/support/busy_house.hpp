// A demo house that takes in fixture letters and reads them by a script, in no time: for tests of what
// happens beside the work. One thread.
#pragma once

#include "tests/support/demo_house.hpp"

namespace docket::testing {

class BusyHouse {
  public:
    // `more` are options of init.
    explicit BusyHouse(const Words& more = {});

    const DemoHouse& house() const { return house_; }
    // The next letter of the pile is taken in; the digest of its bytes, once the program has said that it is
    // safe.
    std::string hand_in();
    std::size_t left() const { return letters_.size() - next_; }
    Words work(const Words& more = {}) const; // the command line of a worker that reads by the script
    void work_until_idle() const;

  private:
    TemporaryFolder own_{TemporaryFolder::in_memory()};
    DemoHouse house_;
    std::vector<std::filesystem::path> letters_;
    std::size_t next_ = 0;
};

// What `docket cases` says of any data folder.
std::vector<json::Value> arrivals_in(const std::filesystem::path& data);
Ended docket_in(const std::filesystem::path& data, Words words);

} // namespace docket::testing
