#include "pipeline/store/adapters.hpp"
#include "pipeline/store/review_columns.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<access::Account> {
    static auto of(auto& a) {
        return std::tie(a.person, a.user, a.hash, a.must_change, a.disabled, a.changed);
    }
};
template <> struct Fields<access::Session> {
    static auto of(auto& s) {
        return std::tie(s.id, s.person, s.role, s.csrf, s.begun, s.seen, s.peer, s.vouched);
    }
};
template <> struct Fields<access::OnceAnswer> {
    static auto of(auto& a) { return std::tie(a.asked, a.status, a.type, a.body, a.at); }
};

namespace {
using access::Account;

const std::string sql_account =
    "SELECT person, user_name, hash, must_change, locked, changed_ms FROM account";
const std::string sql_session =
    "SELECT id, person, role, csrf, begun_ms, seen_ms, peer, vouched FROM web_session ";

class SqlAccounts final : public access::Accounts {
  public:
    explicit SqlAccounts(Database& database) : database_(database) {}

    Result<void> save(Transaction& tx, const Account& account) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto holder,
                   Query(session, "SELECT person FROM account WHERE user_name = $1", account.user)
                       .maybe<std::string>());
        if (holder && *holder != account.person)
            return fail(Kind::conflict, "account.user_taken", "用户名 " + account.user + " 已有人使用。");
        return Query(session,
                     "INSERT INTO account(person, user_name, hash, must_change, locked, changed_ms) "
                     "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person) DO UPDATE SET "
                     "user_name = excluded.user_name, hash = excluded.hash, "
                     "must_change = excluded.must_change, locked = excluded.locked, "
                     "changed_ms = excluded.changed_ms",
                     account)
            .run();
    }
    Result<std::optional<Account>> of_person(std::string_view person) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_account + " WHERE person = $1", person).maybe<Account>();
        });
    }
    Result<std::optional<Account>> of_user(std::string_view user) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_account + " WHERE user_name = $1", user).maybe<Account>();
        });
    }
    Result<std::vector<Account>> all() override {
        return reading(database_, [](Session& session) {
            return Query(session, sql_account + " ORDER BY person").rows<Account>();
        });
    }

  private:
    Database& database_;
};

class SqlSessions final : public access::Sessions {
  public:
    explicit SqlSessions(Database& database) : database_(database) {}

    Result<void> begin(Transaction& tx, const access::Session& begun) override {
        return Query(session_of(tx, database_),
                     "INSERT INTO web_session(id, person, role, csrf, begun_ms, seen_ms, peer, vouched) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                     begun)
            .run();
    }
    Result<std::optional<access::Session>> find(std::string_view id) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_session + "WHERE id = $1", id).maybe<access::Session>();
        });
    }
    Result<std::vector<access::Session>> of(std::string_view person) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_session + "WHERE person = $1 ORDER BY begun_ms DESC, id", person)
                .rows<access::Session>();
        });
    }
    Result<void> touch(Transaction& tx, std::string_view id, Instant seen) override {
        return Query(session_of(tx, database_), "UPDATE web_session SET seen_ms = $1 WHERE id = $2", seen, id)
            .run();
    }
    Result<void> end(Transaction& tx, std::string_view id) override {
        return Query(session_of(tx, database_), "DELETE FROM web_session WHERE id = $1", id).run();
    }
    Result<void> end_others(Transaction& tx, std::string_view person, std::string_view kept) override {
        return Query(session_of(tx, database_), "DELETE FROM web_session WHERE person = $1 AND id <> $2",
                     person, kept)
            .run();
    }
    Result<void> forget_before(Transaction& tx, Instant seen) override {
        return Query(session_of(tx, database_), "DELETE FROM web_session WHERE seen_ms < $1", seen).run();
    }

  private:
    Database& database_;
};

class SqlOnce final : public access::OnceBook {
  public:
    explicit SqlOnce(Database& database) : database_(database) {}

    Result<std::optional<access::OnceAnswer>> find(const access::OnceKey& key) override {
        return reading(database_, [&](Session& session) {
            return Query(session,
                         "SELECT asked, status, type, body, at_ms FROM answered_once "
                         "WHERE person = $1 AND route = $2 AND once_key = $3",
                         key.person, key.route, key.key)
                .maybe<access::OnceAnswer>();
        });
    }
    Result<void> keep(Transaction& tx, const access::OnceKey& key,
                      const access::OnceAnswer& answer) override {
        DOCKET_TRY(
            const auto kept,
            Query(session_of(tx, database_),
                  "INSERT INTO answered_once(person, route, once_key, asked, status, type, body, at_ms) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
                  "ON CONFLICT (person, route, once_key) DO NOTHING RETURNING status",
                  key.person, key.route, key.key, answer)
                .maybe<int>());
        return kept ? Result<void>() : fail(Kind::conflict, "once.answered", "这一请求已经办过，未再办。");
    }
    Result<void> forget_before(Transaction& tx, Instant at) override {
        return Query(session_of(tx, database_), "DELETE FROM answered_once WHERE at_ms < $1", at).run();
    }

  private:
    Database& database_;
};
} // namespace

std::unique_ptr<access::Accounts> sql_accounts(Database& database) {
    return std::make_unique<SqlAccounts>(database);
}
std::unique_ptr<access::Sessions> sql_sessions(Database& database) {
    return std::make_unique<SqlSessions>(database);
}
std::unique_ptr<access::OnceBook> sql_once(Database& database) { return std::make_unique<SqlOnce>(database); }

} // namespace docket::store
