// The third table: on which grounds a matter or a request is not accepted, in which rounds each may be given,
// what the person is told and on which article. N1 to N8 are of petitions, F1 to F8 of requests for review
// and re-review; the ids are the office's. Values; constexpr; any thread.
#pragma once

#include "review/case.hpp"
#include "review/deadline/calendar.hpp"
#include "review/deadline/rules.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace docket::review {

// 不予受理; 不再受理 (the procedure is over); the person is told where the matter belongs.
enum class Says : std::uint8_t { not_accepted, no_longer, elsewhere };
std::string_view name(Says says);    // "no_longer"
std::string_view chinese(Says says); // "不再受理"

struct DeclineGround {
    std::string_view id;
    std::string_view name; // short, as a page shows it
    bool handling, review, re_review;
    Says says_2005, says_2022;
    bool wants_way; // the notice must name the organ and the procedure that remain
    bool visits;    // only of what was raised in a visit
    bool late;      // says that a period was missed, which the record must bear out
    bool local;     // the national texts are silent: only where the office has adopted it (office.json)
    std::string_view sentence; // of the notice: what is the case; a clause without a full stop
    std::string_view article_2005, article_2022; // empty: that regulation has no such ground
    bool another_route = false;                  // names the item of article 31 that applies
    bool unsupplied = false; // says that what was asked for did not come, which the record must bear out
};

// clang-format off
inline constexpr std::array decline_grounds{
    // id   name                 hand.  rev.   re-r.  2005                2022                way    visit  late   local
    DeclineGround{"N1", "办理期限内重复提出", true,  false, false, Says::not_accepted, Says::not_accepted, true,  false, false, false,
        "该事项已经由有权处理的机关、单位受理，正在办理期限内，信访人又向其上级机关、单位提出同一事项",
        "《信访条例》第十六条", "《信访工作条例》第十九条第三款"},
    DeclineGround{"N2", "应当请求复查（复核）", true,  false, false, Says::not_accepted, Says::not_accepted, true,  false, false, true,
        "该事项已有书面处理（复查）意见，请求复查（复核）的期限尚未届满，不服该意见的应当依法请求复查（复核）",
        "《信访条例》第三十四条、第三十五条", "《信访工作条例》第三十五条、第三十六条"},
    DeclineGround{"N3", "已经复核终结",       true,  true,  true,  Says::no_longer,    Says::no_longer,    false, false, false, false,
        "该事项已有复核意见，信访人仍以同一事实和理由提出",
        "《信访条例》第三十五条第三款", "《信访工作条例》第三十六条第三款"},
    DeclineGround{"N4", "逾期未请求复查（复核）", true,  false, false, Says::no_longer,    Says::no_longer,    false, false, false, true,
        "该事项已有书面处理（复查）意见，信访人没有正当理由，在规定期限内没有请求复查（复核），仍以同一事实和理由提出",
        "《信访条例》第三十四条、第三十五条", "《信访工作条例》第三十五条、第三十六条"},
    DeclineGround{"N5", "属于人大、法院、检察院职权", true, false, false, Says::elsewhere, Says::elsewhere, true,  false, false, false,
        "该事项属于人民代表大会、人民法院或者人民检察院的职权范围",
        "《信访条例》第十五条、第二十一条第一款第一项", "《信访工作条例》第二十二条第二款"},
    DeclineGround{"N6", "应当通过其他法定途径", true,  false, false, Says::not_accepted, Says::elsewhere,    true,  false, false, false,
        "该事项已经或者依法应当通过诉讼、仲裁、行政复议等法定途径解决",
        "《信访条例》第二十一条第一款第一项", "《信访工作条例》第二十八条第二款、第三十一条", true},
    DeclineGround{"N7", "不属于本机关职权",   true,  false, false, Says::elsewhere,    Says::elsewhere,    true,  false, false, false,
        "该事项不属于本机关的职权范围",
        "《信访条例》第二十二条", "《信访工作条例》第二十三条第二款"},
    DeclineGround{"N8", "越级走访",           true,  false, false, Says::not_accepted, Says::not_accepted, true,  true,  false, false,
        "该事项以走访形式提出，没有向有权处理的本级或者上一级机关、单位设立的接待场所提出",
        "《信访条例》第十六条", "《信访工作条例》第二十条第一款"},
    DeclineGround{"F1", "不适用复查、复核",   false, true,  true,  Says::not_accepted, Says::not_accepted, true,  false, false, false,
        "所申请的事项应当通过其他法定途径处理，或者原答复是履行法定职责的答复，不适用复查、复核程序",
        "《信访条例》第十四条第二款、第二十一条第一款", "《信访工作条例》第三十一条"},
    DeclineGround{"F2", "逾期申请复查",       false, true,  false, Says::not_accepted, Says::not_accepted, false, false, true,  false,
        "申请人没有在收到书面处理意见之日起30日内请求复查，又没有正当理由",
        "《信访条例》第三十四条", "《信访工作条例》第三十五条"},
    DeclineGround{"F3", "逾期申请复核",       false, false, true,  Says::not_accepted, Says::not_accepted, false, false, true,  false,
        "申请人没有在收到书面复查意见之日起30日内请求复核，又没有正当理由",
        "《信访条例》第三十五条", "《信访工作条例》第三十六条"},
    DeclineGround{"F4", "不是有权复查的机关", false, true,  false, Says::not_accepted, Says::not_accepted, true,  false, false, false,
        "本机关不是作出原处理意见的机关、单位的上一级机关、单位",
        "《信访条例》第三十四条", "《信访工作条例》第三十五条"},
    DeclineGround{"F5", "不是有权复核的机关", false, false, true,  Says::not_accepted, Says::not_accepted, true,  false, false, false,
        "本机关不是作出复查意见的机关、单位的上一级机关、单位",
        "《信访条例》第三十五条", "《信访工作条例》第三十六条"},
    DeclineGround{"F6", "提出新的请求",       false, true,  true,  Says::not_accepted, Says::not_accepted, true,  false, false, true,
        "所申请的事项超出原信访事项的范围，是新的请求",
        "", ""},
    DeclineGround{"F7", "已经受理或者答复",   false, true,  true,  Says::not_accepted, Says::not_accepted, false, false, false, false,
        "申请人就同一意见提出的同一申请已经受理，正在办理期限内，或者已经答复",
        "《信访条例》第十六条", "《信访工作条例》第十九条第三款"},
    DeclineGround{"F8", "逾期未补正",         false, true,  true,  Says::not_accepted, Says::not_accepted, false, false, false, true,
        "申请材料不齐全或者不清楚，本机关已经书面告知补正，申请人在规定的期限内没有补正，又没有正当理由",
        "", "", false, true},
};
// clang-format on
inline constexpr std::string_view unsupplied_ground = "F8";

const DeclineGround* find_ground(std::string_view id); // none of that id: null
constexpr bool fits(const DeclineGround& ground, Level level) {
    switch (level) {
    case Level::handling: return ground.handling;
    case Level::review: return ground.review;
    case Level::re_review: return ground.re_review;
    }
    return false;
}
constexpr Says says_of(const DeclineGround& ground, Regime regime) {
    return regime == Regime::of_2005 ? ground.says_2005 : ground.says_2022;
}
constexpr std::string_view basis_of(const DeclineGround& ground, Regime regime) {
    return regime == Regime::of_2005 ? ground.article_2005 : ground.article_2022;
}

// What the record says of the time of the current round's request, counted from proven service of the
// opinion it is directed against (信访工作条例 35, 36).
enum class Timeliness : std::uint8_t {
    no_window,       // the round is none of review or re-review
    service_unknown, // nothing proves when the opinion was served, so that no period has run
    in_time,
    postmark_wanted, // came in up to a week late and nobody wrote down the postmark
    late,
    not_computable, // the calendar of the year is not published
};
Timeliness timeliness(const Case& c, const Calendar& calendar);
// The day the window of the petitioner closed or closes; none where it has not begun or cannot be said.
std::optional<Date> window_closes(const Case& c, const Calendar& calendar);

// The picture of the table for review/README.md; a test compares them.
std::string picture_of_grounds();

namespace proof {
consteval bool every_ground_has_a_round_and_an_id_of_its_own() {
    for (std::size_t i = 0; i < decline_grounds.size(); ++i) {
        const auto& ground = decline_grounds[i];
        if (!ground.handling && !ground.review && !ground.re_review) return false;
        for (std::size_t j = 0; j < i; ++j)
            if (decline_grounds[j].id == ground.id) return false;
    }
    return true;
}
// Who is told that the matter belongs elsewhere is told where; what names no article the office must name.
consteval bool every_notice_can_be_written() {
    for (const auto& ground : decline_grounds) {
        const bool directs = ground.says_2005 == Says::elsewhere || ground.says_2022 == Says::elsewhere;
        if (directs && !ground.wants_way) return false;
        if (ground.article_2022.empty() && !ground.local) return false;
    }
    return true;
}
// A missed period is a ground of one level only, so that its notice cites one article.
consteval bool lateness_is_of_one_level() {
    for (const auto& ground : decline_grounds)
        if (ground.late && (ground.handling || ground.review == ground.re_review)) return false;
    return true;
}
} // namespace proof
static_assert(proof::every_ground_has_a_round_and_an_id_of_its_own());
static_assert(proof::every_notice_can_be_written());
static_assert(proof::lateness_is_of_one_level());

} // namespace docket::review
