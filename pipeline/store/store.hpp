// The store behind every port that keeps rows: one database, opened, checked and brought to the schema of
// this program. The factory for the composition root; all members may be used from any thread.
#pragma once

#include "pipeline/access/ports.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/base/transaction.hpp"
#include "pipeline/desk/audit_ports.hpp"
#include "pipeline/desk/corrections.hpp"
#include "pipeline/desk/ports.hpp"
#include "pipeline/flow/answers.hpp"
#include "pipeline/flow/archiving.hpp"
#include "pipeline/flow/batch.hpp"
#include "pipeline/flow/bylaws.hpp"
#include "pipeline/flow/chain_check.hpp"
#include "pipeline/flow/installation.hpp"
#include "pipeline/flow/ledger.hpp"
#include "pipeline/flow/ports.hpp"
#include "pipeline/queue/jobs.hpp"
#include "pipeline/search/index.hpp"
#include "review/likeness/ports.hpp"
#include "review/ports.hpp"

#include <filesystem>
#include <memory>

namespace docket::store {

struct StoreSettings {
    std::filesystem::path file{}; // the database; its folder exists, the file is made when missing
    std::string server{};         // PostgreSQL instead of the file: a URI of libpq (dialect_postgres.hpp)
    int sessions = 8;             // connections at most
    Millis wait{10'000};          // for one of them to become free
    Millis busy{5'000};           // for another process to finish its writing
};

// How a store is used at this moment.
struct Use {
    int open = 0, lent = 0, most = 0; // sessions
    std::int64_t faults = 0;          // sessions thrown away because the engine failed, since the start
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
    review::likeness::Portraits& portraits;
    flow::Arrivals& arrivals;
    flow::Pages& pages;
    flow::Batches& batches;
    flow::ArchiveCopies& archive_copies;
    flow::LedgerBooks& ledger;
    flow::Installations& installations;
    flow::BylawsBook& bylaws;
    desk::WorkingCopies& working_copies;
    flow::FindingAnswers& answers;
    desk::Verifications& verifications;
    desk::Corrections& corrections;
    desk::Searches& searches;
    desk::Lists& lists;
    search::Index& search_index;
    desk::BatchLists& batch_lists;
    desk::RecordLists& record_lists;
    desk::DayBooks& day_books;
    flow::ChainBoard& chain_board;
    access::Accounts& accounts;
    access::Sessions& sessions;
    access::TryBook& tries;
    access::FactorBook& factors;
    access::Bindings& bindings;
    access::Departures& departures;
    access::OnceBook& once;

    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    // How far this machine's clock is ahead of the database's, give or take the way there; zero on a file.
    virtual Result<Millis> ahead() = 0;
    // Has the server of databases read what it keeps, for as long as this: the bytes. None where it cannot
    // (without the extension pg_prewarm), and none of a file, which is read before it is opened.
    virtual Result<std::uint64_t> read_ahead(Millis most) = 0;
    virtual Use use() const = 0;

  protected:
    // What the members refer to; each lives as long as the Store.
    struct Ports {
        Work& work;
        queue::Jobs& jobs;
        queue::JobsDesk& jobs_desk;
        review::CaseStore& cases;
        review::Record& record;
        review::Numbering& numbering;
        review::Directory& directory;
        review::likeness::Portraits& portraits;
        flow::Arrivals& arrivals;
        flow::Pages& pages;
        flow::Batches& batches;
        flow::ArchiveCopies& archive_copies;
        flow::LedgerBooks& ledger;
        flow::Installations& installations;
        flow::BylawsBook& bylaws;
        desk::WorkingCopies& working_copies;
        flow::FindingAnswers& answers;
        desk::Verifications& verifications;
        desk::Corrections& corrections;
        desk::Searches& searches;
        desk::Lists& lists;
        search::Index& search_index;
        desk::BatchLists& batch_lists;
        desk::RecordLists& record_lists;
        desk::DayBooks& day_books;
        flow::ChainBoard& chain_board;
        access::Accounts& accounts;
        access::Sessions& sessions;
        access::TryBook& tries;
        access::FactorBook& factors;
        access::Bindings& bindings;
        access::Departures& departures;
        access::OnceBook& once;
    };
    explicit Store(const Ports& p)
        : work(p.work), jobs(p.jobs), jobs_desk(p.jobs_desk), cases(p.cases), record(p.record),
          numbering(p.numbering), directory(p.directory), portraits(p.portraits), arrivals(p.arrivals),
          pages(p.pages), batches(p.batches), archive_copies(p.archive_copies), ledger(p.ledger),
          installations(p.installations), bylaws(p.bylaws), working_copies(p.working_copies),
          answers(p.answers), verifications(p.verifications), corrections(p.corrections),
          searches(p.searches), lists(p.lists), search_index(p.search_index), batch_lists(p.batch_lists),
          record_lists(p.record_lists), day_books(p.day_books), chain_board(p.chain_board),
          accounts(p.accounts), sessions(p.sessions), tries(p.tries), factors(p.factors),
          bindings(p.bindings), departures(p.departures), once(p.once) {}
};

// Failures: unavailable "store.unavailable" (folder, rights, disk, server), invalid "store.server" (its
// address or its database will not do), corrupt "store.foreign" (the file is not ours), corrupt
// "store.damaged", conflict "store.schema_newer" and corrupt "store.schema_changed" (made by a newer or an
// altered program; nothing is touched), conflict "store.busy".
Result<std::unique_ptr<Store>> open_store(const StoreSettings& settings);

} // namespace docket::store
