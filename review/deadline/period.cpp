#include "review/deadline/period.hpp"

namespace docket::review {

namespace {

constexpr int longest_hearing = 366; // days: more is a slip of the pen
constexpr Date notice_of_30_days{std::chrono::year{2022}, std::chrono::January, std::chrono::day{1}};

std::string title(const PeriodRule& rule) {
    return std::string(rule.id) + "（" + std::string(rule.name) + "）";
}

// What the rule knows of what was asked. An extension or a hearing that the regulations do not provide for
// would make a late decision look like one in time.
Result<void> admit(const PeriodRule& rule, Regime regime, const PeriodFacts& facts) {
    if (rule.local != facts.local.has_value() || (facts.local && facts.local->days < 1))
        return fail(Kind::invalid, "deadline.local",
                    rule.local ? title(rule) + "由本机关的规定确定，在办件时按本机关规定的天数计算。"
                               : title(rule) + "由法规规定，不由本机关规定。");
    if (basis_of(rule, regime).empty() && !rule.local)
        return fail(Kind::invalid, "deadline.not_in_regime",
                    std::string(regime == Regime::of_2005 ? "2005年《信访条例》" : "《信访工作条例》") +
                        "没有规定 " + title(rule) + "。");
    if (facts.extended != 0 && (facts.extended < 0 || facts.extended > rule.extension))
        return fail(Kind::invalid, "deadline.extension",
                    title(rule) + (rule.extension == 0 ? "没有延长的规定。"
                                                       : "只能延长一次，延长不超过" +
                                                             std::to_string(rule.extension) + "日。"));
    if (facts.hearing_days != 0 &&
        (facts.hearing_days < 0 || facts.hearing_days > longest_hearing || !rule.without_hearing))
        return fail(Kind::invalid, "deadline.hearing",
                    rule.without_hearing ? "听证所用天数须在 1 至 366 之间。"
                                         : title(rule) + "没有扣除听证时间的规定。");
    if (facts.public_notice && !rule.may_be_published)
        return fail(Kind::invalid, "deadline.notice", title(rule) + "不由公告送达起算。");
    const bool named = rule.count == 0 && !rule.local;
    if (facts.until.has_value() != named)
        return fail(Kind::invalid, "deadline.until",
                    named ? title(rule) + "由交办函指定，请给出指定的日期。"
                          : title(rule) + "由法规规定，不由交办函指定。");
    if (facts.until && *facts.until < facts.from)
        return fail(Kind::invalid, "deadline.until", "交办函指定的日期早于收到之日。");
    return {};
}

struct LastDay {
    Date raw{};
    std::optional<Date> effective;
};

// So many working days after a day. Where a year is not published no day before the raw one could be it.
LastDay after_working_days(Date from, int count, const Calendar& calendar) {
    auto day = from;
    for (int left = count; left > 0;) {
        day = plus_days(day, 1);
        const auto working = calendar.is_working(day);
        if (!working) return {plus_days(from, count), {}};
        left -= *working ? 1 : 0;
    }
    return {day, day};
}

} // namespace

std::optional<Date> end_of(Date raw, const Calendar& calendar) {
    for (Date day = raw;; day = plus_days(day, 1)) {
        const auto rest = calendar.is_rest(day);
        if (!rest) return {}; // the year is not published: provisional
        if (!*rest) return day;
    }
}

std::string_view basis_of(const Period& period) {
    if (!period.facts.local) return basis_of(*period.rule, period.regime);
    return period.facts.local->basis.empty() ? "本机关规定" : period.facts.local->basis;
}

int days_of_notice(Date published) { return published < notice_of_30_days ? 60 : 30; }

Result<Period> compute(const PeriodFacts& facts, const Calendar& calendar) {
    const auto* rule = find_rule(facts.rule);
    if (rule == nullptr)
        return fail(Kind::not_found, "deadline.rule_unknown",
                    "没有期限规则 " + std::string(facts.rule) + "。");
    Period out{rule, {}, facts, facts.from, rule->count, rule->unit, {}, {}};
    if (facts.public_notice) out.begins = plus_days(facts.from, days_of_notice(facts.from));
    out.regime = facts.regime.value_or(regime_of(out.begins));
    DOCKET_CHECK(admit(*rule, out.regime, facts));
    if (facts.local) {
        out.count = facts.local->days;
        out.unit = facts.local->unit;
    }
    if (out.unit == Unit::working_day) {
        const auto end = after_working_days(out.begins, out.count, calendar);
        out.raw = end.raw;
        out.effective = end.effective;
        return out;
    }
    out.raw = facts.until.value_or(plus_days(out.begins, out.count + facts.extended + facts.hearing_days));
    if (facts.until)
        out.count =
            static_cast<int>((std::chrono::sys_days{out.raw} - std::chrono::sys_days{out.begins}).count());
    out.effective = end_of(out.raw, calendar);
    return out;
}

Result<Deadline> period(std::string_view id, Date from, const Calendar& calendar) {
    return period({.rule = id, .from = from}, calendar);
}

Result<Deadline> period(const PeriodFacts& facts, const Calendar& calendar) {
    DOCKET_TRY(const auto computed, compute(facts, calendar));
    Deadline out;
    out.rule = computed.rule->id;
    out.basis = basis_of(computed);
    out.from = computed.begins;
    out.count = computed.count;
    out.unit = name(computed.unit);
    out.raw = computed.raw;
    out.effective = computed.effective;
    out.extended = facts.extended;
    out.hearing_days = facts.hearing_days;
    return out;
}

std::chrono::year year_missing(const Period& period, const Calendar& calendar) {
    auto day = period.unit == Unit::day ? period.raw : period.begins;
    while (calendar.knows(day.year())) day = plus_days(day, 1);
    return day.year();
}

bool recount(Deadline& deadline, const Calendar& calendar, Date today) {
    const auto end = deadline.unit == name(Unit::working_day)
                         ? after_working_days(deadline.from, deadline.count, calendar)
                         : LastDay{deadline.raw, end_of(deadline.raw, calendar)};
    if (end.effective == deadline.effective) return false;
    deadline.former = deadline.effective.value_or(deadline.raw);
    deadline.recounted = today;
    deadline.raw = end.raw;
    deadline.effective = end.effective;
    return true;
}

} // namespace docket::review
