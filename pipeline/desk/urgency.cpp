#include "pipeline/desk/urgency.hpp"

#include "pipeline/desk/days.hpp"

#include <algorithm>
#include <array>

namespace docket::desk {

namespace {

using review::Urgency;

struct Recipient {
    std::string_view to, whom;
};
constexpr std::array recipients{Recipient{"government", "本级党委和政府"},
                                Recipient{"superior", "上一级信访部门，同时报国家信访局"}};
static_assert(recipients.size() == review::reports_owed.size());

std::string whom_of(std::string_view to) {
    const auto found = std::ranges::find(recipients, to, &Recipient::to);
    return std::string(found == recipients.end() ? to : found->whom);
}

json::Array urgent_words_of(const std::vector<review::UrgentPlace>& places) {
    json::Array out;
    for (const auto& place : places) out.emplace_back(place.word);
    return out;
}

} // namespace

std::optional<json::Object> urgent_mark(Urgency state, const std::vector<review::UrgentPlace>& places) {
    if (!review::goes_first(state)) return {};
    return json::Object{{"state", review::name(state)}, {"words", urgent_words_of(places)}};
}

std::optional<json::Object> urgency_view(const review::Case& c, const People& people) {
    const auto& urgent = c.urgent;
    if (urgent.state == Urgency::none) return {};
    json::Array places, reports, missing;
    for (const auto& place : urgent.places)
        places.emplace_back(json::Object{{"category", place.category},
                                         {"word", place.word},
                                         {"quote", place.quote},
                                         {"where", place.where}});
    for (const auto& report : urgent.reports)
        reports.emplace_back(json::Object{
            {"to", report.to}, {"whom", whom_of(report.to)}, {"on", iso(report.on)}, {"by", report.by}});
    for (const auto to : urgent.reports_missing())
        missing.emplace_back(json::Object{{"to", to}, {"whom", whom_of(to)}});
    json::Object out{{"state", review::name(urgent.state)},
                     {"places", std::move(places)},
                     {"reason", urgent.reason},
                     {"reports", std::move(reports)},
                     {"missing", std::move(missing)}};
    if (!urgent.decided_by.empty()) out.set("decided_by", people.view(urgent.decided_by));
    if (urgent.marked_on) out.set("marked_on", iso(*urgent.marked_on));
    return out;
}

json::Array urgent_duties(const review::Case& c, Date today) {
    json::Array out;
    if (c.urgent.state == Urgency::suspected)
        out.emplace_back(json::Object{{"what", "认定是否重大紧急"},
                                      {"who", "经办人"},
                                      {"due", json::Object{{"state", "soon"}, {"words", "立即"}}},
                                      {"act", review::name(review::Act::mark_urgent)}});
    for (const auto to : c.urgent.reports_missing())
        out.emplace_back(json::Object{{"what", "报告" + whom_of(to)},
                                      {"who", "经办人"},
                                      {"due", clock_of_report(c, today)},
                                      {"act", review::name(review::Act::note_report)}});
    return out;
}

void urgent_first(json::Array& rows) {
    std::stable_partition(rows.begin(), rows.end(),
                          [](const json::Value& row) { return !row.at("urgent").is_null(); });
}

} // namespace docket::desk
