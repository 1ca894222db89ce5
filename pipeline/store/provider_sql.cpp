#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<access::Binding> {
    static auto of(auto& b) { return std::tie(b.person, b.identity.issuer, b.identity.subject, b.since); }
};
template <> struct Fields<access::Departure> {
    static auto of(auto& d) {
        return std::tie(d.state, d.errand.nonce, d.errand.verifier, d.errand.back, d.wanted, d.at);
    }
};

namespace {
using access::Binding;
using access::Departure;

const std::string sql_binding = "SELECT person, issuer, subject, since_ms FROM identity_binding ";

class SqlBindings final : public access::Bindings {
  public:
    explicit SqlBindings(Database& database) : database_(database) {}

    Result<void> save(Transaction& tx, const Binding& binding) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto holder,
                   Query(session, "SELECT person FROM identity_binding WHERE issuer = $1 AND subject = $2",
                         binding.identity.issuer, binding.identity.subject)
                       .maybe<std::string>());
        if (holder && *holder != binding.person)
            return fail(Kind::conflict, "access.identity_taken",
                        "标识 " + binding.identity.subject + " 已对应到 " + *holder + "。");
        return Query(session,
                     "INSERT INTO identity_binding(person, issuer, subject, since_ms) "
                     "VALUES ($1, $2, $3, $4) ON CONFLICT (person) DO UPDATE SET "
                     "issuer = excluded.issuer, subject = excluded.subject, since_ms = excluded.since_ms",
                     binding)
            .run();
    }
    Result<void> remove(Transaction& tx, std::string_view person) override {
        return Query(session_of(tx, database_), "DELETE FROM identity_binding WHERE person = $1", person)
            .run();
    }
    Result<std::optional<Binding>> of_person(std::string_view person) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_binding + "WHERE person = $1", person).maybe<Binding>();
        });
    }
    Result<std::optional<Binding>> of_identity(const access::Identity& identity) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_binding + "WHERE issuer = $1 AND subject = $2", identity.issuer,
                         identity.subject)
                .maybe<Binding>();
        });
    }

  private:
    Database& database_;
};

class SqlDepartures final : public access::Departures {
  public:
    explicit SqlDepartures(Database& database) : database_(database) {}

    Result<void> leave(Transaction& tx, const Departure& departure) override {
        return Query(session_of(tx, database_),
                     "INSERT INTO departure(state, nonce, verifier, back, wanted, at_ms) "
                     "VALUES ($1, $2, $3, $4, $5, $6)",
                     departure)
            .run();
    }
    Result<std::optional<Departure>> take(Transaction& tx, std::string_view state) override {
        return Query(session_of(tx, database_),
                     "DELETE FROM departure WHERE state = $1 RETURNING state, nonce, verifier, back, "
                     "wanted, at_ms",
                     state)
            .maybe<Departure>();
    }
    Result<void> forget_before(Transaction& tx, Instant at) override {
        return Query(session_of(tx, database_), "DELETE FROM departure WHERE at_ms < $1", at).run();
    }

  private:
    Database& database_;
};

} // namespace

std::unique_ptr<access::Bindings> sql_bindings(Database& database) {
    return std::make_unique<SqlBindings>(database);
}
std::unique_ptr<access::Departures> sql_departures(Database& database) {
    return std::make_unique<SqlDepartures>(database);
}

} // namespace docket::store
