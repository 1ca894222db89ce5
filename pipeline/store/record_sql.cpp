#include "pipeline/store/adapters.hpp"
#include "pipeline/store/event_row.hpp"
#include "pipeline/store/marks.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Fields<review::Head> {
    static auto of(auto& h) { return std::tie(h.n, h.hash); }
};

namespace {
using review::Event;

constexpr int events_a_step = 500;
const std::string sql_of = std::string(event_columns) + "WHERE subject = $1 ORDER BY seq";
const std::string sql_since = std::string(event_columns) + "WHERE n > $1 ORDER BY n LIMIT $2";
const std::string sql_after =
    std::string(event_columns) + "WHERE n > $1 ORDER BY n LIMIT " + std::to_string(events_a_step);

class SqlRecord final : public review::Record {
  public:
    explicit SqlRecord(Database& database) : database_(database) {}

    // Raising the head's n comes first: it locks the row, so appends follow one another on every engine.
    Result<Event> append(Transaction& tx, const review::EventDraft& draft) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto head,
                   Query(session, "UPDATE event_head SET n = n + 1 WHERE id = 1 RETURNING n, hash")
                       .one<review::Head>());
        Event event;
        static_cast<review::EventDraft&>(event) = draft;
        event.n = head.n;
        event.previous = head.hash;
        DOCKET_TRY(event.seq, Query(session, "SELECT COALESCE(MAX(seq), 0) + 1 FROM event WHERE subject = $1",
                                    event.subject)
                                  .one<std::int64_t>());
        event.hash = review::link(event);
        DOCKET_CHECK(
            Query(session,
                  "INSERT INTO event(n, subject, seq, act, actor, at_ms, moved_from, moved_to, basis, "
                  "text_digest, detail, previous, hash) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                  event)
                .run());
        DOCKET_CHECK(Query(session, "UPDATE event_head SET hash = $1 WHERE id = 1", event.hash).run());
        DOCKET_CHECK(mark_documents_of(session, event.subject)); // what was written for it is in the event
        return event;
    }

    Result<review::Head> head() override {
        return reading(database_, [](Session& session) {
            return Query(session, "SELECT n, hash FROM event_head WHERE id = 1").one<review::Head>();
        });
    }

    Result<std::vector<Event>> of(std::string_view subject) override {
        return reading(database_,
                       [&](Session& session) { return Query(session, sql_of, subject).rows<Event>(); });
    }

    Result<std::vector<Event>> since(std::int64_t n, int most) override {
        return reading(database_,
                       [&](Session& session) { return Query(session, sql_since, n, most).rows<Event>(); });
    }

    // In steps, so that neither the whole record nor a snapshot is held while it is visited.
    Result<void> walk(const std::function<Result<void>(const Event&)>& visit) override {
        std::int64_t last = 0;
        for (;;) {
            DOCKET_TRY(const auto events, reading(database_, [&](Session& session) {
                           return Query(session, sql_after, last).rows<Event>();
                       }));
            for (const auto& event : events) DOCKET_CHECK(visit(event));
            if (events.size() < events_a_step) return {};
            last = events.back().n;
        }
    }

  private:
    Database& database_;
};
} // namespace

std::unique_ptr<review::Record> sql_record(Database& database) {
    return std::make_unique<SqlRecord>(database);
}

} // namespace docket::store
