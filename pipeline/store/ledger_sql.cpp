#include "pipeline/store/adapters.hpp"
#include "pipeline/store/ledger_sums.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

namespace {
using Sums = std::tuple<std::int64_t, std::int64_t>; // how many, how many pages were opened

// A file of a batch is counted until its pages are sorted, and then the letters made of it; its pages were
// counted when it was opened, and are looked for under that file wherever they lie now.
constexpr std::string_view sql_received =
    "SELECT COALESCE(SUM(CASE WHEN state = 'sorted' THEN 0 ELSE 1 END), 0), "
    "COALESCE(SUM(pages_opened), 0) FROM arrival";
constexpr std::string_view sql_states =
    "SELECT state, count(*) FROM arrival WHERE state <> 'sorted' GROUP BY state";
// Of those in progress they wait for a person.
const std::string sql_dead = "SELECT count(*) FROM arrival WHERE state = 'in_progress' AND " +
                             std::string(sql_shown_state) + " = 'needs_person'";
constexpr std::string_view sql_places = "SELECT place, count(*) FROM page GROUP BY place";
// Files with another number of rows than of pages, found by comparing two lists: a look for each file, or a
// join of all, would take most of the time of a long ledger.
const std::string sql_differing =
    "SELECT other.id FROM (SELECT id, pages_opened FROM arrival WHERE pages_opened > 0 "
    "EXCEPT SELECT file, count(*) FROM page GROUP BY file) AS other";
// Of each state the pages that have no row, and how many files disagree: no other file adds to either.
using RowSums = std::tuple<std::string, std::int64_t, std::int64_t>;
const std::string sql_by_rows =
    "SELECT " + std::string(sql_place_without_row) + " AS shown, COALESCE(SUM(CASE WHEN " +
    std::string(sql_lacks_rows) + " THEN pages_opened - n ELSE 0 END), 0), COALESCE(SUM(CASE WHEN " +
    std::string(sql_disagrees) +
    " THEN 1 ELSE 0 END), 0) FROM (WITH counted AS MATERIALIZED (SELECT state, code, pages_opened, "
    "(SELECT count(*) FROM page p WHERE p.file = a.id) AS n, " +
    std::string(sql_in_part) + " AS in_part FROM arrival a WHERE a.id IN (" + sql_differing +
    ")) SELECT state, code, pages_opened, n, in_part FROM counted) AS counted GROUP BY shown";

Result<flow::ArrivalCounts> arrivals(Session& session, std::int64_t received) {
    flow::ArrivalCounts counts;
    counts.received = received;
    DOCKET_TRY(const auto states, Query(session, sql_states).rows<StateSums>());
    for (const auto& [state, n] : states) DOCKET_CHECK(add_state(counts, state, n));
    DOCKET_TRY(const auto dead, Query(session, sql_dead).one<std::int64_t>());
    counts.in_progress -= dead;
    counts.needs_person += dead;
    return counts;
}

Result<flow::PageCounts> pages(Session& session, std::int64_t received) {
    flow::PageCounts counts;
    counts.received = received;
    DOCKET_TRY(const auto places, Query(session, sql_places).rows<StateSums>());
    for (const auto& [place, n] : places) DOCKET_CHECK(add_place(counts, place, n));
    DOCKET_TRY(const auto by_rows, Query(session, sql_by_rows).rows<RowSums>());
    for (const auto& [state, without, disagreeing] : by_rows) {
        DOCKET_CHECK(add_without_row(counts, state, without));
        counts.disagreeing += disagreeing;
    }
    return counts;
}
} // namespace

Result<flow::LedgerCounts> count_everything(Session& session) {
    DOCKET_TRY(const auto sums, Query(session, sql_received).one<Sums>());
    DOCKET_TRY(const auto arrived, arrivals(session, std::get<0>(sums)));
    DOCKET_TRY(const auto opened, pages(session, std::get<1>(sums)));
    return flow::LedgerCounts{arrived, opened};
}

namespace {
class SqlLedger final : public flow::LedgerBooks {
  public:
    explicit SqlLedger(Database& database) : database_(database) {}

    Result<flow::LedgerCounts> count() override { return reading(database_, count_everything); }

  private:
    Database& database_;
};
} // namespace

std::unique_ptr<flow::LedgerBooks> sql_ledger(Database& database) {
    return std::make_unique<SqlLedger>(database);
}

} // namespace docket::store
