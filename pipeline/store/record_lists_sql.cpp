#include "pipeline/base/veil.hpp"
#include "pipeline/store/adapters.hpp"
#include "pipeline/store/event_row.hpp"
#include "pipeline/store/tx.hpp"
#include "pipeline/store/where.hpp"

#include <algorithm>

namespace docket::store {

template <> struct Fields<desk::RecordLine> {
    static auto of(auto& l) { return std::tuple_cat(Fields<review::Event>::of(l.event), std::tie(l.stored)); }
};

namespace {
using desk::RecordLine;

// A text the register holds: the bytes of an original, or a document of the case the event is about.
const std::string sql_stored =
    "CASE WHEN e.text_digest = '' THEN 0 WHEN EXISTS (SELECT 1 FROM arrival a WHERE a.original = "
    "e.text_digest) THEN 1 WHEN EXISTS (SELECT 1 FROM case_file c JOIN case_round r ON r.case_id = c.id "
    "WHERE "
    "c.number = substr(e.subject, 6) AND e.text_digest IN (r.draft_text, r.signed_text, r.draft_blob, "
    "r.issued_blob, r.issued_pdf)) THEN 1 ELSE 0 END";
const std::string line_columns =
    "SELECT e.n, e.subject, e.seq, e.act, e.actor, e.at_ms, e.moved_from, e.moved_to, e.basis, "
    "e.text_digest, e.detail, e.previous, e.hash, " +
    sql_stored + " FROM event e";

// By the letters that are in the indexes (0018_audit.sql); a short kind stands in them with its colon, and no
// row has to be looked at.
void add_kind(Where& where, const std::string& kind) {
    constexpr std::size_t in_the_index = 5;
    const auto begins = kind + ":";
    where.add("substr(e.subject, 1, 5) = ?", begins.substr(0, in_the_index));
    if (begins.size() > in_the_index)
        where.add("(e.subject = ? OR (e.subject > ? AND e.subject < ?))", kind, begins, kind + ";");
}

Where where_of(const desk::RecordQuery& query) {
    Where where;
    if (!query.subjects.empty()) {
        Row subjects;
        for (const auto& subject : query.subjects) subjects.push_back(to_cell(subject));
        where.add("e.subject IN " + places(subjects.size()), subjects);
    }
    if (!query.actor.empty()) where.add("e.actor = ?", query.actor);
    if (!query.kind.empty()) add_kind(where, query.kind);
    if (!query.act.empty()) where.add("e.act = ?", query.act);
    if (query.from) where.add("e.at_ms >= ?", *query.from);
    if (query.until) where.add("e.at_ms < ?", *query.until);
    return where;
}

// What there is of one column, found by its index in as many steps as there are values; under a veil, which
// lets nothing recursive pass, by going through the record.
std::string distinct(const std::string& column) {
    if (!Veil::now().empty()) return "SELECT DISTINCT " + column + " FROM event ORDER BY " + column;
    return "WITH RECURSIVE each_one(v) AS (SELECT MIN(" + column +
           ") FROM event UNION ALL SELECT (SELECT MIN(" + column + ") FROM event WHERE " + column +
           " > each_one.v) FROM each_one WHERE each_one.v IS NOT NULL) SELECT v FROM each_one WHERE v IS NOT "
           "NULL ORDER BY v";
}

class SqlRecordLists final : public desk::RecordLists {
  public:
    explicit SqlRecordLists(Database& database) : database_(database) {}

    Result<desk::RecordPage> page(const desk::RecordQuery& query) override {
        auto where = where_of(query);
        if (query.before) where.add("(e.at_ms, e.n) < (?, ?)", query.before->at, query.before->n);
        where.then(" ORDER BY e.at_ms DESC, e.n DESC LIMIT ?", query.limit + 1);
        const auto rows = line_columns + where.text();
        return reading(database_, [&](Session& session) -> Result<desk::RecordPage> {
            desk::RecordPage page;
            DOCKET_TRY(page.rows, Query(session, rows, where.args()).rows<RecordLine>());
            page.more = page.rows.size() > static_cast<std::size_t>(query.limit);
            if (page.more) page.rows.pop_back();
            return page;
        });
    }

    Result<std::int64_t> count(const desk::RecordQuery& query, std::int64_t most) override {
        auto where = where_of(query);
        where.then(" LIMIT ?) AS found", most);
        const auto sql = "SELECT count(*) FROM (SELECT 1 FROM event e" + where.text();
        return reading(database_, [&](Session& session) {
            return Query(session, sql, where.args()).one<std::int64_t>();
        });
    }

    Result<RecordLine> event(std::int64_t n) override {
        return reading(database_, [&](Session& session) -> Result<RecordLine> {
            DOCKET_TRY(auto line, Query(session, line_columns + " WHERE e.n = $1", n).maybe<RecordLine>());
            if (!line) return fail(Kind::not_found, "event.unknown", "没有这一条操作记录。");
            return *std::move(line);
        });
    }

    Result<desk::RecordChoices> choices() override {
        return reading(database_, [](Session& session) -> Result<desk::RecordChoices> {
            desk::RecordChoices out;
            DOCKET_TRY(out.actors, Query(session, distinct("actor")).rows<std::string>());
            DOCKET_TRY(out.acts, Query(session, distinct("act")).rows<std::string>());
            return out;
        });
    }

  private:
    Database& database_;
};

} // namespace

std::unique_ptr<desk::RecordLists> sql_record_lists(Database& database) {
    return std::make_unique<SqlRecordLists>(database);
}

} // namespace docket::store
