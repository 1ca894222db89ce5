#include "pipeline/access/administration.hpp"
#include "pipeline/administration/administration.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/flow/recount.hpp"

#include <iostream>

namespace docket::app::verb {

namespace {

constexpr const char* calendar_synopsis =
    "docket calendar list --data DIR，docket calendar import FILE --as PERSON "
    "[--source NOTICE] --data DIR";

int list(const Call& call, const json::Value& all) {
    if (call.arguments.has("json")) {
        std::cout << json::dump(all.at("years"), 2) << '\n';
        return 0;
    }
    for (const auto& year : all.array_at("years")) {
        std::cout << year.int_at("year");
        if (!year.bool_at("published"))
            std::cout << "  尚未公布";
        else
            std::cout << "  休 " << year.int_at("off") << " 日，班 " << year.int_at("work") << " 日  "
                      << year.text_at("source");
        std::cout << '\n';
    }
    return 0;
}

Result<int> import(const Call& call, House& house, const administration::Ports& ports,
                   const std::string& file) {
    DOCKET_TRY(const auto by, house.tools().directory.person(call.arguments.text("as")));
    if (by.role != review::Role::administrator)
        return fail(Kind::forbidden, "calendar.administrator_only", "日历由管理员发布。");
    DOCKET_TRY(const auto text, read_text(file));
    DOCKET_TRY(const auto year, review::parse_year(text));
    DOCKET_TRY(const auto changes, ports.bylaws.book().read());
    std::int64_t version = 0;
    for (const auto& known : changes.years)
        if (known.year == year.year) version = known.version;
    const json::Value input(json::Object{
        {"days", text}, {"source", call.arguments.text("source", year.notice)}, {"version", version}});
    DOCKET_CHECK(administration::publish_year(house.tools(), ports, by, year.year, input));
    const auto off = review::days_off(year);
    // The days follow at once, here; the job that was asked for finds them counted.
    DOCKET_TRY(const auto moved, flow::recount_days(house.tools().now(), year.year));
    if (call.arguments.has("json"))
        std::cout << json::dump(json::Object{{"year", year.year},
                                             {"off", off},
                                             {"work", year.days.size() - off},
                                             {"cases", moved.cases},
                                             {"letters", moved.letters},
                                             {"deadlines", moved.days}},
                                2)
                  << '\n';
    else
        std::cout << year.year << " 年日历已发布：休 " << off << " 日，班 " << year.days.size() - off
                  << " 日；重新计算 " << moved.cases << " 件信访事项、" << moved.letters << " 件来件的 "
                  << moved.days << " 个期限\n";
    return 0;
}

} // namespace

Result<int> calendar(const Call& call) {
    const auto& words = call.arguments.rest();
    const bool lists = words.size() == 1 && words[0] == "list";
    if (!lists && (words.size() != 2 || words[0] != "import" || !call.arguments.has("as")))
        return usage(calendar_synopsis);
    DOCKET_TRY(const auto house, open_house(call));
    const auto doors = house->door();
    access::Administration keys(doors);
    const administration::Ports ports{doors.accounts, doors.sessions, keys, house->bylaws()};
    if (!lists) return import(call, *house, ports, words[1]);
    DOCKET_TRY(const auto all, administration::calendars(house->tools(), ports, 0));
    return list(call, all);
}

} // namespace docket::app::verb
