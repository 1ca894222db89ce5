#include "review/deadline/calendar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace docket::review {

namespace {
Failure malformed(int line, std::string_view why) {
    return fail(Kind::invalid, "calendar.malformed",
                "line " + std::to_string(line) + ": " + std::string(why));
}
} // namespace

Result<YearText> parse_year(std::string_view csv) {
    YearText out;
    for (int number = 1; !csv.empty(); ++number) {
        auto line = csv.substr(0, csv.find('\n'));
        csv.remove_prefix(std::min(csv.size(), line.size() + 1));
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        const auto comma = line.find(',');
        const auto first = line.substr(0, comma);
        const auto rest = comma == std::string_view::npos ? std::string_view{} : line.substr(comma + 1);
        if (out.year == 0) {
            const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out.year);
            if (first != "year" || error != std::errc{} || end != rest.data() + rest.size() || out.year <= 0)
                return malformed(number, "the first line is \"year,YYYY\"");
            continue;
        }
        if (first == "notice" && out.notice.empty() && out.days.empty() && !rest.empty()) {
            out.notice = rest;
            continue;
        }
        const auto date = parse_iso_date(first);
        if (!date || static_cast<int>(date->year()) != out.year)
            return malformed(number, "a day of that year is expected");
        const auto what = rest.substr(0, rest.find(','));
        if (what != "off" && what != "work")
            return malformed(number, "off or work is expected after the day");
        const auto remark = what.size() < rest.size() ? rest.substr(what.size() + 1) : std::string_view{};
        out.days.push_back({*date, what == "off", std::string(remark)});
    }
    if (out.year == 0) return malformed(0, "the text names no year");
    std::ranges::sort(out.days, {}, &CalendarDay::date);
    if (std::ranges::adjacent_find(out.days, {}, &CalendarDay::date) != out.days.end())
        return malformed(0, "a day is named twice");
    return out;
}

std::size_t days_off(const YearText& text) {
    return static_cast<std::size_t>(std::ranges::count_if(text.days, &CalendarDay::off));
}

Result<void> Calendar::add(std::string_view csv) {
    DOCKET_TRY(const auto text, parse_year(csv));
    const std::chrono::year year{text.year};
    const auto of_year = [&](std::chrono::sys_days day) { return Date{day}.year() == year; };
    std::erase_if(off_, of_year);
    std::erase_if(work_, of_year);
    years_.insert(year);
    for (const auto& day : text.days) (day.off ? off_ : work_).insert(std::chrono::sys_days{day.date});
    return {};
}

std::vector<int> Calendar::years() const {
    std::vector<int> out;
    for (const auto year : years_) out.push_back(static_cast<int>(year));
    return out;
}

Result<bool> Calendar::is_rest(Date day) const {
    if (!knows(day.year()))
        return fail(Kind::not_found, "calendar.year_not_published",
                    std::to_string(static_cast<int>(day.year())) +
                        " 年节假日安排尚未公布，请导入国务院办公厅通知后再计算。");
    const std::chrono::sys_days at{day};
    if (off_.contains(at)) return true;
    if (work_.contains(at)) return false;
    return is_weekend(day);
}

Result<bool> Calendar::is_working(Date day) const {
    DOCKET_TRY(const bool rest, is_rest(day));
    return !rest;
}

std::string_view weekday(Date day) {
    constexpr std::array<std::string_view, 7> names{"星期日", "星期一", "星期二", "星期三",
                                                    "星期四", "星期五", "星期六"};
    return names.at(std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding());
}

bool is_weekend(Date day) {
    const std::chrono::weekday w{std::chrono::sys_days{day}};
    return w == std::chrono::Saturday || w == std::chrono::Sunday;
}

std::string kind_of_day(Date day, const Calendar& calendar) {
    const auto rest = calendar.is_rest(day);
    std::string out{weekday(day)};
    if (!rest) return out + "，日历未公布";
    if (*rest) return out + (is_weekend(day) ? "，休息日" : "，节假日");
    return out + (is_weekend(day) ? "，调休上班" : "");
}

} // namespace docket::review
