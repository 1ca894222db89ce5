#include "pipeline/store/adapters.hpp"
#include "pipeline/store/marks.hpp"
#include "pipeline/store/review_columns.hpp"
#include "pipeline/store/tx.hpp"
#include "pipeline/store/where.hpp"

#include <map>

namespace docket::store {

namespace {
using flow::Arrival;

struct Values { // all of an Arrival but its id and version
    Arrival& arrival;
};
} // namespace

template <> struct Column<flow::Part> : NamedColumn<flow::Part, flow::parse_part> {};
template <> struct Column<flow::ArrivalState> : NamedColumn<flow::ArrivalState, flow::parse_arrival_state> {};
template <> struct Fields<Values> {
    static auto of(auto& values) {
        auto& a = values.arrival;
        return std::tie(a.uid, a.name, a.channel, a.received, a.received_confirmed, a.posted, a.original,
                        a.bytes, a.media, a.pages_opened, a.state, a.code, a.reason, a.duplicate_of,
                        a.case_number, a.fields, a.due, a.scan_again, a.at, a.batch, a.part, a.label,
                        a.urgency, a.urgent_places);
    }
};
template <> struct Fields<Arrival> {
    static auto of(auto& a) {
        Values values{a};
        return std::tuple_cat(std::tie(a.id, a.version), Fields<Values>::of(values));
    }
};

namespace {
const std::string sql_select_arrival =
    "SELECT id, version, uid, name, channel, received, received_confirmed, posted, original, bytes, media, "
    "pages_opened, state, code, reason, duplicate_of, case_number, fields, due, scan_again, at_ms, batch, "
    "part, label, urgency, urgent_places FROM arrival";
constexpr std::string_view sql_insert_arrival =
    "INSERT INTO arrival(uid, name, channel, received, received_confirmed, posted, original, bytes, media, "
    "pages_opened, state, code, reason, duplicate_of, case_number, fields, due, scan_again, at_ms, batch, "
    "part, "
    "label, urgency, urgent_places, urgent, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
    "$20, $21, $22, $23, $24, $25, 1) "
    "ON CONFLICT (uid) DO NOTHING RETURNING id";
constexpr std::string_view sql_update_arrival =
    "UPDATE arrival SET uid = $1, name = $2, channel = $3, received = $4, received_confirmed = $5, posted = "
    "$6, "
    "original = $7, bytes = $8, media = $9, pages_opened = $10, state = $11, code = $12, reason = $13, "
    "duplicate_of = $14, case_number = $15, fields = $16, due = $17, scan_again = $18, at_ms = $19, "
    "batch = $20, part = $21, label = $22, urgency = $23, urgent_places = $24, urgent = $25, "
    "version = version + 1 WHERE id = $26 AND version = $27 RETURNING "
    "version";
constexpr std::string_view sql_same_bytes = "SELECT id FROM arrival WHERE original = $1 "
                                            "AND state NOT IN ('rejected', 'duplicate') ORDER BY id LIMIT 1";

Failure known(const Arrival& arrival) {
    return fail(Kind::conflict, "arrival.known", "the delivery " + arrival.uid + " was taken before");
}

class SqlArrivals final : public flow::Arrivals {
  public:
    explicit SqlArrivals(Database& database) : database_(database) {}

    Result<void> save(Transaction& tx, Arrival& arrival) override {
        Session& session = session_of(tx, database_);
        DOCKET_CHECK(arrival.id == 0 ? add(session, arrival) : replace(session, arrival));
        return mark_arrival(session, arrival.id);
    }

    Result<Arrival> load(std::int64_t id) override {
        return reading(database_, [&](Session& session) -> Result<Arrival> {
            DOCKET_TRY(auto arrival,
                       Query(session, sql_select_arrival + " WHERE id = $1", id).maybe<Arrival>());
            if (!arrival)
                return fail(Kind::not_found, "arrival.unknown",
                            "no arrival has the number " + std::to_string(id));
            return *std::move(arrival);
        });
    }

    Result<std::vector<Arrival>> load_these(const std::vector<std::int64_t>& ids) override {
        return reading(database_, [&](Session& session) -> Result<std::vector<Arrival>> {
            std::map<std::int64_t, Arrival> found;
            for (std::size_t at = 0; at < ids.size(); at += most_among) {
                const auto some = any_of(ids, at);
                DOCKET_TRY(auto arrivals,
                           Query(session, sql_select_arrival + " WHERE id " + some.text, some.values)
                               .rows<Arrival>());
                for (auto& arrival : arrivals) found.emplace(arrival.id, std::move(arrival));
            }
            std::vector<Arrival> out;
            for (const auto id : ids)
                if (const auto there = found.find(id); there != found.end()) out.push_back(there->second);
            return out;
        });
    }

    Result<std::vector<Arrival>> all() override {
        return reading(database_, [](Session& s) {
            return Query(s, sql_select_arrival + " ORDER BY id").rows<Arrival>();
        });
    }

    Result<std::vector<Arrival>> open() override {
        return reading(database_, [](Session& s) {
            return Query(s, sql_select_arrival + " WHERE state IN ('in_progress', 'needs_person') OR "
                                                 "(state = 'rejected' AND scan_again = 1) ORDER BY id")
                .rows<Arrival>();
        });
    }

    Result<std::optional<Arrival>> of_delivery(std::string_view uid) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_select_arrival + " WHERE uid = $1", uid).maybe<Arrival>();
        });
    }

    Result<std::optional<std::int64_t>> same_bytes(Transaction& tx, std::string_view original) override {
        if (original.empty())
            return std::optional<std::int64_t>(); // bytes that were not kept are like no others
        return Query(session_of(tx, database_), sql_same_bytes, original).maybe<std::int64_t>();
    }

    Result<std::vector<Arrival>> returned_slips(std::string_view case_number) override {
        const auto waiting = sql_select_arrival + " WHERE code = 'slip.returned' AND state = 'needs_person'";
        return reading(database_, [&](Session& session) {
            return case_number.empty()
                       ? Query(session, waiting + " ORDER BY id").rows<Arrival>()
                       : Query(session, waiting + " AND case_number = $1 ORDER BY id", case_number)
                             .rows<Arrival>();
        });
    }

    Result<std::vector<std::int64_t>> with_original(std::string_view original) override {
        if (original.empty()) return std::vector<std::int64_t>();
        return reading(database_, [&](Session& session) {
            return Query(session, "SELECT id FROM arrival WHERE original = $1 ORDER BY id", original)
                .rows<std::int64_t>();
        });
    }

    Result<std::vector<Arrival>> of_batch(std::int64_t batch, flow::Part part) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_select_arrival + " WHERE batch = $1 AND part = $2 ORDER BY id", batch,
                         part)
                .rows<Arrival>();
        });
    }

  private:
    static Result<void> add(Session& session, Arrival& arrival) {
        DOCKET_TRY(const auto id,
                   Query(session, sql_insert_arrival, Values{arrival}, goes_first(arrival.urgency))
                       .maybe<std::int64_t>());
        if (!id) return known(arrival);
        arrival.id = *id;
        arrival.version = 1;
        return {};
    }

    static Result<void> replace(Session& session, Arrival& arrival) {
        const auto version = Query(session, sql_update_arrival, Values{arrival}, goes_first(arrival.urgency),
                                   arrival.id, arrival.version)
                                 .maybe<std::int64_t>();
        if (!version) return version.error().code == "store.taken" ? known(arrival) : version.error();
        if (!*version)
            return fail(Kind::conflict, "arrival.stale", "刚刚有人处理过这个来件，请刷新后再继续。");
        arrival.version = **version;
        return {};
    }

    Database& database_;
};
} // namespace

std::unique_ptr<flow::Arrivals> sql_arrivals(Database& database) {
    return std::make_unique<SqlArrivals>(database);
}

} // namespace docket::store
