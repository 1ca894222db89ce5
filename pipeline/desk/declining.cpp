#include "pipeline/desk/declining.hpp"

#include "pipeline/flow/grounds.hpp"
#include "pipeline/flow/supplement.hpp"
#include "review/routes.hpp"

#include <array>

namespace docket::desk {

namespace {

using review::Timeliness;

constexpr std::array states{std::string_view{"no_window"}, std::string_view{"service_unknown"},
                            std::string_view{"in_time"},   std::string_view{"postmark_wanted"},
                            std::string_view{"late"},      std::string_view{"not_computable"}};

// Until which day the request could be made, and when it was.
std::string words_of(Timeliness state, const std::optional<Date>& closes, const review::Case& c) {
    const auto& round = c.current();
    const auto came = round.applied_on.value_or(c.received);
    const auto until = closes ? "申请期限至 " + iso(*closes) + " 届满，" : std::string();
    const auto sent =
        round.posted_on ? "申请于 " + iso(*round.posted_on) + " 交邮" : "申请于 " + iso(came) + " 到达";
    switch (state) {
    case Timeliness::no_window: return "";
    case Timeliness::service_unknown:
        return "原意见何时送达没有证明，申请期限没有起算，不能以逾期为由不予受理。";
    case Timeliness::in_time: return until + sent + "，没有逾期。";
    case Timeliness::postmark_wanted: return until + sent + "，邮戳没有登记：先看信封上的交邮日期。";
    case Timeliness::late: return until + sent + "，已经逾期。";
    case Timeliness::not_computable: return "申请期限届满那一年的日历还没有公布，暂时不能认定是否逾期。";
    }
    return "";
}

} // namespace

json::Object declining_view(const Desk& desk, const review::Case& c) {
    const auto& tools = desk.tools;
    json::Array grounds;
    const bool missed = flow::supplement_missed(c, tools.today());
    for (const auto& ground : flow::open_grounds(c, tools.today(), tools.office)) {
        if (ground.row->unsupplied && !missed) continue;
        grounds.emplace_back(json::Object{{"id", ground.row->id},
                                          {"name", ground.row->name},
                                          {"says", review::name(ground.says)},
                                          {"says_word", review::chinese(ground.says)},
                                          {"sentence", ground.row->sentence},
                                          {"basis", ground.basis},
                                          {"way", ground.row->wants_way},
                                          {"late", ground.row->late},
                                          {"route", ground.row->another_route},
                                          {"local", ground.row->local}});
    }
    json::Array routes;
    for (const auto& route : review::routes)
        routes.emplace_back(json::Object{{"item", route.item},
                                         {"name", route.name},
                                         {"petition", route.petition},
                                         {"duty", route.duty},
                                         {"way", route.way},
                                         {"remedy", route.remedy}});
    const auto state = review::timeliness(c, tools.calendar);
    const auto closes = review::window_closes(c, tools.calendar);
    json::Object time{{"state", states.at(static_cast<std::size_t>(state))},
                      {"words", words_of(state, closes, c)}};
    if (closes) time.set("closes", iso(*closes));
    return {{"grounds", std::move(grounds)}, {"routes", std::move(routes)}, {"time", std::move(time)}};
}

} // namespace docket::desk
