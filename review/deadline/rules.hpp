// THE table of periods: what each rule counts, from when, for whom, and on which article (reference: the two
// regulations of 2005 and 2022; the ids T1 to T11 are the office's). L1 and L2 are local: their days and
// their basis are what the office's rules say. Values; constexpr; any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace docket::review {

// 2005 年《信访条例》 for acts up to 2022-04-30, 《信访工作条例》 from 2022-05-01 (its article 50).
enum class Regime : std::uint8_t { of_2005, of_2022 };
inline constexpr Date regime_2022{std::chrono::year{2022}, std::chrono::May, std::chrono::day{1}};
constexpr Regime regime_of(Date act) { return act < regime_2022 ? Regime::of_2005 : Regime::of_2022; }

// 日 are natural days, 工作日 leave out every day of rest.
enum class Unit : std::uint8_t { day, working_day };
std::string_view name(Unit unit); // "day", "working_day"

// Whose duty or right it is.
enum class Whose : std::uint8_t { office, other_organ, petitioner };

struct PeriodRule {
    std::string_view id;
    std::string_view name; // short, as a page shows it
    int count;             // 0: named by whoever set the period (T6), or by the office's rules (L1, L2)
    Unit unit;
    Whose whose;
    std::string_view trigger;                    // day 0, which is not counted
    std::string_view duty;                       // what must have been done at the end
    int extension;                               // days it may be extended by, once; 0: not at all
    bool without_hearing;                        // the days of a hearing are not counted
    bool may_be_published;                       // its document may be served by public notice
    std::string_view article_2005, article_2022; // empty: that regulation has no such period
    std::string_view duty_2005 = {};             // where that regulation asked for something else
    bool local = false;                          // days, unit and basis are the office's own (LocalRule)
};

// clang-format off
inline constexpr std::array period_rules{
    PeriodRule{"T1", "登记处理期限", 15, Unit::day, Whose::office, "收到信访事项", "信访部门登记并转送、交办或者作其他处理",
               0, false, false, "《信访条例》第二十一条", "《信访工作条例》第二十二条",
               "信访工作机构登记并转送、交办或者作其他处理"},
    PeriodRule{"T2", "直接收件告知期限", 15, Unit::day, Whose::other_organ, "其他机关、单位直接收到信访人提出的信访事项",
               "书面告知信访人接收情况以及处理途径和程序（姓名、名称或者住址不清的除外）",
               0, false, false, "《信访条例》第二十二条", "《信访工作条例》第二十三条第一款、第二款",
               "决定是否受理并书面告知信访人（姓名、住址不清的除外）"},
    PeriodRule{"T3", "转送、交办告知期限", 15, Unit::day, Whose::other_organ, "责任机关、单位收到转送、交办的信访事项",
               "书面告知信访人接收情况以及处理途径和程序，并按要求通报转送、交办的信访部门",
               0, false, false, "《信访条例》第二十一条第二款", "《信访工作条例》第二十三条第三款",
               "决定是否受理并书面告知信访人，按要求通报信访工作机构"},
    PeriodRule{"T4", "转送异议期限", 5, Unit::working_day, Whose::other_organ, "收到转送、交办而认为不属于本机关、单位职权范围",
               "向转送、交办的信访部门提出书面异议并详细说明理由", 0, false, false, "", "《信访工作条例》第二十三条第三款"},
    PeriodRule{"T5", "办理期限", 60, Unit::day, Whose::other_organ, "受理信访事项", "办结并出具信访处理意见书",
               30, false, false, "《信访条例》第三十三条", "《信访工作条例》第三十四条"},
    PeriodRule{"T6", "交办期限", 0, Unit::day, Whose::other_organ, "收到要求反馈结果的交办函", "向交办的信访部门提交办结报告",
               0, false, false, "《信访条例》第二十一条第一款第四项", "《信访工作条例》第二十二条第一款第三项",
               "向交办的信访工作机构提交办结报告"},
    PeriodRule{"T7", "申请复查期限", 30, Unit::day, Whose::petitioner, "信访人收到书面处理意见", "信访人请求复查",
               0, false, true, "《信访条例》第三十四条", "《信访工作条例》第三十五条"},
    PeriodRule{"T8", "复查期限", 30, Unit::day, Whose::office, "复查机关收到复查申请", "复查机关提出复查意见并书面答复",
               0, false, false, "《信访条例》第三十四条", "《信访工作条例》第三十五条"},
    PeriodRule{"T9", "申请复核期限", 30, Unit::day, Whose::petitioner, "信访人收到书面复查意见", "信访人请求复核",
               0, false, true, "《信访条例》第三十五条", "《信访工作条例》第三十六条"},
    PeriodRule{"T10", "复核期限", 30, Unit::day, Whose::office, "复核机关收到复核申请", "复核机关提出复核意见",
               0, true, false, "《信访条例》第三十五条", "《信访工作条例》第三十六条"},
    PeriodRule{"T11", "改进建议反馈期限", 30, Unit::day, Whose::other_organ, "收到信访工作机构的改进建议", "书面反馈情况，未采纳的说明理由",
               0, false, false, "《信访条例》第三十六条", ""},
    PeriodRule{"L1", "补正期限", 0, Unit::working_day, Whose::petitioner, "申请人收到补正告知书", "申请人补正申请材料；届满没有补正的，本机关决定是否受理",
               0, false, true, "", "", "", true},
    PeriodRule{"L2", "答复期限", 0, Unit::working_day, Whose::other_organ, "被申请人收到提交材料、答辩通知书",
               "被申请人提交案卷、证据和书面答复；届满没有提交的，本机关催办，复查、复核期限照常进行",
               0, false, false, "", "", "", true},
};
// clang-format on

constexpr std::string_view basis_of(const PeriodRule& rule, Regime regime) {
    return regime == Regime::of_2005 ? rule.article_2005 : rule.article_2022;
}
constexpr std::string_view duty_of(const PeriodRule& rule, Regime regime) {
    return regime == Regime::of_2005 && !rule.duty_2005.empty() ? rule.duty_2005 : rule.duty;
}
const PeriodRule* find_rule(std::string_view id); // none of that id: null
// The days of the organ complained of run beside those of the review, and say nothing of when it must end.
inline constexpr std::string_view answer_rule = "L2";
// A duty that somebody sees to: the office's own, and that of the organ whose round it follows. The
// petitioner's windows and the organ's right to object (T4) are nobody's duty; but when the days for
// supplementing a request are over (L1), the office decides.
bool is_chased(std::string_view id);

} // namespace docket::review
