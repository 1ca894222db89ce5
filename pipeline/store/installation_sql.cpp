#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<flow::Installation> {
    static auto of(auto& i) { return std::tie(i.demo, i.created); }
};

namespace {

class SqlInstallations final : public flow::Installations {
  public:
    explicit SqlInstallations(Database& database) : database_(database) {}

    Result<std::optional<flow::Installation>> here() override {
        return reading(database_, [](Session& session) {
            return Query(session, "SELECT demo, created_ms FROM installation").maybe<flow::Installation>();
        });
    }
    Result<void> found(Transaction& tx, const flow::Installation& installation) override {
        return Query(session_of(tx, database_),
                     "INSERT INTO installation(id, demo, created_ms) VALUES (1, $1, $2)", installation)
            .run();
    }

  private:
    Database& database_;
};

} // namespace

std::unique_ptr<flow::Installations> sql_installations(Database& database) {
    return std::make_unique<SqlInstallations>(database);
}

} // namespace docket::store
