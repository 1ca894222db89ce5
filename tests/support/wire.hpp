// A wire between a client and a PostgreSQL server on this machine that can be cut: a socket in a folder of
// its own which hands on to the server's. Cut, it closes what is open and takes nobody in. Any thread.
#pragma once

#include "tests/support/temporary_folder.hpp"

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace docket::testing {

class Wire {
  public:
    explicit Wire(const std::filesystem::path& server_folder);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    const std::filesystem::path& folder() const { return folder_.path(); } // the client's "host"
    void cut();
    void mend() { whole_ = true; }

  private:
    void listen(std::stop_token stop);
    void carry(int client);

    const std::filesystem::path server_;
    TemporaryFolder folder_;
    std::atomic<bool> whole_ = true;
    std::mutex mutex_;
    std::set<int> ends_; // of connections that are open
    int door_ = -1;
    std::vector<std::jthread> carriers_;
    std::jthread listener_; // last: ends first
};

} // namespace docket::testing
