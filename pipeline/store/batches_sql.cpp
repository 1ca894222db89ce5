#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

namespace {
using flow::Batch;

struct BatchValues { // all of a Batch but its id and version
    Batch& batch;
};
} // namespace

template <> struct Column<flow::BatchState> : NamedColumn<flow::BatchState, flow::parse_batch_state> {};
template <> struct Column<flow::Layout> : NamedColumn<flow::Layout, flow::parse_layout> {};
template <> struct Fields<BatchValues> {
    static auto of(auto& values) {
        auto& b = values.batch;
        return std::tie(b.uid, b.name, b.channel, b.received, b.received_confirmed, b.posted, b.source, b.box,
                        b.layout, b.two_sided, b.fronts, b.state, b.proposal, b.steps, b.applied, b.undecided,
                        b.by, b.at, b.closed_at, b.sorted_at, b.sorted_by);
    }
};
template <> struct Fields<Batch> {
    static auto of(auto& b) {
        BatchValues values{b};
        return std::tuple_cat(std::tie(b.id, b.version), Fields<BatchValues>::of(values));
    }
};

namespace {

const std::string sql_select_batch =
    "SELECT id, version, uid, name, channel, received, received_confirmed, posted, source, box, layout, "
    "two_sided, fronts, state, proposal, steps, applied, undecided, opened_by, at_ms, closed_at_ms, "
    "sorted_at_ms, "
    "sorted_by FROM batch";
constexpr std::string_view sql_insert_batch =
    "INSERT INTO batch(uid, name, channel, received, received_confirmed, posted, source, box, layout, "
    "two_sided, fronts, state, proposal, steps, applied, undecided, opened_by, at_ms, closed_at_ms, "
    "sorted_at_ms, "
    "sorted_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
    "$18, $19, $20, $21, 1) ON CONFLICT (uid) DO NOTHING RETURNING id";
constexpr std::string_view sql_update_batch =
    "UPDATE batch SET uid = $1, name = $2, channel = $3, received = $4, received_confirmed = $5, posted = "
    "$6, source = $7, box = $8, layout = $9, two_sided = $10, fronts = $11, state = $12, proposal = $13, "
    "steps = $14, applied = $15, undecided = $16, opened_by = $17, at_ms = $18, closed_at_ms = $19, "
    "sorted_at_ms = $20, sorted_by = $21, version = version + 1 WHERE id = $22 AND version = $23 "
    "RETURNING version";

class SqlBatches final : public flow::Batches {
  public:
    explicit SqlBatches(Database& database)
        : database_(database),
          sql_lock_(sql_select_batch + " WHERE id = $1" + spoken(database.dialect(), "{row_lock}")) {}

    Result<void> save(Transaction& tx, Batch& batch) override {
        Session& session = session_of(tx, database_);
        return batch.id == 0 ? add(session, batch) : replace(session, batch);
    }
    Result<Batch> load(std::int64_t id) override {
        return reading(database_, [&](Session& session) {
            return one(session, sql_select_batch + " WHERE id = $1", id);
        });
    }
    Result<Batch> lock(Transaction& tx, std::int64_t id) override {
        return one(session_of(tx, database_), sql_lock_, id);
    }
    Result<std::optional<Batch>> of_delivery(std::string_view uid) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_select_batch + " WHERE uid = $1", uid).maybe<Batch>();
        });
    }

  private:
    static Result<Batch> one(Session& session, const std::string& sql, std::int64_t id) {
        DOCKET_TRY(auto batch, Query(session, sql, id).maybe<Batch>());
        if (!batch)
            return fail(Kind::not_found, "batch.unknown", "no batch has the number " + std::to_string(id));
        return *std::move(batch);
    }
    static Result<void> add(Session& session, Batch& batch) {
        DOCKET_TRY(const auto id, Query(session, sql_insert_batch, BatchValues{batch}).maybe<std::int64_t>());
        if (!id) return fail(Kind::conflict, "batch.known", "the batch " + batch.uid + " was opened before");
        batch.id = *id;
        batch.version = 1;
        return {};
    }
    static Result<void> replace(Session& session, Batch& batch) {
        DOCKET_TRY(const auto version,
                   Query(session, sql_update_batch, BatchValues{batch}, batch.id, batch.version)
                       .maybe<std::int64_t>());
        if (!version) return fail(Kind::conflict, "batch.stale", "另一人刚刚动过这一批，请刷新后再继续。");
        batch.version = *version;
        return {};
    }

    Database& database_;
    const std::string sql_lock_;
};

} // namespace

std::unique_ptr<flow::Batches> sql_batches(Database& database) {
    return std::make_unique<SqlBatches>(database);
}

} // namespace docket::store
