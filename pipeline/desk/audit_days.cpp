// The ledger by day, from both sides.
#include "pipeline/desk/audit_parts.hpp"
#include "pipeline/desk/labels.hpp"

#include <array>

namespace docket::desk {

namespace {

constexpr int days_a_page = 31, most_differences = 200, arrivals_a_page = 200;

json::Object arrivals_view(const flow::ArrivalCounts& a) {
    return {{"received", a.received}, {"registered", a.registered}, {"needs_person", a.needs_person},
            {"rejected", a.rejected}, {"duplicate", a.duplicate},   {"in_progress", a.in_progress}};
}
json::Object pages_view(const flow::PageCounts& p) {
    return {{"received", p.received},       {"in_letters", p.in_letters},
            {"separator", p.separator},     {"blank_hidden", p.blank_hidden},
            {"in_rejected", p.in_rejected}, {"in_duplicates", p.in_duplicates},
            {"in_progress", p.in_progress}};
}

json::Object day_view(const DayBook& book) {
    return {{"day", iso(book.day)},
            {"recorded", book.recorded},
            {"arrivals", arrivals_view(book.counts.arrivals)},
            {"pages", pages_view(book.counts.pages)},
            {"balanced", book.counts.balanced() && book.recorded == book.counts.arrivals.received &&
                             book.differences == 0},
            {"differences", book.differences}};
}

json::Object difference_view(const Difference& one) {
    json::Object out{{"kind", name(one.kind)},
                     {"day", iso(one.day)},
                     {"arrival", flow::arrival_name(one.arrival)},
                     {"opened", one.opened},
                     {"there", one.there}};
    if (one.event != 0) out.set("event", one.event);
    return out;
}

Failure no_such_day() {
    return fail(Kind::invalid, "audit.filter_malformed", "日期写法不对，请清除筛选后重试。");
}

// What the days of a page differ in; of the last page everything older, too.
Result<json::Array> differences_of(const Desk& desk, const DaysPage& page) {
    json::Array out;
    if (page.rows.empty()) return out;
    DOCKET_TRY(const auto found,
               desk.day_books.differences(page.rows.back().day, page.rows.front().day, most_differences));
    for (const auto& one : found) out.emplace_back(difference_view(one));
    return out;
}

} // namespace

std::string_view name(Difference::Kind kind) {
    constexpr std::array<std::string_view, 3> names{"lost", "unrecorded", "pages"};
    return names.at(static_cast<std::size_t>(kind));
}

Result<json::Value> day_books(const Desk& desk, const std::string& before) {
    std::optional<Date> until;
    if (!before.empty()) {
        const auto day = parse_iso_date(before);
        if (!day) return no_such_day();
        until = *day;
    }
    DOCKET_TRY(const auto page, desk.day_books.days(until, days_a_page));
    DOCKET_TRY(auto differences, differences_of(desk, page));
    json::Array rows;
    for (const auto& book : page.rows) rows.emplace_back(day_view(book));
    json::Object out{{"rows", std::move(rows)}, {"differences", std::move(differences)}};
    if (page.next_before) out.set("next", iso(*page.next_before));
    return json::Value(std::move(out));
}

Result<json::Value> whole_book(const Desk& desk) {
    DOCKET_TRY(const auto whole, desk.day_books.whole());
    return json::Value(json::Object{
        {"recorded", whole.recorded},
        {"arrivals", arrivals_view(whole.counts.arrivals)},
        {"pages", pages_view(whole.counts.pages)},
        {"disagreeing", whole.counts.pages.disagreeing},
        {"balanced", whole.counts.balanced() && whole.recorded == whole.counts.arrivals.received}});
}

Result<json::Value> day_arrivals(const Desk& desk, const std::string& day, const std::string& state,
                                 std::int64_t after) {
    const auto date = parse_iso_date(day);
    if (!date) return no_such_day();
    DOCKET_TRY(auto found, desk.day_books.arrivals(*date, state, after, arrivals_a_page + 1));
    const bool more = found.size() > static_cast<std::size_t>(arrivals_a_page);
    if (more) found.pop_back();
    json::Array rows;
    for (const auto& one : found)
        rows.emplace_back(json::Object{{"arrival", flow::arrival_name(one.arrival)},
                                       {"name", one.name},
                                       {"state", one.state},
                                       {"reason", one.reason},
                                       {"case", one.case_number},
                                       {"opened", one.opened},
                                       {"pages", one.pages},
                                       {"at", to_ms(one.at)}});
    json::Object out{{"rows", std::move(rows)}};
    if (more) out.set("next", found.back().arrival);
    return json::Value(std::move(out));
}

} // namespace docket::desk
