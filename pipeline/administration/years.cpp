// The calendars of years: publishing one says first what it would move.
#include "pipeline/administration/noting.hpp"
#include "pipeline/flow/recount.hpp"
#include "review/deadline/period.hpp"

#include <algorithm>
#include <optional>

namespace docket::administration {

namespace {

using flow::CalendarYear;
using review::Calendar;
using review::days_off;

constexpr std::size_t shortest_source = 4, longest_source = 200;

const CalendarYear* published(const flow::BylawsChanges& changes, int year) {
    const auto found = std::ranges::find(changes.years, year, &CalendarYear::year);
    return found == changes.years.end() ? nullptr : &*found;
}

// The text in force; none where nobody has published the year.
std::optional<std::string> text_of(const flow::ShippedBylaws& shipped, const flow::BylawsChanges& changes,
                                   int year) {
    if (const auto* ours = published(changes, year)) return ours->days;
    const auto found = shipped.years.find(year);
    return found == shipped.years.end() ? std::nullopt : std::optional(found->second);
}

json::Array days_of(const review::YearText& text) {
    json::Array out;
    for (const auto& day : text.days)
        out.emplace_back(json::Object{{"date", iso(day.date)}, {"off", day.off}, {"remark", day.remark}});
    return out;
}

Result<json::Object> year_row(int year, const flow::ShippedBylaws& shipped,
                              const flow::BylawsChanges& changes, const flow::Tools& tools) {
    const auto text = text_of(shipped, changes, year);
    json::Object row{{"year", year}, {"published", text.has_value()}, {"version", 0}};
    if (!text) return row;
    DOCKET_TRY(const auto parsed, review::parse_year(*text));
    row.set("off", days_off(parsed)).set("work", parsed.days.size() - days_off(parsed));
    const auto* ours = published(changes, year);
    row.set("origin", ours ? "local" : "default").set("source", ours ? ours->source : parsed.notice);
    if (ours == nullptr) return row;
    const auto who = tools.directory.person(ours->by);
    row.set("version", ours->version)
        .set("changed", to_ms(ours->changed))
        .set("by", who ? who->name : ours->by);
    return row;
}

Result<review::YearText> year_typed(int year, const json::Value& input) {
    auto text = review::parse_year(input.text_at("days"));
    if (!text)
        return fail(Kind::invalid, "calendar.malformed",
                    "日历文本有误（" + text.error().detail + "）。第一行写 year," + std::to_string(year) +
                        "，以下每行一天：2027-01-01,off 为休，2027-01-02,work 为班。");
    if (text->year == year) return text;
    return fail(Kind::invalid, "calendar.other_year",
                "这是 " + std::to_string(text->year) + " 年的日历，不是 " + std::to_string(year) + " 年的。");
}

const char* kind_of(Date day, const Calendar& calendar) {
    const auto rest = calendar.is_rest(day);
    return !rest ? "unknown" : *rest ? "rest" : "working";
}

// Every day of the year that is another after it; of a year that nobody knew, what differs from its weekday.
json::Array changes_between(int year, const review::YearText& fresh, const Calendar& before,
                            const Calendar& after) {
    json::Array out;
    const auto add = [&](Date day, const std::string& remark) {
        out.emplace_back(json::Object{{"date", iso(day)},
                                      {"old", kind_of(day, before)},
                                      {"new", kind_of(day, after)},
                                      {"remark", remark}});
    };
    if (!before.knows(std::chrono::year{year})) {
        for (const auto& day : fresh.days) add(day.date, day.remark);
        return out;
    }
    for (Date day{std::chrono::year{year}, std::chrono::January, std::chrono::day{1}};
         static_cast<int>(day.year()) == year; day = plus_days(day, 1)) {
        if (std::string_view(kind_of(day, before)) == kind_of(day, after)) continue;
        const auto named = std::ranges::find(fresh.days, day, &review::CalendarDay::date);
        add(day, named == fresh.days.end() ? "" : named->remark);
    }
    return out;
}

struct Moved {
    int cases = 0, days = 0, settled = 0; // settled: were provisional, and are not any more
};

Result<Moved> moved_by(const Calendar& after, const flow::Tools& tools) {
    DOCKET_TRY(const auto cases, tools.cases.all());
    Moved out;
    for (const auto& c : cases) {
        bool moves = false;
        for (const auto& deadline : c.deadlines) {
            auto counted = deadline;
            if (deadline.met || !review::recount(counted, after, tools.today())) continue;
            moves = true;
            ++out.days;
            out.settled += !deadline.effective && counted.effective ? 1 : 0;
        }
        out.cases += moves ? 1 : 0;
    }
    return out;
}

// The bylaws as they would be.
Result<flow::Bylaws> with_year(const Ports& ports, flow::BylawsChanges changes, CalendarYear year) {
    std::erase_if(changes.years, [&](const CalendarYear& other) { return other.year == year.year; });
    changes.years.push_back(std::move(year));
    return flow::enact(ports.bylaws.shipped(), changes);
}

} // namespace

Result<json::Value> calendars(const flow::Tools& tools, const Ports& ports, int year) {
    DOCKET_TRY(const auto changes, ports.bylaws.book().read());
    const auto& shipped = ports.bylaws.shipped();
    const int this_year = static_cast<int>(tools.today().year());
    int first = this_year, last = this_year + 1;
    for (const auto& [known, text] : shipped.years)
        first = std::min(first, known), last = std::max(last, known);
    for (const auto& one : changes.years) first = std::min(first, one.year), last = std::max(last, one.year);
    json::Array years;
    for (int one = last; one >= first; --one) {
        DOCKET_TRY(auto row, year_row(one, shipped, changes, tools));
        years.emplace_back(std::move(row));
    }
    const int shown = year == 0 ? this_year : year;
    json::Object out{{"years", std::move(years)}, {"year", shown}, {"days", json::Array{}}, {"text", ""}};
    if (const auto text = text_of(shipped, changes, shown)) {
        DOCKET_TRY(const auto parsed, review::parse_year(*text));
        out.set("days", days_of(parsed)).set("text", *text);
    }
    return json::Value(std::move(out));
}

Result<json::Value> compare_year(const flow::Tools& tools, const Ports& ports, int year,
                                 const json::Value& input) {
    DOCKET_TRY(const auto fresh, year_typed(year, input));
    DOCKET_TRY(const auto changes, ports.bylaws.book().read());
    DOCKET_TRY(const auto before, flow::enact(ports.bylaws.shipped(), changes));
    DOCKET_TRY(const auto after,
               with_year(ports, changes, {year, input.text_at("days"), "", 0, tools.clock.now(), ""}));
    DOCKET_TRY(const auto moved, moved_by(after.calendar, tools));
    return json::Value(
        json::Object{{"off", days_off(fresh)},
                     {"work", fresh.days.size() - days_off(fresh)},
                     {"changes", changes_between(year, fresh, before.calendar, after.calendar)},
                     {"cases", moved.cases},
                     {"deadlines", moved.days},
                     {"settled", moved.settled}});
}

Result<json::Value> publish_year(const flow::Tools& tools, const Ports& ports, const Person& by, int year,
                                 const json::Value& input) {
    DOCKET_TRY(const auto fresh, year_typed(year, input));
    const auto source = trimmed(input.text_at("source"));
    if (characters(source) < shortest_source || characters(source) > longest_source)
        return fail(Kind::invalid, "calendar.source_missing",
                    "请写明依据的通知（4 至 200 字），例如：国务院办公厅关于某年部分节假日安排的通知。");
    DOCKET_TRY(const auto changes, ports.bylaws.book().read());
    const auto before = text_of(ports.bylaws.shipped(), changes, year);
    const CalendarYear after{year, input.text_at("days"), source, input.int_at("version"), tools.clock.now(),
                             by.id};
    DOCKET_CHECK(with_year(ports, changes, after));
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports.bylaws.book().put(tx, after));
        DOCKET_CHECK(flow::ask_recount(tx, tools, year, std::to_string(after.version + 1)));
        return note(tx, tools, "calendar:" + std::to_string(year), "publish_calendar", by,
                    before ? json::Value(*before) : json::Value(), after.days, source);
    }));
    DOCKET_CHECK(ports.bylaws.look());
    return calendars(tools, ports, year);
}

} // namespace docket::administration
