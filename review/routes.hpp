// The fourth table: the six routes of a request for relief (申诉求决, 信访工作条例 31), who walks them and
// which remedy is open afterwards. Only the last is the petition procedure with review and re-review; on the
// fifth the organ does what it is there for, and what it answers is challenged as any administrative act.
// Values; constexpr; any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace docket::review {

struct Route {
    int item;                // of article 31: 1 to 6
    std::string_view name;   // short, as a page shows it
    bool petition;           // 信访处理意见, 复查, 复核 apply
    bool duty;               // an organ answers in the performance of its duty (履职答复)
    std::string_view way;    // what the petitioner is told of it; a clause without a full stop
    std::string_view remedy; // what is open against what comes of it
};

// clang-format off
inline constexpr std::array routes{
    //    item name                       petition duty
    Route{1, "诉讼、复议、法律监督等程序",  false, false, "请依照法律规定的程序向有管辖权的政法机关或者复议机关提出", "按照该程序的规定"},
    Route{2, "仲裁",                        false, false, "请依照法律规定向有管辖权的仲裁机构申请仲裁", "按照仲裁的规定"},
    Route{3, "党员申诉、申请复审",          false, false, "请依照党内法规向有权的党组织提出申诉或者申请复审", "按照党内法规的规定"},
    Route{4, "行政复议、裁决、确认、许可、处罚等程序", false, false, "请依照法律、法规规定的行政程序向有权的行政机关提出", "按照该行政程序的规定"},
    Route{5, "查处违法、履行保护职责",      false, true,  "请依照法律、法规向负有该职责的行政机关申请履行职责", "不服履职答复的，自知道之日起60日内申请行政复议，或者自知道之日起6个月内提起行政诉讼"},
    Route{6, "信访程序",                    true,  false, "由有权处理的机关、单位作出信访处理意见", "不服处理意见的，自收到之日起30日内请求复查"},
};
// clang-format on
inline constexpr int petition_route = 6;

constexpr const Route* find_route(int item) { // none of that item: null
    for (const auto& route : routes)
        if (route.item == item) return &route;
    return nullptr;
}

// The picture of the table for review/README.md; a test compares them.
std::string picture_of_routes();

namespace proof {
consteval bool one_route_is_the_petition_procedure() {
    int n = 0, petitions = 0;
    for (const auto& route : routes) {
        if (route.item != ++n || (route.petition && route.duty)) return false;
        petitions += route.petition ? 1 : 0;
    }
    return petitions == 1 && find_route(petition_route)->petition;
}
} // namespace proof
static_assert(proof::one_route_is_the_petition_procedure());

} // namespace docket::review
