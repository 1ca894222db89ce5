#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<flow::Setting> {
    static auto of(auto& s) { return std::tie(s.key, s.value, s.version, s.changed, s.by, s.reason); }
};
template <> struct Fields<flow::CalendarYear> {
    static auto of(auto& y) { return std::tie(y.year, y.days, y.source, y.version, y.changed, y.by); }
};

namespace {

constexpr const char* sql_head = "SELECT version FROM bylaws_head";

class SqlBylawsBook final : public flow::BylawsBook {
  public:
    explicit SqlBylawsBook(Database& database) : database_(database) {}

    Result<std::int64_t> version() override {
        return reading(database_,
                       [](Session& session) { return Query(session, sql_head).one<std::int64_t>(); });
    }
    Result<flow::BylawsChanges> read() override {
        return reading(database_, [](Session& session) -> Result<flow::BylawsChanges> {
            flow::BylawsChanges out;
            DOCKET_TRY(out.version, Query(session, sql_head).one<std::int64_t>());
            DOCKET_TRY(out.settings, Query(session, "SELECT setting_key, value, version, changed_ms, "
                                                    "changed_by, reason FROM setting ORDER BY setting_key")
                                         .rows<flow::Setting>());
            DOCKET_TRY(out.years, Query(session, "SELECT year, days, source, version, changed_ms, changed_by "
                                                 "FROM calendar_year ORDER BY year")
                                      .rows<flow::CalendarYear>());
            return out;
        });
    }

    Result<void> put(Transaction& tx, const flow::Setting& setting) override {
        Session& session = session_of(tx, database_);
        DOCKET_CHECK(raise(session));
        auto next = setting;
        ++next.version;
        DOCKET_TRY(const auto put,
                   Query(session,
                         "INSERT INTO setting(setting_key, value, version, changed_ms, changed_by, reason) "
                         "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (setting_key) DO UPDATE SET "
                         "value = excluded.value, version = excluded.version, "
                         "changed_ms = excluded.changed_ms, changed_by = excluded.changed_by, "
                         "reason = excluded.reason WHERE setting.version = excluded.version - 1 "
                         "RETURNING version",
                         next)
                       .maybe<std::int64_t>());
        if (put) return {};
        return fail(Kind::conflict, "setting.stale", "这项参数刚被别人改过，请刷新后核对再改。");
    }
    Result<void> put(Transaction& tx, const flow::CalendarYear& year) override {
        Session& session = session_of(tx, database_);
        DOCKET_CHECK(raise(session));
        auto next = year;
        ++next.version;
        DOCKET_TRY(const auto put,
                   Query(session,
                         "INSERT INTO calendar_year(year, days, source, version, changed_ms, changed_by) "
                         "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (year) DO UPDATE SET "
                         "days = excluded.days, source = excluded.source, version = excluded.version, "
                         "changed_ms = excluded.changed_ms, changed_by = excluded.changed_by "
                         "WHERE calendar_year.version = excluded.version - 1 RETURNING version",
                         next)
                       .maybe<std::int64_t>());
        if (put) return {};
        return fail(Kind::conflict, "calendar.stale", "这一年的日历刚被别人发布过，请刷新后核对再发布。");
    }

  private:
    // The row is locked by whoever changes something, so that no change gets a smaller number than one
    // before.
    static Result<void> raise(Session& session) {
        return Query(session, "UPDATE bylaws_head SET version = version + 1").run();
    }
    Database& database_;
};

} // namespace

std::unique_ptr<flow::BylawsBook> sql_bylaws(Database& database) {
    return std::make_unique<SqlBylawsBook>(database);
}

} // namespace docket::store
