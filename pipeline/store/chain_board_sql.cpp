#include "pipeline/store/adapters.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

template <> struct Column<flow::ChainNotice::Standing>
    : NamedColumn<flow::ChainNotice::Standing, flow::parse_standing> {};
template <> struct Column<review::Flaw::Kind> : NamedColumn<review::Flaw::Kind, review::parse_flaw> {};

namespace {
using flow::ChainNotice;

// As the row lies: a flaw is one kind or none, and three numbers.
struct NoticeRow {
    ChainNotice notice;
    std::optional<review::Flaw::Kind> kind;
    review::Flaw flaw;
};
} // namespace

template <> struct Fields<NoticeRow> {
    static auto of(auto& r) {
        auto& n = r.notice;
        return std::tie(n.standing, n.asked_by, n.asked, n.begun, n.seen, n.host, n.checked, n.events,
                        n.anchors, n.flaws, r.kind, r.flaw.n, r.flaw.last, r.flaw.anchored, n.code);
    }
};

namespace {
constexpr std::string_view notice_columns =
    "standing, asked_by, asked_ms, begun_ms, seen_ms, host, checked, events, anchors, flaws, flaw, flaw_n, "
    "flaw_last, flaw_anchored_ms, code";

ChainNotice notice_of(NoticeRow&& row) {
    if (row.kind) {
        row.flaw.kind = *row.kind;
        row.notice.first = row.flaw;
    }
    return std::move(row.notice);
}
NoticeRow row_of(const ChainNotice& notice) {
    NoticeRow row{notice, {}, notice.first.value_or(review::Flaw{})};
    if (notice.first) row.kind = notice.first->kind;
    return row;
}

class SqlChainBoard final : public flow::ChainBoard {
  public:
    explicit SqlChainBoard(Database& database) : database_(database) {}

    Result<ChainNotice> read() override {
        return reading(database_, [](Session& session) -> Result<ChainNotice> {
            DOCKET_TRY(auto row, Query(session, sql_read).one<NoticeRow>());
            return notice_of(std::move(row));
        });
    }

    Result<bool> ask(Transaction& tx, std::string_view by, Instant now, Instant silent) override {
        DOCKET_TRY(const auto asked,
                   Query(session_of(tx, database_),
                         "UPDATE chain_check SET standing = 'asked', asked_by = $1, asked_ms = $2, seen_ms = "
                         "$3 WHERE id = 1 AND (standing IN ('never', 'done', 'failed') OR (standing = "
                         "'running' AND seen_ms < $4)) RETURNING id",
                         by, now, now, silent)
                       .maybe<std::int64_t>());
        return asked.has_value();
    }

    Result<std::optional<ChainNotice>> take(std::string_view host, Instant now, Instant silent) override {
        return writing(database_, [&](Session& session) -> Result<std::optional<ChainNotice>> {
            DOCKET_TRY(auto row, Query(session, sql_take, host, now, now, silent).maybe<NoticeRow>());
            return row ? std::optional(notice_of(std::move(*row))) : std::nullopt;
        });
    }

    Result<bool> write(const ChainNotice& notice) override {
        return writing(database_, [&](Session& session) -> Result<bool> {
            DOCKET_TRY(
                const auto ours,
                Query(session, sql_write, row_of(notice), notice.host, notice.begun).maybe<std::int64_t>());
            return ours.has_value();
        });
    }

  private:
    static const std::string sql_read, sql_take, sql_write;
    Database& database_;
};

const std::string SqlChainBoard::sql_read =
    "SELECT " + std::string(notice_columns) + " FROM chain_check WHERE id = 1";
const std::string SqlChainBoard::sql_take =
    "UPDATE chain_check SET standing = 'running', host = $1, begun_ms = $2, seen_ms = $3, checked = 0, "
    "events "
    "= 0, anchors = 0, flaws = 0, flaw = NULL, flaw_n = 0, flaw_last = 0, flaw_anchored_ms = 0, code = '' "
    "WHERE id = 1 AND (standing = 'asked' OR (standing = 'running' AND seen_ms < $4)) RETURNING " +
    std::string(notice_columns);
const std::string SqlChainBoard::sql_write =
    "UPDATE chain_check SET standing = $1, asked_by = $2, asked_ms = $3, begun_ms = $4, seen_ms = $5, host = "
    "$6, checked = $7, events = $8, anchors = $9, flaws = $10, flaw = $11, flaw_n = $12, flaw_last = $13, "
    "flaw_anchored_ms = $14, code = $15 WHERE id = 1 AND standing = 'running' AND host = $16 AND begun_ms = "
    "$17 RETURNING id";

} // namespace

std::unique_ptr<flow::ChainBoard> sql_chain_board(Database& database) {
    return std::make_unique<SqlChainBoard>(database);
}

} // namespace docket::store
