#include "pipeline/store/adapters.hpp"
#include "pipeline/store/ledger_sums.hpp"
#include "pipeline/store/tx.hpp"
#include "pipeline/store/where.hpp"

#include <map>

namespace docket::store {

template <> struct Fields<desk::DayArrival> {
    static auto of(auto& a) {
        return std::tie(a.arrival, a.name, a.state, a.reason, a.case_number, a.opened, a.pages, a.at);
    }
};

namespace {
using desk::Difference;
using DaySums = std::tuple<Date, std::string, std::int64_t>;

const std::string in_these_days = " AND received >= $1 AND received <= $2";
// How often the record says that this arrival is one: received or cut out of a tray, and sorted away again.
const std::string by_record =
    "(SELECT COALESCE(SUM(CASE WHEN e.act IN ('receive', 'make_letter') THEN 1 WHEN e.act = 'sort' THEN -1 "
    "ELSE 0 END), 0) FROM event e WHERE e.subject = 'arrival:' || CAST(arrival.id AS TEXT))";
const std::string by_register = "CASE WHEN state = 'sorted' THEN 0 ELSE 1 END";

const std::string sql_states = "SELECT received, " + std::string(sql_shown_state) +
                               " AS shown, count(*) FROM arrival WHERE state <> 'sorted'" + in_these_days +
                               " GROUP BY received, shown";
const std::string sql_recorded = "SELECT received, '', SUM(" + by_record + ") FROM arrival WHERE 1 = 1" +
                                 in_these_days + " GROUP BY received";
const std::string sql_opened =
    "SELECT received, '', SUM(pages_opened) FROM arrival WHERE 1 = 1" + in_these_days + " GROUP BY received";
const std::string sql_places =
    "SELECT arrival.received, page.place, count(*) FROM arrival INNER JOIN page ON page.file = arrival.id "
    "WHERE arrival.received >= $1 AND arrival.received <= $2 GROUP BY arrival.received, page.place";
const std::string sql_without_rows = "SELECT received, " + std::string(sql_place_without_row) +
                                     " AS shown, SUM(pages_opened - n) FROM " + sql_counted(in_these_days) +
                                     " WHERE " + std::string(sql_lacks_rows) + " GROUP BY received, shown";

const std::string sql_days =
    "SELECT DISTINCT received FROM arrival WHERE received < $1 ORDER BY received DESC LIMIT $2";
// What the record received and the register does not have, by the time of the event.
const std::string sql_lost =
    "SELECT e.n, CAST(substr(e.subject, 9) AS BIGINT), e.at_ms, CASE WHEN EXISTS (SELECT 1 FROM event s "
    "WHERE "
    "s.subject = e.subject AND s.act = 'sort') THEN 1 ELSE 0 END FROM event e WHERE e.act = $1 AND e.at_ms "
    ">= "
    "$2 AND e.at_ms < $3 AND e.subject LIKE 'arrival:%' AND NOT EXISTS (SELECT 1 FROM arrival a WHERE a.id = "
    "CAST(substr(e.subject, 9) AS BIGINT)) ORDER BY e.at_ms DESC, e.n DESC LIMIT $4";
const std::string sql_unrecorded = "SELECT received, id, 0, 0 FROM arrival WHERE " + by_record + " <> " +
                                   by_register + in_these_days + " ORDER BY received DESC, id DESC LIMIT $3";
// A registered file without any row has lost its pages, too: they are in no place.
const std::string sql_disagreeing =
    "SELECT received, id, pages_opened, n FROM " + sql_counted(in_these_days) + " WHERE " +
    std::string(sql_disagrees) +
    " OR (n = 0 AND (state = 'sorted' OR (state = 'registered' AND code <> 'register.by_paper'))) ORDER BY "
    "received DESC, id DESC LIMIT $3";

const std::string sql_arrivals =
    "SELECT id, name, shown, reason, case_number, pages_opened, (SELECT count(*) FROM page WHERE page.file = "
    "listed.id), at_ms FROM (SELECT id, name, " +
    std::string(sql_shown_state) +
    " AS shown, reason, case_number, pages_opened, at_ms FROM arrival WHERE state <> 'sorted' AND received = "
    "$1 AND id > $2) AS listed";

constexpr std::string_view sql_whole_record =
    "SELECT COALESCE(SUM(CASE WHEN act = 'sort' THEN -1 ELSE 1 END), 0) FROM event WHERE act IN ('receive', "
    "'make_letter', 'sort')";

constexpr Date first_day{std::chrono::year{1}, std::chrono::month{1}, std::chrono::day{1}};
constexpr Date last_day{std::chrono::year{9999}, std::chrono::month{12}, std::chrono::day{31}};

class SqlDayBooks final : public desk::DayBooks {
  public:
    explicit SqlDayBooks(Database& database) : database_(database) {}

    Result<desk::WholeBook> whole() override {
        return reading(database_, [](Session& session) -> Result<desk::WholeBook> {
            DOCKET_TRY(const auto counts, count_everything(session));
            DOCKET_TRY(const auto recorded, Query(session, sql_whole_record).one<std::int64_t>());
            return desk::WholeBook{recorded, counts};
        });
    }

    Result<desk::DaysPage> days(std::optional<Date> before, int most) override {
        return reading(database_, [&](Session& session) -> Result<desk::DaysPage> {
            desk::DaysPage page;
            DOCKET_TRY(auto days, Query(session, sql_days, before.value_or(last_day), most + 1).rows<Date>());
            const bool more = days.size() > static_cast<std::size_t>(most);
            if (more) {
                days.pop_back();
                page.next_before = days.back();
            }
            const Date from = more ? days.back() : first_day;
            const Date to = before ? plus_days(*before, -1) : last_day;
            Books books;
            for (const auto day : days) books[day].day = day;
            DOCKET_CHECK(fill(session, books, from, to));
            for (auto book = books.rbegin(); book != books.rend(); ++book) page.rows.push_back(book->second);
            return page;
        });
    }

    Result<std::vector<Difference>> differences(Date first, Date last, int most) override {
        return reading(database_, [&](Session& session) { return differing(session, first, last, most); });
    }

    Result<std::vector<desk::DayArrival>> arrivals(Date day, std::string_view state, std::int64_t after,
                                                   int most) override {
        const auto rest = " ORDER BY id LIMIT ";
        return reading(database_, [&](Session& session) {
            if (state.empty())
                return Query(session, sql_arrivals + rest + "$3", day, after, most).rows<desk::DayArrival>();
            return Query(session, sql_arrivals + " WHERE shown = $3" + rest + "$4", day, after, state, most)
                .rows<desk::DayArrival>();
        });
    }

  private:
    // In order, so that a day on which only something lost was received gets its row, too.
    using Books = std::map<Date, desk::DayBook>;

    static Result<void> fill(Session& session, Books& books, Date from, Date to) {
        DOCKET_TRY(const auto states, Query(session, sql_states, from, to).rows<DaySums>());
        for (const auto& [day, state, n] : states) {
            books[day].counts.arrivals.received += n;
            DOCKET_CHECK(add_state(books[day].counts.arrivals, state, n));
        }
        DOCKET_TRY(const auto recorded, Query(session, sql_recorded, from, to).rows<DaySums>());
        for (const auto& [day, none, n] : recorded) books[day].recorded += n;
        DOCKET_TRY(const auto opened, Query(session, sql_opened, from, to).rows<DaySums>());
        for (const auto& [day, none, n] : opened) books[day].counts.pages.received += n;
        DOCKET_TRY(const auto places, Query(session, sql_places, from, to).rows<DaySums>());
        for (const auto& [day, place, n] : places) DOCKET_CHECK(add_place(books[day].counts.pages, place, n));
        DOCKET_TRY(const auto without, Query(session, sql_without_rows, from, to).rows<DaySums>());
        for (const auto& [day, state, n] : without)
            DOCKET_CHECK(add_without_row(books[day].counts.pages, state, n));
        return add_differences(session, books, from, to);
    }

    static Result<void> add_differences(Session& session, Books& books, Date from, Date to) {
        constexpr int most_counted = 10'000;
        DOCKET_TRY(const auto found, differing(session, from, to, most_counted));
        for (const auto& one : found) {
            auto& book = books[one.day];
            book.day = one.day;
            ++book.differences;
            if (one.kind == Difference::Kind::lost && !one.sorted) ++book.recorded;
            if (one.kind == Difference::Kind::pages) ++book.counts.pages.disagreeing;
        }
        return {};
    }

    static Result<std::vector<Difference>> differing(Session& session, Date first, Date last, int most) {
        using Lost = std::tuple<std::int64_t, std::int64_t, Instant, bool>;
        using Differing = std::tuple<Date, std::int64_t, std::int64_t, std::int64_t>;
        std::vector<Difference> out;
        const auto from = china.midnight(first), until = china.midnight(last) + std::chrono::days{1};
        for (const std::string_view act : {"receive", "make_letter"}) {
            DOCKET_TRY(const auto lost, Query(session, sql_lost, act, from, until, most).rows<Lost>());
            for (const auto& [n, arrival, at, sorted] : lost)
                out.push_back({Difference::Kind::lost, china.date(at), arrival, n, 0, 0, sorted});
        }
        DOCKET_TRY(const auto unrecorded,
                   Query(session, sql_unrecorded, first, last, most).rows<Differing>());
        for (const auto& [day, arrival, opened, there] : unrecorded)
            out.push_back({Difference::Kind::unrecorded, day, arrival, 0, opened, there, false});
        DOCKET_TRY(const auto pages, Query(session, sql_disagreeing, first, last, most).rows<Differing>());
        for (const auto& [day, arrival, opened, there] : pages)
            out.push_back({Difference::Kind::pages, day, arrival, 0, opened, there, false});
        std::ranges::stable_sort(out, std::ranges::greater{}, &Difference::day);
        if (out.size() > static_cast<std::size_t>(most)) out.resize(static_cast<std::size_t>(most));
        return out;
    }

    Database& database_;
};

} // namespace

std::unique_ptr<desk::DayBooks> sql_day_books(Database& database) {
    return std::make_unique<SqlDayBooks>(database);
}

} // namespace docket::store
