#include "pipeline/store/adapters.hpp"
#include "pipeline/store/marks.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Column<flow::Place> : NamedColumn<flow::Place, flow::parse_place> {};
template <> struct Column<flow::SheetKind> : NamedColumn<flow::SheetKind, flow::parse_sheet_kind> {};
template <> struct Fields<flow::Page> {
    static auto of(auto& p) {
        return std::tie(p.id, p.arrival, p.n, p.image, p.media, p.width, p.height, p.dpi, p.place, p.reading,
                        p.confidence, p.file, p.file_n, p.kind, p.rotated, p.read_at);
    }
};

namespace {
using flow::Page;
using PageId = std::int64_t;

const std::string sql_select_page =
    "SELECT id, arrival, n, image, media, width, height, dpi, place, reading, confidence, file, "
    "file_n, kind, rotated, read_at_ms FROM page";
constexpr std::string_view sql_insert_page =
    "INSERT INTO page(arrival, n, image, media, width, height, dpi, place, reading, confidence, file, "
    "file_n, kind, rotated, read_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
    "$15) ON CONFLICT (arrival, n) DO NOTHING RETURNING id";
constexpr std::string_view sql_update_page =
    "UPDATE page SET image = $1, media = $2, width = $3, height = $4, dpi = $5, place = $6, reading = $7, "
    "confidence = $8, read_at_ms = $9 WHERE id = $10 RETURNING id";
constexpr std::string_view sql_move =
    "UPDATE page SET arrival = $1, n = $2, place = $3, kind = $4, rotated = "
    "$5 WHERE id = $6 RETURNING id";
constexpr std::string_view sql_place =
    "UPDATE page SET place = $1 WHERE arrival = $2 AND place NOT IN ('separator', 'blank_hidden')";
constexpr std::string_view sql_unread_of_batch =
    "SELECT (SELECT count(*) FROM page p INNER JOIN arrival a ON a.id = p.arrival WHERE a.batch = $1 AND "
    "a.part "
    "= 'file' AND p.reading = '' AND p.place = 'in_progress') + (SELECT count(*) FROM arrival a WHERE "
    "a.batch = "
    "$1 AND a.part = 'file' AND a.state = 'in_progress' AND (SELECT count(*) FROM page p WHERE p.file = "
    "a.id) < a.pages_opened)";
constexpr std::string_view sql_unread =
    "SELECT count(*) FROM page WHERE arrival = $1 AND reading = '' AND place = 'in_progress'";

Failure unknown(PageId id) {
    return fail(Kind::not_found, "page.unknown", "no page has the number " + std::to_string(id));
}

class SqlPages final : public flow::Pages {
  public:
    explicit SqlPages(Database& database)
        : database_(database),
          sql_lock_("SELECT id FROM arrival WHERE id = $1" + spoken(database.dialect(), "{row_lock}")) {}

    Result<void> add(Transaction& tx, Page& page) override {
        Session& session = session_of(tx, database_);
        if (page.file == 0) {
            page.file = page.arrival;
            page.file_n = page.n;
        }
        DOCKET_TRY(auto id,
                   Query(session, sql_insert_page, page.arrival, page.n, page.image, page.media, page.width,
                         page.height, page.dpi, page.place, page.reading, page.confidence, page.file,
                         page.file_n, page.kind, page.rotated, page.read_at)
                       .maybe<PageId>());
        if (!id) {
            DOCKET_TRY(
                id, Query(session, "SELECT id FROM page WHERE arrival = $1 AND n = $2", page.arrival, page.n)
                        .maybe<PageId>());
        }
        if (!id) return misread("a page that is there and is not there");
        page.id = *id;
        return {};
    }

    Result<void> save(Transaction& tx, const Page& page) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto id,
                   Query(session, sql_update_page, page.image, page.media, page.width, page.height, page.dpi,
                         page.place, page.reading, page.confidence, page.read_at, page.id)
                       .maybe<PageId>());
        return id ? mark_arrival(session, page.arrival) : unknown(page.id);
    }

    Result<Page> load(PageId id) override {
        return reading(database_, [&](Session& session) -> Result<Page> {
            DOCKET_TRY(auto page, Query(session, sql_select_page + " WHERE id = $1", id).maybe<Page>());
            if (!page) return unknown(id);
            return *std::move(page);
        });
    }

    Result<std::vector<Page>> of(std::int64_t arrival) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_select_page + " WHERE arrival = $1 ORDER BY n", arrival).rows<Page>();
        });
    }

    Result<std::vector<Page>> of_file(std::int64_t file) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_select_page + " WHERE file = $1 ORDER BY file_n", file).rows<Page>();
        });
    }

    Result<void> move(Transaction& tx, const Page& page) override {
        DOCKET_TRY(const auto id, Query(session_of(tx, database_), sql_move, page.arrival, page.n, page.place,
                                        page.kind, page.rotated, page.id)
                                      .maybe<PageId>());
        return id ? Result<void>() : unknown(page.id);
    }

    Result<void> place_all(Transaction& tx, std::int64_t arrival, flow::Place place) override {
        return Query(session_of(tx, database_), sql_place, place, arrival).run();
    }

    Result<int> unread_of_batch(Transaction& tx, std::int64_t batch) override {
        return Query(session_of(tx, database_), sql_unread_of_batch, batch).one<int>();
    }

    // The arrival's row is locked first: of two that finish at once, the second counts after the first
    // committed.
    Result<int> unread(Transaction& tx, std::int64_t arrival) override {
        Session& session = session_of(tx, database_);
        DOCKET_CHECK(Query(session, sql_lock_, arrival).maybe<std::int64_t>());
        return Query(session, sql_unread, arrival).one<int>();
    }

  private:
    Database& database_;
    const std::string sql_lock_;
};
} // namespace

std::unique_ptr<flow::Pages> sql_pages(Database& database) { return std::make_unique<SqlPages>(database); }

} // namespace docket::store
