#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<access::Tries> {
    static auto of(auto& t) { return std::tie(t.n, t.last, t.until); }
};
template <> struct Fields<access::Factor> {
    static auto of(auto& f) { return std::tie(f.person, f.secret, f.confirmed, f.used_step, f.since); }
};
namespace {
using access::Factor;
using access::Tries;

class SqlTries final : public access::TryBook {
  public:
    explicit SqlTries(Database& database) : database_(database) {}

    Result<Tries> look(std::string_view who) override {
        return reading(database_, [&](Session& session) { return found(session, who); });
    }
    Result<Tries> find(Transaction& tx, std::string_view who) override {
        return found(session_of(tx, database_), who);
    }
    Result<void> keep(Transaction& tx, std::string_view who, const Tries& tries) override {
        return Query(session_of(tx, database_),
                     "INSERT INTO sign_in_try(who, n, last_ms, until_ms) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (who) DO UPDATE SET n = excluded.n, last_ms = excluded.last_ms, "
                     "until_ms = excluded.until_ms",
                     who, tries)
            .run();
    }
    Result<void> forgive(Transaction& tx, std::string_view who) override {
        return Query(session_of(tx, database_), "DELETE FROM sign_in_try WHERE who = $1", who).run();
    }
    Result<void> sweep(Transaction& tx, Instant last, int most) override {
        Session& session = session_of(tx, database_);
        DOCKET_CHECK(Query(session, "DELETE FROM sign_in_try WHERE last_ms < $1", last).run());
        // The oldest of those that are kept; without one there are not too many.
        DOCKET_TRY(
            const auto oldest,
            Query(session, "SELECT last_ms FROM sign_in_try ORDER BY last_ms DESC LIMIT 1 OFFSET $1", most)
                .maybe<Instant>());
        if (!oldest) return {};
        return Query(session, "DELETE FROM sign_in_try WHERE last_ms <= $1", *oldest).run();
    }

  private:
    static Result<Tries> found(Session& session, std::string_view who) {
        DOCKET_TRY(auto tries,
                   Query(session, "SELECT n, last_ms, until_ms FROM sign_in_try WHERE who = $1", who)
                       .maybe<Tries>());
        return tries.value_or(Tries{});
    }
    Database& database_;
};

class SqlFactors final : public access::FactorBook {
  public:
    explicit SqlFactors(Database& database) : database_(database) {}

    Result<std::optional<Factor>> of(std::string_view person) override {
        return reading(database_, [&](Session& session) {
            return Query(session,
                         "SELECT person, secret, confirmed, used_step, since_ms FROM second_factor "
                         "WHERE person = $1",
                         person)
                .maybe<Factor>();
        });
    }
    Result<void> save(Transaction& tx, const Factor& factor) override {
        return Query(session_of(tx, database_),
                     "INSERT INTO second_factor(person, secret, confirmed, used_step, since_ms) "
                     "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person) DO UPDATE SET "
                     "secret = excluded.secret, confirmed = excluded.confirmed, "
                     "used_step = excluded.used_step, since_ms = excluded.since_ms",
                     factor)
            .run();
    }
    Result<bool> use_step(Transaction& tx, std::string_view person, std::int64_t step) override {
        DOCKET_TRY(const auto used,
                   Query(session_of(tx, database_),
                         "UPDATE second_factor SET used_step = $1 WHERE person = $2 AND used_step < $1 "
                         "RETURNING used_step",
                         step, person)
                       .maybe<std::int64_t>());
        return used.has_value();
    }
    Result<void> remove(Transaction& tx, std::string_view person) override {
        Session& session = session_of(tx, database_);
        DOCKET_CHECK(Query(session, "DELETE FROM recovery_code WHERE person = $1", person).run());
        return Query(session, "DELETE FROM second_factor WHERE person = $1", person).run();
    }
    Result<void> keep_recovery(Transaction& tx, std::string_view person,
                               const std::vector<std::string>& digests) override {
        Session& session = session_of(tx, database_);
        DOCKET_CHECK(Query(session, "DELETE FROM recovery_code WHERE person = $1", person).run());
        for (const auto& digest : digests)
            DOCKET_CHECK(
                Query(session, "INSERT INTO recovery_code(person, digest) VALUES ($1, $2)", person, digest)
                    .run());
        return {};
    }
    Result<bool> use_recovery(Transaction& tx, std::string_view person, std::string_view digest) override {
        DOCKET_TRY(const auto used,
                   Query(session_of(tx, database_),
                         "DELETE FROM recovery_code WHERE person = $1 AND digest = $2 RETURNING digest",
                         person, digest)
                       .maybe<std::string>());
        return used.has_value();
    }
    Result<int> recovery_left(std::string_view person) override {
        return reading(database_, [&](Session& session) {
            return Query(session, "SELECT count(*) FROM recovery_code WHERE person = $1", person).one<int>();
        });
    }

  private:
    Database& database_;
};

} // namespace

std::unique_ptr<access::TryBook> sql_tries(Database& database) {
    return std::make_unique<SqlTries>(database);
}
std::unique_ptr<access::FactorBook> sql_factors(Database& database) {
    return std::make_unique<SqlFactors>(database);
}

} // namespace docket::store
