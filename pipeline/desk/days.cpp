#include "pipeline/desk/days.hpp"

#include "review/deadline/period.hpp"

#include <algorithm>
#include <chrono>

namespace docket::desk {

namespace {

using review::Calendar;
using review::Deadline;
using review::is_weekend;
using review::kind_of_day;
using review::weekday;
using std::chrono::sys_days;

std::string title_of(const Deadline& deadline) {
    const auto* rule = review::find_rule(deadline.rule);
    return std::string(rule ? rule->name : "期限") + " " + std::to_string(deadline.count) +
           (deadline.unit == "day" ? "日" : "个工作日") +
           (deadline.extended > 0 ? "，延长" + std::to_string(deadline.extended) + "日" : "") +
           (deadline.hearing_days > 0 ? "，扣除听证" + std::to_string(deadline.hearing_days) + "日" : "");
}

// What the period was counted from, as far as it was kept: day 0, and what lengthened it.
review::PeriodFacts facts_of(const Deadline& deadline) {
    review::PeriodFacts facts{.rule = deadline.rule, .from = deadline.from};
    facts.hearing_days = deadline.hearing_days;
    facts.extended = deadline.extended;
    const auto* rule = review::find_rule(deadline.rule);
    if (rule && rule->local)
        facts.local = review::LocalRule{
            deadline.count,
            deadline.unit == review::name(review::Unit::day) ? review::Unit::day : review::Unit::working_day,
            deadline.basis};
    else if (rule && rule->count == 0)
        facts.until = deadline.raw;
    return facts;
}
int days_of(const Deadline& deadline) { return deadline.count + deadline.extended + deadline.hearing_days; }

std::vector<std::string> steps_of(const Deadline& deadline, const Calendar& calendar) {
    std::vector<std::string> steps;
    const auto* rule = review::find_rule(deadline.rule);
    steps.push_back(deadline.rule + " " + title_of(deadline) + (rule ? "：" + std::string(rule->duty) : "") +
                    "。");
    steps.push_back("起算：" + iso(deadline.from) + "（" + std::string(weekday(deadline.from)) + "）" +
                    std::string(rule ? rule->trigger : "") + "，当日不计。");
    if (deadline.extended > 0)
        steps.push_back("经本机关负责人批准延长 " + std::to_string(deadline.extended) + " 日，与原 " +
                        std::to_string(deadline.count) + " 日相加。");
    if (deadline.hearing_days > 0)
        steps.push_back("听证所用 " + std::to_string(deadline.hearing_days) + " 日不计算在期限内。");
    steps.push_back("第" + std::to_string(days_of(deadline)) + "日为 " + iso(deadline.raw) + "（" +
                    kind_of_day(deadline.raw, calendar) + "）。");
    if (!deadline.effective) {
        steps.push_back(std::to_string(static_cast<int>(deadline.raw.year())) +
                        "年的放假安排尚未公布，期限末日暂定，公布后重新计算。");
    } else if (*deadline.effective != deadline.raw) {
        steps.push_back("末日是法定休假日，顺延到休假日后的第一日 " + iso(*deadline.effective) + "（" +
                        kind_of_day(*deadline.effective, calendar) + "）。");
    } else {
        steps.emplace_back("末日不是法定休假日，不顺延。");
    }
    if (deadline.former && deadline.recounted)
        steps.push_back("日历公布或者情况变动后于 " + iso(*deadline.recounted) + " 重新计算，此前显示为 " +
                        iso(*deadline.former) + "。");
    steps.push_back("依据：" + deadline.basis + "；《民法典》第二百零一条、第二百零三条。");
    if (deadline.rule == "T8" || deadline.rule == "T10") steps.emplace_back("复查、复核期限没有延长的规定。");
    return steps;
}

json::Array strip_of(const Deadline& deadline, const Calendar& calendar) {
    json::Array out;
    const auto end = last_day(deadline);
    for (Date day = deadline.from; sys_days{day} <= sys_days{end}; day = plus_days(day, 1)) {
        const auto rest = calendar.is_rest(day);
        const bool swapped = rest && !*rest && is_weekend(day);
        const char* kind = rest && *rest ? "rest" : swapped ? "swapped" : "counted";
        std::string words = kind_of_day(day, calendar);
        if (day == deadline.raw) kind = "raw", words += "，第" + std::to_string(days_of(deadline)) + "日";
        if (day == end && deadline.effective) kind = "due", words += "，末日";
        if (day == deadline.from) kind = "start", words += "，起算日，不计";
        out.emplace_back(json::Object{{"date", iso(day)}, {"kind", kind}, {"words", words}});
    }
    return out;
}

int working_days_left(Date today, Date end, const Calendar& calendar) {
    int n = 0;
    for (Date day = plus_days(today, 1); sys_days{day} <= sys_days{end} && n < 4; day = plus_days(day, 1)) {
        const auto rest = calendar.is_rest(day);
        n += rest && *rest ? 0 : 1;
    }
    return n;
}

} // namespace

bool is_chased(const Deadline& deadline) { return review::is_chased(deadline.rule); }
Date last_day(const Deadline& deadline) { return deadline.effective.value_or(deadline.raw); }

const Deadline* next_due(const review::Case& c) {
    const Deadline* next = nullptr;
    for (const auto& deadline : c.deadlines)
        if (!deadline.met && is_chased(deadline) &&
            (!next || sys_days{last_day(deadline)} < sys_days{last_day(*next)}))
            next = &deadline;
    return next;
}

int days_between(Date from, Date to) { return static_cast<int>((sys_days{to} - sys_days{from}).count()); }

json::Object clock_of(const Deadline& deadline, Date today, const Calendar& calendar) {
    const auto end = last_day(deadline);
    const int left = days_between(today, end);
    json::Object out{{"state", "normal"}, {"words", "剩" + std::to_string(left) + "日"}};
    if (deadline.met) {
        out = {{"state", "done"}, {"words", "已完成"}};
    } else if (left < 0) {
        out = {{"state", "overdue"}, {"words", "超" + std::to_string(-left) + "日"}};
    } else if (working_days_left(today, end, calendar) <= 3 || left * 10 <= deadline.count) {
        out = {{"state", "soon"}, {"words", left == 0 ? "今日到期" : "剩" + std::to_string(left) + "日"}};
    }
    out.set("date", iso(end)).set("rule", deadline.rule).set("provisional", !deadline.effective);
    return out;
}

json::Object clock_of(const review::Case& c, Date today, const Calendar& calendar) {
    const auto* next = next_due(c);
    const bool reports_first = !c.urgent.reports_missing().empty() &&
                               (!next || last_day(*next) >= c.urgent.marked_on.value_or(today));
    if (reports_first) return clock_of_report(c, today);
    if (next) return clock_of(*next, today, calendar);
    const bool ran = std::ranges::any_of(c.deadlines, is_chased);
    return ran ? json::Object{{"state", "done"}, {"words", "已办"}}
               : json::Object{{"state", "not_started"}, {"words", "未起算"}};
}

json::Object clock_of_report(const review::Case& c, Date today) {
    const auto day = c.urgent.marked_on.value_or(today);
    const bool late = day < today;
    return {{"state", late ? "overdue" : "soon"},
            {"words", late ? "立即（逾期未报告）" : "立即"},
            {"date", iso(day)}};
}

Date soon_until(Date today, const Calendar& calendar) {
    Date day = today;
    for (int n = 0; n < 3;) {
        day = plus_days(day, 1);
        const auto rest = calendar.is_rest(day);
        n += rest && *rest ? 0 : 1;
    }
    return day;
}

json::Object explained(const Deadline& deadline, Date today, const Calendar& calendar) {
    json::Array steps;
    for (auto& step : steps_of(deadline, calendar)) steps.emplace_back(std::move(step));
    json::Object out{{"rule", deadline.rule},     {"title", title_of(deadline)},
                     {"basis", deadline.basis},   {"from", iso(deadline.from)},
                     {"count", deadline.count},   {"unit", deadline.unit},
                     {"raw", iso(deadline.raw)},  {"round", deadline.round},
                     {"met", deadline.met},       {"clock", clock_of(deadline, today, calendar)},
                     {"steps", std::move(steps)}, {"strip", strip_of(deadline, calendar)}};
    if (deadline.effective) out.set("effective", iso(*deadline.effective));
    if (deadline.former) out.set("former", iso(*deadline.former));
    if (deadline.extended > 0) out.set("extended", deadline.extended);
    if (deadline.hearing_days > 0) out.set("hearing_days", deadline.hearing_days);
    // A period that is met, or not counted anew yet, keeps a day that this calendar would not give it.
    if (const auto computed = review::compute(facts_of(deadline), calendar);
        computed && computed->raw == deadline.raw && computed->effective == deadline.effective)
        out.set("explanation", review::explain(*computed, calendar));
    return out;
}

std::string today_words(Date today, const Calendar& calendar) {
    const auto rest = calendar.is_rest(today);
    std::string kind{weekday(today)};
    if (rest) kind += *rest ? "，休息日" : "，工作日";
    return iso(today) + "（" + kind + "）";
}

} // namespace docket::desk
