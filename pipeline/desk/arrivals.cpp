// The mailroom's lists of arrivals, and the ledger that stands above them.
#include "pipeline/desk/letter_parts.hpp"

#include <algorithm>

namespace docket::desk {

namespace {
constexpr int most_lines = 100;

// As many as there are on all pages of the list.
std::int64_t all_in(ArrivalList list, const ArrivalCounts& counts) {
    switch (list) {
    case ArrivalList::todo: return counts.todo;
    case ArrivalList::reading: return counts.reading;
    case ArrivalList::today: return counts.today;
    default: return counts.all;
    }
}
} // namespace

Result<json::Value> ledger(const Desk& desk) {
    DOCKET_TRY(const auto books, desk.books.count());
    const auto& a = books.arrivals;
    const auto& p = books.pages;
    return json::Value(json::Object{{"arrivals", json::Object{{"received", a.received},
                                                              {"registered", a.registered},
                                                              {"needs_person", a.needs_person},
                                                              {"rejected", a.rejected},
                                                              {"duplicate", a.duplicate},
                                                              {"in_progress", a.in_progress}}},
                                    {"pages", json::Object{{"received", p.received},
                                                           {"in_letters", p.in_letters},
                                                           {"separator", p.separator},
                                                           {"blank_hidden", p.blank_hidden},
                                                           {"in_rejected", p.in_rejected},
                                                           {"in_duplicates", p.in_duplicates},
                                                           {"in_progress", p.in_progress}}},
                                    {"balanced", books.balanced()}});
}

Result<json::Value> arrival_row(const Desk& desk, std::int64_t id) {
    DOCKET_TRY(const auto line, desk.lists.arrival(id));
    DOCKET_TRY(auto row, row_of(desk, line));
    return json::Value(std::move(row));
}

Result<json::Value> arrivals(const Desk& desk, std::string_view view, std::string_view state, int offset,
                             int limit) {
    ArrivalQuery query;
    query.list = view == "todo"      ? ArrivalList::todo
                 : view == "reading" ? ArrivalList::reading
                 : view == "today"   ? ArrivalList::today
                                     : ArrivalList::all;
    query.day_from = china.midnight(desk.tools.today());
    if (!state.empty()) {
        const auto known = flow::parse_arrival_state(state);
        if (!known)
            return fail(Kind::invalid, "arrivals.state_unknown", "没有这一来件状态，请清除筛选后重试。");
        query.state = *known;
    }
    query.offset = std::max(0, offset);
    query.limit = std::clamp(limit, 1, most_lines);
    query.counted = query.state.has_value(); // else the counts below say it
    return looking(desk.tools.work, [&]() -> Result<json::Value> {
        DOCKET_TRY(const auto page, desk.lists.arrivals(query));
        DOCKET_TRY(auto rows, rows_of(desk, page.rows));
        DOCKET_TRY(auto balances, ledger(desk));
        DOCKET_TRY(const auto counted, desk.lists.arrival_counts(query.day_from));
        return json::Value(json::Object{{"rows", std::move(rows)},
                                        {"total", query.counted ? page.total : all_in(query.list, counted)},
                                        {"ledger", std::move(balances)},
                                        {"counts", json::Object{{"todo", counted.todo},
                                                                {"reading", counted.reading},
                                                                {"today", counted.today},
                                                                {"all", counted.all}}}});
    });
}

} // namespace docket::desk
