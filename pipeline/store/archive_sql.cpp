#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<flow::ArchiveCopy> {
    static auto of(auto& c) { return std::tie(c.arrival, c.blob, c.bytes, c.pages, c.made_of, c.at); }
};

namespace {
using flow::ArchiveCopy;

constexpr std::string_view sql_save =
    "INSERT INTO archive_copy(arrival, blob, bytes, pages, made_of, at_ms) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (arrival) DO UPDATE SET blob = excluded.blob, bytes = excluded.bytes, "
    "pages = excluded.pages, made_of = excluded.made_of, at_ms = excluded.at_ms";
constexpr std::string_view sql_of =
    "SELECT arrival, blob, bytes, pages, made_of, at_ms FROM archive_copy WHERE arrival = $1";

class SqlArchiveCopies final : public flow::ArchiveCopies {
  public:
    explicit SqlArchiveCopies(Database& database) : database_(database) {}

    Result<void> save(Transaction& tx, const ArchiveCopy& copy) override {
        return Query(session_of(tx, database_), sql_save, copy.arrival, copy.blob, copy.bytes, copy.pages,
                     copy.made_of, copy.at)
            .run();
    }

    Result<std::optional<ArchiveCopy>> of(std::int64_t arrival) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_of, arrival).maybe<ArchiveCopy>();
        });
    }

  private:
    Database& database_;
};
} // namespace

std::unique_ptr<flow::ArchiveCopies> sql_archive_copies(Database& database) {
    return std::make_unique<SqlArchiveCopies>(database);
}

} // namespace docket::store
