// The dictionaries of the pages: words, organs and days.
#include "pipeline/desk/desk.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/people.hpp"

namespace docket::desk {

namespace {

json::Array organ_words(const review::Organs& organs) {
    json::Array out;
    for (const auto& organ : organs.all()) {
        json::Array aliases, reviewers;
        for (const auto& alias : organ.aliases) aliases.emplace_back(alias);
        for (const auto& code : organs.reviewers_of(organ.code)) reviewers.emplace_back(code);
        out.emplace_back(json::Object{{"code", organ.code},
                                      {"name", organ.name},
                                      {"kind", review::name(organ.kind)},
                                      {"initials", ""},
                                      {"aliases", std::move(aliases)},
                                      {"reviewers", std::move(reviewers)}});
    }
    return out;
}

void add_days(json::Object& out, const review::Calendar& calendar) {
    json::Array rest, work, years;
    for (const int year : calendar.years()) {
        years.emplace_back(year);
        const Date end{std::chrono::year{year + 1}, std::chrono::January, std::chrono::day{1}};
        for (Date day{std::chrono::year{year}, std::chrono::January, std::chrono::day{1}}; day != end;
             day = plus_days(day, 1)) {
            const auto rests = calendar.is_rest(day);
            const auto w = std::chrono::weekday{std::chrono::sys_days{day}};
            const bool weekend = w == std::chrono::Saturday || w == std::chrono::Sunday;
            if (rests && *rests) rest.emplace_back(iso(day));
            if (rests && !*rests && weekend) work.emplace_back(iso(day));
        }
    }
    out.set("rest_days", std::move(rest))
        .set("work_days", std::move(work))
        .set("calendar_years", std::move(years));
}

json::Array field_words() {
    json::Array out;
    for (const auto& label : field_labels())
        out.emplace_back(json::Object{{"code", label.name}, {"word", label.label}});
    return out;
}

} // namespace

Result<json::Value> words(const Desk& desk) {
    DOCKET_TRY(const auto people, People::load(desk.tools));
    json::Object out{
        {"stages", to_json(stage_words())},           {"acts", to_json(act_words())},
        {"levels", to_json(level_words())},           {"letter_kinds", to_json(kind_words())},
        {"arrival_states", to_json(arrival_words())}, {"roles", to_json(role_words())},
        {"severities", to_json(severity_words())},    {"outcomes", to_json(outcome_words())},
        {"grounds", to_json(ground_words())},         {"service_modes", to_json(service_words())},
        {"channels", to_json(channel_words())},       {"fields", field_words()},
        {"organs", organ_words(people.organs)}};
    add_days(out, desk.tools.calendar);
    return json::Value(std::move(out));
}

} // namespace docket::desk
