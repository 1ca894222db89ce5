// The store behind every port that keeps rows: one database, opened, checked and brought to the schema of
// this program. The factory for the composition root; all members may be used from any thread.
#pragma once

#include "pipeline/access/ports.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/base/transaction.hpp"
#include "pipeline/flow/ledger.hpp"
#include "pipeline/flow/ports.hpp"
#include "pipeline/queue/jobs.hpp"
#include "review/ports.hpp"

#include <filesystem>
#include <memory>

namespace docket::store {

struct StoreSettings {
    std::filesystem::path file; // the database; its folder exists, the file is made when missing
    int sessions = 8;           // connections at most
    Millis wait{10'000};        // for one of them to become free
    Millis busy{5'000};         // for another process to finish its writing
};

// The ports, backed by one database. References live as long as the Store.
class Store {
  public:
    Work& work;
    queue::Jobs& jobs;
    queue::JobsDesk& jobs_desk;
    review::CaseStore& cases;
    review::Record& record;
    review::Numbering& numbering;
    review::Directory& directory;
    flow::Arrivals& arrivals;
    flow::Pages& pages;
    flow::LedgerBooks& ledger;
    access::Accounts& accounts;
    access::Sessions& sessions;
    access::OnceBook& once;

    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

  protected:
    Store(Work& w, queue::Jobs& j, queue::JobsDesk& desk, review::CaseStore& c, review::Record& r,
          review::Numbering& n, review::Directory& d, flow::Arrivals& a, flow::Pages& p, flow::LedgerBooks& l,
          access::Accounts& people, access::Sessions& s, access::OnceBook& o)
        : work(w), jobs(j), jobs_desk(desk), cases(c), record(r), numbering(n), directory(d), arrivals(a),
          pages(p), ledger(l), accounts(people), sessions(s), once(o) {}
};

// Failures: unavailable "store.unavailable" (folder, rights, disk), corrupt "store.foreign" (the file is not
// ours), corrupt "store.damaged", conflict "store.schema_newer" and corrupt "store.schema_changed" (made by a
// newer or an altered program; nothing is touched), conflict "store.busy".
Result<std::unique_ptr<Store>> open_store(const StoreSettings& settings);

} // namespace docket::store
