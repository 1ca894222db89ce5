#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<desk::Correction> {
    static auto of(auto& c) {
        return std::tie(c.arrival, c.what, c.page, c.before, c.after, c.read, c.by, c.at);
    }
};
template <> struct Fields<desk::LearnedConfusion> {
    static auto of(auto& c) { return std::tie(c.confusion.read, c.confusion.meant, c.times); }
};

namespace {

class SqlCorrections final : public desk::Corrections {
  public:
    explicit SqlCorrections(Database& database) : database_(database) {}

    Result<void> add(Transaction& tx, const desk::Correction& correction) override {
        return Query(
                   session_of(tx, database_),
                   "INSERT INTO correction(arrival, what, page, before_text, after_text, read_text, person, "
                   "at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                   correction)
            .run();
    }
    Result<std::vector<desk::Correction>> of(std::int64_t arrival) override {
        return reading(database_, [&](Session& session) {
            return Query(session,
                         "SELECT arrival, what, page, before_text, after_text, read_text, person, at_ms "
                         "FROM correction WHERE arrival = $1 ORDER BY id",
                         arrival)
                .rows<desk::Correction>();
        });
    }
    Result<void> learn(Transaction& tx, const ocr::Confusion& confusion) override {
        return Query(session_of(tx, database_),
                     "INSERT INTO confusion(read_char, meant_char, times) VALUES ($1, $2, 1) "
                     "ON CONFLICT (read_char, meant_char) DO UPDATE SET times = confusion.times + 1",
                     confusion.read, confusion.meant)
            .run();
    }
    Result<std::vector<desk::LearnedConfusion>> learned() override {
        return reading(database_, [](Session& session) {
            return Query(session, "SELECT read_char, meant_char, times FROM confusion "
                                  "ORDER BY times DESC, read_char, meant_char LIMIT 500")
                .rows<desk::LearnedConfusion>();
        });
    }

  private:
    Database& database_;
};

} // namespace

std::unique_ptr<desk::Corrections> sql_corrections(Database& database) {
    return std::make_unique<SqlCorrections>(database);
}

} // namespace docket::store
