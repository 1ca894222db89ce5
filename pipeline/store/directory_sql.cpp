#include "pipeline/store/adapters.hpp"
#include "pipeline/store/review_columns.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<review::Person> {
    static auto of(auto& p) {
        return std::tie(p.id, p.name, p.role, p.firm, p.conflicts, p.organ, p.version);
    }
};
template <> struct Fields<review::Organ> {
    static auto of(auto& o) {
        return std::tie(o.code, o.name, o.kind, o.superior, o.level, o.aliases, o.former, o.successor,
                        o.version);
    }
};
template <> struct Fields<review::Contract> {
    static auto of(auto& c) {
        return std::tie(c.id, c.firm, c.from, c.to, c.cases, c.days, c.specialties, c.version);
    }
};
template <> struct Fields<review::ContractLawyer> {
    static auto of(auto& l) { return std::tie(l.person, l.licence); }
};

namespace {
using review::Contract;
using review::Organ;
using review::Person;

const std::string sql_people = "SELECT id, name, role, firm, conflicts, organ, version FROM person";
const std::string sql_organs =
    "SELECT code, name, kind, superior, level, aliases, former, successor, version FROM organ";
const std::string sql_put_person =
    "INSERT INTO person(id, name, role, firm, conflicts, organ, version) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, firm = excluded.firm, "
    "conflicts = excluded.conflicts, organ = excluded.organ, version = person.version + 1";
const std::string sql_put_organ =
    "INSERT INTO organ(code, name, kind, superior, level, aliases, former, successor, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, "
    "superior = excluded.superior, level = excluded.level, aliases = excluded.aliases, "
    "former = excluded.former, successor = excluded.successor, version = organ.version + 1";
const std::string sql_put_contract =
    "INSERT INTO contract(id, firm, from_date, to_date, cases, days, specialties, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (id) DO UPDATE SET firm = excluded.firm, from_date = excluded.from_date, "
    "to_date = excluded.to_date, cases = excluded.cases, days = excluded.days, "
    "specialties = excluded.specialties, version = contract.version + 1";

// As it is stored after one more change.
template <class T> T next(T value) {
    ++value.version;
    return value;
}

class SqlDirectory final : public review::Directory {
  public:
    explicit SqlDirectory(Database& database) : database_(database) {}

    Result<Person> person(std::string_view id) override {
        return reading(database_, [&](Session& session) -> Result<Person> {
            DOCKET_TRY(auto person, Query(session, sql_people + " WHERE id = $1", id).maybe<Person>());
            if (!person)
                return fail(Kind::not_found, "person.unknown", "nobody has the id " + std::string(id));
            return *std::move(person);
        });
    }
    Result<std::vector<Person>> people() override {
        return reading(database_,
                       [](Session& s) { return Query(s, sql_people + " ORDER BY id").rows<Person>(); });
    }
    Result<Organ> organ(std::string_view code) override {
        return reading(database_, [&](Session& session) -> Result<Organ> {
            DOCKET_TRY(auto organ, Query(session, sql_organs + " WHERE code = $1", code).maybe<Organ>());
            if (!organ)
                return fail(Kind::not_found, "organ.unknown", "no organ has the code " + std::string(code));
            return *std::move(organ);
        });
    }
    Result<std::vector<Organ>> organs() override {
        return reading(database_, [](Session& s) {
            return Query(s, sql_organs + " ORDER BY level, code").rows<Organ>();
        });
    }

    Result<std::vector<Contract>> contracts() override {
        return reading(database_, [](Session& session) -> Result<std::vector<Contract>> {
            DOCKET_TRY(auto out, Query(session, "SELECT id, firm, from_date, to_date, cases, days, "
                                                "specialties, version FROM contract "
                                                "ORDER BY firm, from_date, id")
                                     .rows<Contract>());
            for (auto& contract : out) {
                DOCKET_TRY(contract.lawyers, Query(session,
                                                   "SELECT person, licence FROM contract_lawyer "
                                                   "WHERE contract = $1 ORDER BY person",
                                                   contract.id)
                                                 .rows<review::ContractLawyer>());
            }
            return out;
        });
    }

    Result<void> put(Transaction& tx, const Person& person) override {
        return Query(session_of(tx, database_), sql_put_person, next(person)).run();
    }
    Result<void> put(Transaction& tx, const Organ& organ) override {
        return Query(session_of(tx, database_), sql_put_organ, next(organ)).run();
    }

    Result<void> change(Transaction& tx, const Person& person) override {
        static const auto sql = sql_put_person + " WHERE person.version = excluded.version - 1 RETURNING id";
        DOCKET_TRY(const auto changed,
                   Query(session_of(tx, database_), sql, next(person)).maybe<std::string>());
        if (changed) return {};
        return fail(Kind::conflict, "person.stale", "这个人员刚被别人改过，请刷新后核对再改。");
    }
    Result<void> change(Transaction& tx, const Organ& organ) override {
        static const auto sql = sql_put_organ + " WHERE organ.version = excluded.version - 1 RETURNING code";
        DOCKET_TRY(const auto changed,
                   Query(session_of(tx, database_), sql, next(organ)).maybe<std::string>());
        if (changed) return {};
        return fail(Kind::conflict, "organ.stale", "这个机关刚被别人改过，请刷新后核对再改。");
    }
    Result<void> change(Transaction& tx, const Contract& contract) override {
        static const auto sql =
            sql_put_contract + " WHERE contract.version = excluded.version - 1 RETURNING id";
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto changed, Query(session, sql, next(contract)).maybe<std::string>());
        if (!changed)
            return fail(Kind::conflict, "contract.stale", "这份合同刚被别人改过，请刷新后核对再改。");
        DOCKET_CHECK(Query(session, "DELETE FROM contract_lawyer WHERE contract = $1", contract.id).run());
        for (const auto& lawyer : contract.lawyers)
            DOCKET_CHECK(Query(session,
                               "INSERT INTO contract_lawyer(contract, person, licence) VALUES ($1, $2, $3)",
                               contract.id, lawyer.person, lawyer.licence)
                             .run());
        return {};
    }

  private:
    Database& database_;
};
} // namespace

std::unique_ptr<review::Directory> sql_directory(Database& database) {
    return std::make_unique<SqlDirectory>(database);
}

} // namespace docket::store
