#include "review/declining.hpp"

#include "review/deadline/period.hpp"

#include <algorithm>
#include <string>

namespace docket::review {

namespace {
constexpr std::array says_names{std::string_view{"not_accepted"}, std::string_view{"no_longer"},
                                std::string_view{"elsewhere"}};
constexpr std::array says_words{std::string_view{"不予受理"}, std::string_view{"不再受理"},
                                std::string_view{"告知途径"}};
// A letter of which nobody wrote down the postmark was posted before it came in: up to so many days.
constexpr int days_in_the_post = 7;
} // namespace

std::string_view name(Says says) { return says_names.at(static_cast<std::size_t>(says)); }
std::string_view chinese(Says says) { return says_words.at(static_cast<std::size_t>(says)); }

const DeclineGround* find_ground(std::string_view id) {
    const auto* const found = std::find_if(decline_grounds.begin(), decline_grounds.end(),
                                           [&](const DeclineGround& ground) { return ground.id == id; });
    return found == decline_grounds.end() ? nullptr : found;
}

std::optional<Date> window_closes(const Case& c, const Calendar& calendar) {
    const auto* before = c.disputed();
    if (before == nullptr || !before->service) return {};
    const auto window =
        period(c.current().level == Level::review ? "T7" : "T9", before->service->on, calendar);
    return window ? window->effective : std::nullopt;
}

Timeliness timeliness(const Case& c, const Calendar& calendar) {
    const auto& round = c.current();
    const auto* before = c.disputed();
    if (before == nullptr) return Timeliness::no_window;
    if (!before->service) return Timeliness::service_unknown;
    const auto closes = window_closes(c, calendar);
    if (!closes) return Timeliness::not_computable;
    const auto came = round.applied_on.value_or(c.received);
    if (round.posted_on.value_or(came) <= *closes) return Timeliness::in_time;
    const bool may_have_been_posted = !round.posted_on && came <= plus_days(*closes, days_in_the_post);
    return may_have_been_posted ? Timeliness::postmark_wanted : Timeliness::late;
}

std::string picture_of_grounds() {
    std::string out = "| id | ground | 办理 | 复查 | 复核 | says | article |\n"
                      "| --- | --- | --- | --- | --- | --- | --- |\n";
    const auto mark = [](bool yes) { return std::string(yes ? "●" : ""); };
    for (const auto& ground : decline_grounds) {
        out += "| " + std::string(ground.id) + " | " + std::string(ground.name) + " | " +
               mark(ground.handling) + " | " + mark(ground.review) + " | " + mark(ground.re_review) + " | " +
               std::string(chinese(ground.says_2022)) + (ground.wants_way ? "，写明途径" : "") + " | " +
               (ground.article_2022.empty() ? "" : std::string(ground.article_2022)) +
               (ground.local ? "（本地规定）" : "") + " |\n";
    }
    return out;
}

} // namespace docket::review
