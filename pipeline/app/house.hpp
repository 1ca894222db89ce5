// The composition root: opens a data folder and wires every port to its adapter. The only place, with
// main.cpp, that names adapters. Owned by one verb; its Tools may be used by many threads.
#pragma once

#include "pipeline/access/doorkeeper.hpp"
#include "pipeline/app/data_folder.hpp"
#include "pipeline/app/keeper.hpp"
#include "pipeline/desk/desk.hpp"
#include "pipeline/flow/audit.hpp"
#include "pipeline/flow/ledger.hpp"
#include "pipeline/flow/tools.hpp"
#include "pipeline/metrics/registry.hpp"
#include "pipeline/queue/worker.hpp"
#include "pipeline/store/store.hpp"

#include <memory>
#include <string>

namespace docket::app {

struct ReadingSettings {
    std::string program;         // this binary: starts the children
    int readers = 0;             // 0: as many as there are processors
    std::string engine = "auto"; // both; "ppocr" or "tesseract" alone; "scripted" in tests
    std::string script;          // of the scripted engine
    std::string explain{};       // the folder for pictures of each step; empty: none
};

class House {
  public:
    // Failures: those of the store (a newer schema, a foreign file), conflict "folder.other_store", those of
    // the office's configuration and calendars.
    static Result<std::unique_ptr<House>> open(const DataFolder& folder, const ReadingSettings& reading);
    ~House();

    // With the bylaws as they were when the house was opened; what lasts takes tools().now() for each act.
    const flow::Tools& tools() const;
    flow::BylawsInForce& bylaws();
    flow::AnchorBook& anchors();
    const desk::Desk& desk() const;
    flow::LedgerBooks& books();
    access::Doorkeeper::Ports door(); // of whoever keeps the door or the accounts
    access::OnceBook& once();
    const DataFolder& folder() const;
    int readers() const;
    metrics::Registry& registry(); // what this process counts of itself
    store::Use store_use() const;
    Result<std::uint64_t> read_ahead(Millis most); // of a server of databases: store.hpp

    // Works the journey until stopped: lanes of every queue, or of the one named. `trouble` is told what went
    // wrong beside the jobs.
    std::unique_ptr<queue::Worker> worker(const std::string& only_queue,
                                          std::function<void(const queue::Lease&, const Failure*)> log,
                                          std::function<void(const Failure&)> trouble);
    // Checks the chain of the record when it is asked for, and daily, for as long as it lives.
    std::unique_ptr<Keeper> chain_keeper();
    // Keeps the search up to what is stored, for as long as it lives.
    std::unique_ptr<Keeper> search_keeper(desk::ReportUnsearchable report);
    // Keeps what is in force up to what administrators change, for as long as it lives.
    std::unique_ptr<Keeper> bylaws_keeper();
    // Works until no job of the journey is ready or leased and the search knows what was done; `progress` is
    // called about once a second.
    Result<void> work_until_idle(const std::string& only_queue, const std::function<void()>& progress);
    // The same, done by the workers of other processes; we only look.
    Result<void> wait_for_others(const std::function<void()>& progress);

  private:
    House();
    Result<void> wait_until_idle(const std::string& only_queue, const std::function<void()>& progress);
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace docket::app
