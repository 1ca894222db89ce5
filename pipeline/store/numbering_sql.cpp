#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

namespace {
using Given = std::tuple<std::string, int, int>; // series, year, n

class SqlNumbering final : public review::Numbering {
  public:
    explicit SqlNumbering(Database& database) : database_(database) {}

    Result<int> take(Transaction& tx, std::string_view series, int year, std::string_view holder,
                     Instant now) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto held,
                   Query(session, "SELECT series, year, n FROM number_taken WHERE holder = $1", holder)
                       .maybe<Given>());
        if (held) return again(*held, series, year);
        DOCKET_TRY(const int n,
                   Query(session,
                         "INSERT INTO number_series(series, year, last) VALUES ($1, $2, 1) "
                         "ON CONFLICT (series, year) DO UPDATE SET last = number_series.last + 1 "
                         "RETURNING last",
                         series, year)
                       .one<int>());
        DOCKET_CHECK(Query(session,
                           "INSERT INTO number_taken(series, year, n, holder, taken_at_ms) "
                           "VALUES ($1, $2, $3, $4, $5)",
                           series, year, n, holder, now)
                         .run());
        return n;
    }

  private:
    // Another series or year would print a number that was never given.
    static Result<int> again(const Given& held, std::string_view series, int year) {
        const auto& [held_series, held_year, n] = held;
        if (held_series == series && held_year == year) return n;
        return fail(Kind::conflict, "number.held_elsewhere",
                    "this document has a number of " + held_series + " " + std::to_string(held_year) +
                        " already; use that one");
    }
    Database& database_;
};
} // namespace

std::unique_ptr<review::Numbering> sql_numbering(Database& database) {
    return std::make_unique<SqlNumbering>(database);
}

} // namespace docket::store
