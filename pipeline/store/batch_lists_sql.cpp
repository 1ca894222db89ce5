// The lists of batches and their counts. A list and its count share their condition, word for word.
#include "pipeline/store/adapters.hpp"
#include "pipeline/store/tx.hpp"
#include "pipeline/store/where.hpp"

#include <tuple>

namespace docket::store {

template <> struct Fields<desk::BatchLine> {
    static auto of(auto& l) {
        return std::tie(l.batch, l.files, l.rejected, l.duplicate, l.pages, l.pages_read, l.lately, l.letters,
                        l.verified, l.dead);
    }
};

namespace {

using Count = std::int64_t;

// A file of the batch, or the splitting itself, needs somebody.
const std::string dead_jobs =
    "FROM job j WHERE j.state = 'dead' AND (j.subject = 'batch:' || CAST(b.id AS TEXT) OR j.subject IN "
    "(SELECT "
    "'arrival:' || CAST(a.id AS TEXT) FROM arrival a WHERE a.batch = b.id AND a.part = 'file' AND a.state = "
    "'in_progress'))";
const std::string stuck = "(b.state = 'reading' AND EXISTS (SELECT 1 " + dead_jobs + "))";
const std::string to_do = "(b.state IN ('open', 'to_sort') OR " + stuck + ")";
const std::string waits = "(b.state = 'to_sort' OR " + stuck + ")";
const std::string in_reading = "(b.state = 'reading' AND NOT " + stuck + ")";

const std::string files = "FROM arrival a WHERE a.batch = b.id AND a.part = 'file'";
const std::string pages = "FROM page p INNER JOIN arrival a ON a.id = p.file WHERE a.batch = b.id";
const std::string letters =
    "FROM arrival a WHERE a.batch = b.id AND a.part = 'letter' AND a.state <> 'sorted'";

// Pages of a file that was not unpacked yet are known by their number only.
const std::string columns =
    "SELECT b.id, (SELECT count(*) " + files + "), (SELECT count(*) " + files +
    " AND a.state = 'rejected'), (SELECT count(*) " + files +
    " AND a.state = 'duplicate'), (SELECT COALESCE(SUM(a.pages_opened), 0) " + files +
    " AND a.state NOT IN ('rejected', 'duplicate')), (SELECT count(*) " + pages +
    " AND p.reading <> ''), (SELECT count(*) " + pages + " AND p.read_at_ms >= ?), (SELECT count(*) " +
    letters + "), (SELECT count(*) " + letters +
    " AND a.verified_at_ms IS NOT NULL), CASE WHEN b.state = 'reading' THEN COALESCE((SELECT "
    "COALESCE(j.last_error, '') " +
    dead_jobs + " ORDER BY +j.id DESC LIMIT 1), '') ELSE '' END FROM batch b"; // +: as in lists_sql.cpp

void add(Where& where, const desk::BatchQuery& query) {
    switch (query.list) {
    case desk::BatchList::todo: where.add(to_do); break;
    case desk::BatchList::waiting: where.add(waits); break;
    case desk::BatchList::reading: where.add(in_reading); break;
    case desk::BatchList::today: where.add("b.sorted_at_ms >= ?", query.day_from); break;
    case desk::BatchList::all: break;
    }
}

class SqlBatchLists final : public desk::BatchLists {
  public:
    explicit SqlBatchLists(Database& database) : database_(database) {}

    Result<desk::BatchPage> batches(const desk::BatchQuery& query) override {
        Where rows, counted;
        // First which, then what they show: of those that are not on the page nothing is counted.
        rows.then(columns + " WHERE b.id IN (SELECT b.id FROM batch b", query.lately);
        add(rows, query);
        rows.then(" ORDER BY b.id DESC LIMIT ? OFFSET ?) ORDER BY b.id DESC", query.limit, query.offset);
        add(counted, query);
        return reading(database_, [&](Session& session) -> Result<desk::BatchPage> {
            desk::BatchPage page;
            DOCKET_TRY(page.rows, Query(session, rows.text(), rows.args()).rows<desk::BatchLine>());
            DOCKET_TRY(
                page.total,
                Query(session, "SELECT count(*) FROM batch b" + counted.text(), counted.args()).one<Count>());
            return page;
        });
    }

    Result<desk::BatchLine> batch(std::int64_t id, Instant lately) override {
        return reading(database_, [&](Session& session) { return one(session, id, lately); });
    }

    Result<desk::BatchCounts> counts(Instant day_from) override {
        return reading(database_, [&](Session& session) -> Result<desk::BatchCounts> {
            desk::BatchCounts out;
            const auto count = [&](desk::BatchList list) {
                Where where;
                add(where, {list, day_from, {}, 0, 0});
                return Query(session, "SELECT count(*) FROM batch b" + where.text(), where.args())
                    .one<Count>();
            };
            DOCKET_TRY(out.todo, count(desk::BatchList::todo));
            DOCKET_TRY(out.waiting, count(desk::BatchList::waiting));
            DOCKET_TRY(out.reading, count(desk::BatchList::reading));
            DOCKET_TRY(out.today, count(desk::BatchList::today));
            DOCKET_TRY(out.all, count(desk::BatchList::all));
            return out;
        });
    }

  private:
    static Result<desk::BatchLine> one(Session& session, std::int64_t id, Instant lately) {
        Where where;
        where.then(columns, lately);
        where.then(" WHERE b.id = ?", id);
        DOCKET_TRY(auto line, Query(session, where.text(), where.args()).maybe<desk::BatchLine>());
        if (!line)
            return fail(Kind::not_found, "batch.unknown", "no batch has the number " + std::to_string(id));
        return *std::move(line);
    }

    Database& database_;
};

} // namespace

std::unique_ptr<desk::BatchLists> sql_batch_lists(Database& database) {
    return std::make_unique<SqlBatchLists>(database);
}

} // namespace docket::store
