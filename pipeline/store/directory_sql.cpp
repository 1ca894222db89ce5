#include "pipeline/store/adapters.hpp"
#include "pipeline/store/review_columns.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<review::Person> {
    static auto of(auto& p) { return std::tie(p.id, p.name, p.role, p.firm, p.conflicts); }
};
template <> struct Fields<review::Organ> {
    static auto of(auto& o) { return std::tie(o.code, o.name, o.kind, o.superior, o.level, o.aliases); }
};

namespace {
using review::Organ;
using review::Person;

const std::string sql_people = "SELECT id, name, role, firm, conflicts FROM person";
const std::string sql_organs = "SELECT code, name, kind, superior, level, aliases FROM organ";

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

    Result<void> put(Transaction& tx, const Person& person) override {
        return Query(session_of(tx, database_),
                     "INSERT INTO person(id, name, role, firm, conflicts) VALUES ($1, $2, $3, $4, $5) "
                     "ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, "
                     "firm = excluded.firm, conflicts = excluded.conflicts",
                     person)
            .run();
    }
    Result<void> put(Transaction& tx, const Organ& organ) override {
        return Query(session_of(tx, database_),
                     "INSERT INTO organ(code, name, kind, superior, level, aliases) VALUES ($1, $2, $3, $4, "
                     "$5, $6) "
                     "ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, "
                     "superior = excluded.superior, level = excluded.level, aliases = excluded.aliases",
                     organ)
            .run();
    }

  private:
    Database& database_;
};
} // namespace

std::unique_ptr<review::Directory> sql_directory(Database& database) {
    return std::make_unique<SqlDirectory>(database);
}

} // namespace docket::store
