#include "pipeline/store/adapters.hpp"
#include "pipeline/store/marks.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<desk::WorkingCopy> {
    static auto of(auto& c) { return std::tie(c.case_number, c.round, c.version, c.parts, c.by, c.at); }
};
template <> struct Fields<flow::FindingAnswer> {
    static auto of(auto& a) {
        return std::tie(a.case_number, a.round, a.key, a.by, a.verdict, a.reason, a.at);
    }
};
template <> struct Fields<desk::Verification> {
    static auto of(auto& v) { return std::tie(v.arrival, v.version, v.confirmed, v.by, v.at); }
};

namespace {

constexpr std::string_view sql_copy =
    "SELECT case_number, round, version, parts, saved_by, saved_at_ms FROM working_copy "
    "WHERE case_number = $1 AND round = $2";
constexpr std::string_view sql_first_copy =
    "INSERT INTO working_copy(case_number, round, version, parts, saved_by, saved_at_ms) "
    "VALUES ($1, $2, 1, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING version";
constexpr std::string_view sql_next_copy =
    "UPDATE working_copy SET version = version + 1, parts = $1, saved_by = $2, saved_at_ms = $3 "
    "WHERE case_number = $4 AND round = $5 AND version = $6 RETURNING version";

class SqlWorkingCopies final : public desk::WorkingCopies {
  public:
    explicit SqlWorkingCopies(Database& database) : database_(database) {}

    Result<desk::WorkingCopy> load(std::string_view case_number, int round) override {
        return reading(database_, [&](Session& session) -> Result<desk::WorkingCopy> {
            DOCKET_TRY(auto copy, Query(session, sql_copy, case_number, round).maybe<desk::WorkingCopy>());
            desk::WorkingCopy none;
            none.case_number = case_number;
            none.round = round;
            return copy ? *std::move(copy) : none;
        });
    }

    Result<void> save(Transaction& tx, desk::WorkingCopy& copy, std::int64_t expected) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto version, expected == 0 ? Query(session, sql_first_copy, copy.case_number,
                                                             copy.round, copy.parts, copy.by, copy.at)
                                                           .maybe<std::int64_t>()
                                                     : Query(session, sql_next_copy, copy.parts, copy.by,
                                                             copy.at, copy.case_number, copy.round, expected)
                                                           .maybe<std::int64_t>());
        if (!version)
            return fail(Kind::conflict, "form.stale", "另一人已保存这份文稿，请先比对两处改动再保存。");
        copy.version = *version;
        return {};
    }

  private:
    Database& database_;
};

class SqlAnswers final : public flow::FindingAnswers {
  public:
    explicit SqlAnswers(Database& database) : database_(database) {}

    Result<void> add(Transaction& tx, const flow::FindingAnswer& answer) override {
        return Query(
                   session_of(tx, database_),
                   "INSERT INTO finding_answer(case_number, round, finding, person, verdict, reason, at_ms) "
                   "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                   answer)
            .run();
    }
    Result<std::vector<flow::FindingAnswer>> of(std::string_view case_number, int round) override {
        return reading(database_, [&](Session& session) {
            return Query(session,
                         "SELECT case_number, round, finding, person, verdict, reason, at_ms FROM "
                         "finding_answer WHERE case_number = $1 AND round = $2 ORDER BY id",
                         case_number, round)
                .rows<flow::FindingAnswer>();
        });
    }

  private:
    Database& database_;
};

class SqlVerifications final : public desk::Verifications {
  public:
    explicit SqlVerifications(Database& database) : database_(database) {}

    Result<desk::Verification> load(std::int64_t arrival) override {
        return reading(database_, [&](Session& session) -> Result<desk::Verification> {
            DOCKET_TRY(auto there, Query(session,
                                         "SELECT arrival, version, confirmed, verified_by, verified_at_ms "
                                         "FROM verification WHERE arrival = $1",
                                         arrival)
                                       .maybe<desk::Verification>());
            desk::Verification none;
            none.arrival = arrival;
            return there ? *std::move(there) : none;
        });
    }

    Result<void> save(Transaction& tx, desk::Verification& v, std::int64_t expected) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto version, expected == 0 ? add(session, v) : replace(session, v, expected));
        if (!version)
            return fail(Kind::conflict, "letter.stale", "另一人刚刚保存了这封信的核校内容，请刷新后再继续。");
        v.version = *version;
        DOCKET_CHECK(
            Query(session, "UPDATE arrival SET verified_at_ms = $1 WHERE id = $2", v.at, v.arrival).run());
        return mark_arrival(session, v.arrival);
    }

  private:
    static Result<std::optional<std::int64_t>> add(Session& session, const desk::Verification& v) {
        return Query(session,
                     "INSERT INTO verification(arrival, version, confirmed, verified_by, verified_at_ms) "
                     "VALUES ($1, 1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING version",
                     v.arrival, v.confirmed, v.by, v.at)
            .maybe<std::int64_t>();
    }
    static Result<std::optional<std::int64_t>> replace(Session& session, const desk::Verification& v,
                                                       std::int64_t expected) {
        return Query(session,
                     "UPDATE verification SET version = version + 1, confirmed = $1, verified_by = $2, "
                     "verified_at_ms = $3 WHERE arrival = $4 AND version = $5 RETURNING version",
                     v.confirmed, v.by, v.at, v.arrival, expected)
            .maybe<std::int64_t>();
    }
    Database& database_;
};

class SqlSearches final : public desk::Searches {
  public:
    explicit SqlSearches(Database& database) : database_(database) {}

    Result<void> keep(const desk::Search& search, Instant forget_before) override {
        return writing(database_, [&](Session& session) -> Result<void> {
            DOCKET_CHECK(Query(session, "DELETE FROM search_words WHERE at_ms < $1", forget_before).run());
            return Query(session,
                         "INSERT INTO search_words(id, words, person, at_ms) VALUES ($1, $2, $3, $4)",
                         search.id, search.words, search.by, search.at)
                .run();
        });
    }
    Result<std::string> words(std::string_view id, std::string_view by, Instant not_before) override {
        return reading(database_, [&](Session& session) -> Result<std::string> {
            DOCKET_TRY(auto words,
                       Query(session,
                             "SELECT words FROM search_words WHERE id = $1 AND person = $2 AND at_ms >= $3",
                             id, by, not_before)
                           .maybe<std::string>());
            if (!words)
                return fail(Kind::not_found, "search.expired", "这次搜索已过期，请重新输入搜索内容。");
            return *std::move(words);
        });
    }

  private:
    Database& database_;
};

} // namespace

std::unique_ptr<desk::WorkingCopies> sql_working_copies(Database& database) {
    return std::make_unique<SqlWorkingCopies>(database);
}
std::unique_ptr<flow::FindingAnswers> sql_answers(Database& database) {
    return std::make_unique<SqlAnswers>(database);
}
std::unique_ptr<desk::Verifications> sql_verifications(Database& database) {
    return std::make_unique<SqlVerifications>(database);
}
std::unique_ptr<desk::Searches> sql_searches(Database& database) {
    return std::make_unique<SqlSearches>(database);
}

} // namespace docket::store
