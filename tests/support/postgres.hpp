// A PostgreSQL server of a test's own, from Debian's binaries: a cluster in a temporary folder, reached by a
// socket in it, run by a user of its own where the test is root (the server refuses root). It ends with its
// owner, and with the test program if that is killed. One thread, but for new_database().
#pragma once

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace docket::testing {

class PostgresServer {
  public:
    enum class Disk {
        forgotten, // nothing is forced to the disk: for what a test does not pull the plug of
        kept       // as an office runs it
    };
    explicit PostgresServer(Disk disk = Disk::forgotten);
    // One that stays there, with its databases; made where nothing is yet.
    PostgresServer(Disk disk, const std::filesystem::path& place);
    ~PostgresServer();

    void start(); // returns when it answers
    // As `systemctl stop` does, or as a machine that loses its power.
    void stop();
    void crash();

    // Lets it finish what earlier work left it to do: tables it vacuums by itself, pages it has not written.
    void rest();

    // From now on also on this address of the machine, for whoever comes from this net ("10.0.0.0/24"). It is
    // started again.
    void listen(const std::string& address, const std::string& net);

    // An empty database; returns its address, a URI.
    std::string new_database();
    std::string address(const std::string& database) const;
    const std::filesystem::path& folder() const { return folder_; } // cluster and socket
    pid_t id() const { return server_->id(); }
    // A statement of somebody with a tool, in the database of this address: its rows as text, and the first
    // column of the first; an error throws std::runtime_error with the server's words.
    static std::vector<std::vector<std::string>> rows(const std::string& address, const std::string& sql);
    static std::string ask(const std::string& address, const std::string& sql);

    // The one of this test program, started when first asked for.
    static PostgresServer& shared();

  private:
    std::vector<std::string> as_its_user(std::vector<std::string> words) const;
    void make();
    const Disk disk_;
    std::string user_; // empty: ours
    std::string listens_;
    std::optional<TemporaryFolder> own_;
    const std::filesystem::path folder_;
    std::unique_ptr<Program> server_;
    std::mutex mutex_;
    int databases_ = 0;
};

} // namespace docket::testing
