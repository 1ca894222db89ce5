#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

#include <algorithm>
#include <array>

namespace docket::store {

namespace {
using Sums = std::tuple<std::int64_t, std::int64_t>;     // how many, how many pages were opened
using StateSums = std::tuple<std::string, std::int64_t>; // a name and how many

// A file of a batch is counted until its pages are sorted, and then the letters made of it; its pages were
// counted when it was opened, and are looked for under that file wherever they lie now.
constexpr std::string_view sql_received =
    "SELECT COALESCE(SUM(CASE WHEN state = 'sorted' THEN 0 ELSE 1 END), 0), "
    "COALESCE(SUM(pages_opened), 0) FROM arrival";

constexpr std::string_view sql_states =
    "SELECT CASE WHEN state = 'in_progress' AND EXISTS (SELECT 1 FROM job WHERE job.state = 'dead' "
    "AND (job.subject = 'arrival:' || CAST(arrival.id AS TEXT) OR (arrival.part = 'file' AND job.subject = "
    "'batch:' || CAST(arrival.batch AS TEXT)))) THEN 'needs_person' ELSE state END AS shown, count(*) "
    "FROM arrival WHERE state <> 'sorted' GROUP BY shown";

constexpr std::string_view sql_places = "SELECT place, count(*) FROM page GROUP BY place";

// Files beside the number of their page rows, wherever these lie now. A file that is still taken apart, or
// could not be to its end, rightly has fewer rows than pages.
constexpr std::string_view sql_counted =
    "(SELECT state, code, pages_opened, (SELECT count(*) FROM page WHERE page.file = arrival.id) AS n, "
    "CASE WHEN state IN ('in_progress', 'rejected') OR code = 'register.by_paper' THEN 1 ELSE 0 END AS "
    "in_part FROM arrival WHERE pages_opened > 0) AS counted";

// Of a letter registered by its paper (flow::registered_by_paper) the file stays a rejected one.
const std::string sql_without_rows =
    "SELECT CASE WHEN state = 'registered' AND code = 'register.by_paper' THEN 'rejected' ELSE state END AS "
    "shown, COALESCE(SUM(pages_opened - n), 0) FROM " +
    std::string(sql_counted) + " WHERE n = 0 OR (in_part = 1 AND n < pages_opened) GROUP BY shown";

const std::string sql_disagreeing = "SELECT count(*) FROM " + std::string(sql_counted) +
                                    " WHERE n > 0 AND n <> pages_opened AND NOT (in_part = 1 AND n < "
                                    "pages_opened)";

struct Slot {
    std::string_view name;
    std::int64_t* count;
};
template <std::size_t N>
Result<void> add(const std::vector<StateSums>& sums, const std::array<Slot, N>& slots) {
    for (const auto& [name, n] : sums) {
        const auto slot = std::ranges::find(slots, std::string_view(name), &Slot::name);
        if (slot == slots.end()) return misread("a state or place that is not known: " + name);
        if (slot->count != nullptr) *slot->count += n;
    }
    return {};
}

Result<flow::ArrivalCounts> arrivals(Session& session, std::int64_t received) {
    flow::ArrivalCounts counts;
    counts.received = received;
    DOCKET_TRY(const auto states, Query(session, sql_states).rows<StateSums>());
    DOCKET_CHECK(add<5>(states, {{{"registered", &counts.registered},
                                  {"needs_person", &counts.needs_person},
                                  {"rejected", &counts.rejected},
                                  {"duplicate", &counts.duplicate},
                                  {"in_progress", &counts.in_progress}}}));
    return counts;
}

Result<flow::PageCounts> pages(Session& session, std::int64_t received) {
    flow::PageCounts counts;
    counts.received = received;
    DOCKET_TRY(const auto places, Query(session, sql_places).rows<StateSums>());
    DOCKET_CHECK(add<6>(places, {{{"in_letter", &counts.in_letters},
                                  {"separator", &counts.separator},
                                  {"blank_hidden", &counts.blank_hidden},
                                  {"in_rejected", &counts.in_rejected},
                                  {"in_duplicates", &counts.in_duplicates},
                                  {"in_progress", &counts.in_progress}}}));
    for (const auto& [place, n] : places) counts.rows += n;
    DOCKET_TRY(const auto without, Query(session, sql_without_rows).rows<StateSums>());
    DOCKET_CHECK(add<6>(without, {{{"in_progress", &counts.in_progress},
                                   {"needs_person", &counts.in_progress},
                                   {"rejected", &counts.in_rejected},
                                   {"duplicate", &counts.in_duplicates},
                                   {"registered", nullptr}, // in no place: the balance shows it
                                   {"sorted", nullptr}}}));
    DOCKET_TRY(counts.disagreeing, Query(session, sql_disagreeing).one<std::int64_t>());
    return counts;
}

class SqlLedger final : public flow::LedgerBooks {
  public:
    explicit SqlLedger(Database& database) : database_(database) {}

    Result<flow::LedgerCounts> count() override {
        return reading(database_, [](Session& session) -> Result<flow::LedgerCounts> {
            DOCKET_TRY(const auto sums, Query(session, sql_received).one<Sums>());
            DOCKET_TRY(const auto arrived, arrivals(session, std::get<0>(sums)));
            DOCKET_TRY(const auto opened, pages(session, std::get<1>(sums)));
            return flow::LedgerCounts{arrived, opened};
        });
    }

  private:
    Database& database_;
};
} // namespace

std::unique_ptr<flow::LedgerBooks> sql_ledger(Database& database) {
    return std::make_unique<SqlLedger>(database);
}

} // namespace docket::store
