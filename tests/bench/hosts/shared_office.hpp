// An office on one PostgreSQL database and one folder of originals, and as many hosts as are asked for, each
// with a data folder of its own. Letters are taken in before the hosts begin; afterwards somebody looks into
// the database with SQL of his own, so that no proof comes from the program that is measured. One thread.
#pragma once

#include "tests/support/demo_house.hpp"
#include "tests/support/postgres.hpp"

#include <memory>
#include <string>
#include <vector>

namespace docket::testing {

class SharedOffice {
  public:
    // `network`: reach the server at this address instead of its socket.
    SharedOffice(PostgresServer& server, int hosts, const std::string& network = {});

    void take_in(const Words& files);
    // The command of a host's worker.
    Words worker(int host, const Words& more) const;

    std::int64_t count(const std::string& what) const; // "count(*) FROM page"
    std::int64_t pages() const { return count("count(*) FROM page"); }
    std::int64_t read() const { return count("count(*) FROM page WHERE reading <> ''"); }
    bool idle() const; // nothing is left that a machine does

    // What is not as it must be, a line each; empty: every page was read once by its effects, every letter
    // understood and registered once, numbers have no gaps, each event follows from the one before it, and
    // the program's own ledger and audit say the same.
    std::vector<std::string> faults() const;
    // Leases that were taken back because their holder fell silent.
    std::int64_t taken_back() const { return count("COALESCE(sum(returns), 0) FROM job"); }

  private:
    TemporaryFolder folder_{"/var/tmp"};
    std::string address_; // of the database, for those who look
    std::vector<std::unique_ptr<DemoHouse>> hosts_;
};

} // namespace docket::testing
