// A period in words, for whoever must defend it: the rule and its article, day 0, the days that did not
// count, the last day.
#include "review/deadline/period.hpp"

#include <vector>

namespace docket::review {

namespace {

using std::chrono::sys_days;

std::string day_words(Date day, const Calendar& calendar) {
    return formal(day) + "（" + kind_of_day(day, calendar) + "）";
}

// 2022年10月1日至7日, 2022年12月31日至2023年1月2日
std::string span_words(Date first, Date last) {
    if (first == last) return formal(first);
    if (first.year() != last.year()) return formal(first) + "至" + formal(last);
    const auto day = std::to_string(static_cast<unsigned>(last.day())) + "日";
    return formal(first) + "至" +
           (first.month() == last.month() ? day
                                          : std::to_string(static_cast<unsigned>(last.month())) + "月" + day);
}

// Days that follow one another are one span.
std::string spans_words(const std::vector<Date>& days) {
    std::string out;
    for (std::size_t i = 0; i < days.size();) {
        auto last = i;
        while (last + 1 < days.size() && days[last + 1] == plus_days(days[last], 1)) ++last;
        out += (out.empty() ? "" : "、") + span_words(days[i], days[last]);
        i = last + 1;
    }
    return out;
}

std::string length_words(const Period& period) {
    const auto count = std::to_string(period.count);
    if (period.facts.until) return "交办函指定的" + formal(*period.facts.until);
    return period.unit == Unit::day ? count + "日" : count + "个工作日";
}

std::string begin_words(const Period& period, const Calendar& calendar) {
    const auto from = day_words(period.facts.from, calendar);
    if (!period.facts.public_notice) return "起算日" + from + "当日不计入，自次日起算。";
    const auto days = std::to_string(days_of_notice(period.facts.from));
    return "文书于" + from + "公告，自公告之日起经过" + days + "日，即" + day_words(period.begins, calendar) +
           "视为送达（参照当时的《民事诉讼法》" +
           std::string(days_of_notice(period.facts.from) == 30 ? "第九十五条" : "第九十二条") +
           "）；送达当日不计入，自次日起算。";
}

std::string raw_words(const Period& period, const Calendar& calendar) {
    if (period.facts.until) return "指定的日期" + day_words(period.raw, calendar) + "即期限末日。";
    std::string out = "按自然日计算，第" +
                      std::to_string(period.count + period.facts.extended + period.facts.hearing_days) +
                      "日为" + day_words(period.raw, calendar) + "。";
    if (period.facts.extended > 0)
        out =
            (period.regime == Regime::of_2005 ? "经行政机关负责人批准延长" : "经本机关、单位负责人批准延长") +
            std::to_string(period.facts.extended) + "日，与原" + std::to_string(period.count) + "日相加。" +
            out;
    if (period.facts.hearing_days > 0)
        out =
            "听证所用" + std::to_string(period.facts.hearing_days) + "日不计算在期限内，末日相应后移。" + out;
    return out;
}

std::string year_unknown(const Period& period, const Calendar& calendar) {
    return std::to_string(static_cast<int>(year_missing(period, calendar))) +
           "年节假日安排尚未公布，末日不能确定，暂定为" + formal(period.raw) +
           "，安排公布并导入后重新计算；在此之前不以该日认定信访人逾期。";
}

std::string end_words(const Period& period, const Calendar& calendar) {
    if (!period.effective) return year_unknown(period, calendar);
    const auto end = *period.effective;
    if (end == period.raw) return "该日不是法定休假日，不顺延。期限于" + formal(end) + "届满。";
    return span_words(period.raw, plus_days(end, -1)) + "为法定休假日，顺延至休假日后的第一日" +
           day_words(end, calendar) + "。期限于" + formal(end) + "届满。";
}

std::string working_words(const Period& period, const Calendar& calendar) {
    if (!period.effective) return year_unknown(period, calendar);
    std::vector<Date> counted, rest;
    for (auto day = plus_days(period.begins, 1); sys_days{day} <= sys_days{*period.effective};
         day = plus_days(day, 1))
        (calendar.is_rest(day).value_or(true) ? rest : counted).push_back(day);
    std::string out = "计入的工作日为" + spans_words(counted) + "；";
    out += rest.empty() ? "其间没有休假日。" : "其间" + spans_words(rest) + "为法定休假日，不计入。";
    return out + "期限于" + day_words(*period.effective, calendar) + "届满。";
}

// The same articles stood in the 民法总则 before the code was in force.
constexpr Date civil_code{std::chrono::year{2021}, std::chrono::January, std::chrono::day{1}};

std::string counted_by(const Period& period) {
    const std::string code = period.begins < civil_code ? "《民法总则》" : "《民法典》";
    return period.unit == Unit::day
               ? "（日的计算参照" + code + "第二百零一条、第二百零三条。）"
               : "（工作日不含法定休假日，调休的工作日计入；起算日不计参照" + code + "第二百零一条。）";
}

} // namespace

std::string explain(const Period& period, const Calendar& calendar) {
    const auto& rule = *period.rule;
    return std::string(rule.id) + " " + std::string(rule.name) + "：依照" + std::string(basis_of(period)) +
           "，自" + std::string(rule.trigger) + "之日起" + (period.facts.until ? "至" : "") +
           length_words(period) + "内，" + std::string(duty_of(rule, period.regime)) + "。" +
           begin_words(period, calendar) +
           (period.unit == Unit::day ? raw_words(period, calendar) + end_words(period, calendar)
                                     : working_words(period, calendar)) +
           counted_by(period);
}

} // namespace docket::review
