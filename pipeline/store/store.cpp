#include "pipeline/store/store.hpp"

#include "pipeline/store/adapters.hpp"
#include "pipeline/store/clock_skew.hpp"
#include "pipeline/store/migrations.hpp"
#include "pipeline/store/read_ahead.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

namespace {
class SqlWork final : public Work {
  public:
    explicit SqlWork(Database& database) : database_(database) {}
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override {
        DOCKET_TRY(const auto tx, Tx::begin(database_, Mode::write));
        DOCKET_CHECK(act(*tx));
        return tx->commit();
    }
    Result<void> look(const std::function<Result<void>()>& act) override {
        DOCKET_TRY(const auto tx, Tx::begin(database_, Mode::read));
        const Glance glance(*tx);
        DOCKET_CHECK(act());
        return tx->commit();
    }

  private:
    Database& database_;
};

struct Parts {
    std::unique_ptr<Database> database; // first: outlives the adapters
    std::unique_ptr<Work> work = sql_work(*database);
    std::unique_ptr<queue::Jobs> jobs = sql_jobs(*database);
    std::unique_ptr<queue::JobsDesk> jobs_desk = sql_jobs_desk(*database);
    std::unique_ptr<review::CaseStore> cases = sql_cases(*database);
    std::unique_ptr<review::Record> record = sql_record(*database);
    std::unique_ptr<review::Numbering> numbering = sql_numbering(*database);
    std::unique_ptr<review::Directory> directory = sql_directory(*database);
    std::unique_ptr<review::likeness::Portraits> portraits = sql_portraits(*database);
    std::unique_ptr<flow::Arrivals> arrivals = sql_arrivals(*database);
    std::unique_ptr<flow::Pages> pages = sql_pages(*database);
    std::unique_ptr<flow::Batches> batches = sql_batches(*database);
    std::unique_ptr<flow::ArchiveCopies> archive_copies = sql_archive_copies(*database);
    std::unique_ptr<flow::LedgerBooks> ledger = sql_ledger(*database);
    std::unique_ptr<flow::Installations> installations = sql_installations(*database);
    std::unique_ptr<flow::BylawsBook> bylaws = sql_bylaws(*database);
    std::unique_ptr<desk::WorkingCopies> working_copies = sql_working_copies(*database);
    std::unique_ptr<flow::FindingAnswers> answers = sql_answers(*database);
    std::unique_ptr<desk::Verifications> verifications = sql_verifications(*database);
    std::unique_ptr<desk::Corrections> corrections = sql_corrections(*database);
    std::unique_ptr<desk::Searches> searches = sql_searches(*database);
    std::unique_ptr<desk::Lists> lists = sql_lists(*database);
    std::unique_ptr<search::Index> search_index = sql_search_index(*database);
    std::unique_ptr<desk::BatchLists> batch_lists = sql_batch_lists(*database);
    std::unique_ptr<desk::RecordLists> record_lists = sql_record_lists(*database);
    std::unique_ptr<desk::DayBooks> day_books = sql_day_books(*database);
    std::unique_ptr<flow::ChainBoard> chain_board = sql_chain_board(*database);
    std::unique_ptr<access::Accounts> accounts = sql_accounts(*database);
    std::unique_ptr<access::Sessions> sessions = sql_sessions(*database);
    std::unique_ptr<access::TryBook> tries = sql_tries(*database);
    std::unique_ptr<access::FactorBook> factors = sql_factors(*database);
    std::unique_ptr<access::Bindings> bindings = sql_bindings(*database);
    std::unique_ptr<access::Departures> departures = sql_departures(*database);
    std::unique_ptr<access::OnceBook> once = sql_once(*database);
};

class SqlStore final : Parts, public Store {
  public:
    explicit SqlStore(std::unique_ptr<Database> opened)
        : Parts{std::move(opened)},
          Store(Ports{*Parts::work,      *Parts::jobs,          *Parts::jobs_desk,   *Parts::cases,
                      *Parts::record,    *Parts::numbering,     *Parts::directory,   *Parts::portraits,
                      *Parts::arrivals,  *Parts::pages,         *Parts::batches,     *Parts::archive_copies,
                      *Parts::ledger,    *Parts::installations, *Parts::bylaws,      *Parts::working_copies,
                      *Parts::answers,   *Parts::verifications, *Parts::corrections, *Parts::searches,
                      *Parts::lists,     *Parts::search_index,  *Parts::batch_lists, *Parts::record_lists,
                      *Parts::day_books, *Parts::chain_board,   *Parts::accounts,    *Parts::sessions,
                      *Parts::tries,     *Parts::factors,       *Parts::bindings,    *Parts::departures,
                      *Parts::once}) {}

    Result<Millis> ahead() override { return clock_ahead(*database); }
    Result<std::uint64_t> read_ahead(Millis most) override { return store::read_ahead(*database, most); }
    Use use() const override { return database->use(); }
};
} // namespace

std::unique_ptr<Work> sql_work(Database& database) { return std::make_unique<SqlWork>(database); }

Result<std::unique_ptr<Store>> open_store(const StoreSettings& settings) {
    DOCKET_TRY(auto database, Database::open(settings));
    DOCKET_CHECK(migrate(*database, migrations()));
    return std::unique_ptr<Store>(std::make_unique<SqlStore>(std::move(database)));
}

} // namespace docket::store
