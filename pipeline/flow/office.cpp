#include "pipeline/flow/office.hpp"

#include "review/declining.hpp"

namespace docket::flow {

namespace {

// The days, the unit and the rule to cite of a local period: both kinds of rules have them. False where they
// make no period.
template <class Rule> bool read_period(const json::Value& value, Rule& rule) {
    rule.days = static_cast<int>(value.int_at("days", rule.days));
    rule.basis = value.text_at("basis");
    const auto unit = value.text_at("unit", review::name(rule.unit));
    if (unit == review::name(review::Unit::day)) rule.unit = review::Unit::day;
    return rule.days >= 1 && unit == review::name(rule.unit);
}

Result<std::optional<AnswerRule>> answer_of(const json::Value& value) {
    std::optional<AnswerRule> out;
    if (value.is_null()) return out;
    constexpr int most = 366;
    out.emplace();
    if (!value.object() || !read_period(value, *out) || out->days > most)
        return fail(Kind::invalid, "office.malformed",
                    "answer wants days (1 to 366) and unit (day, working_day)");
    return out;
}

Result<std::optional<SupplementRule>> supplement_of(const json::Value& value) {
    std::optional<SupplementRule> out;
    if (value.is_null()) return out;
    out.emplace();
    const auto runs_from = value.text_at("review_runs_from", "application");
    if (!read_period(value, *out) || (runs_from != "application" && runs_from != "supplement"))
        return fail(Kind::invalid, "office.malformed",
                    "supplement wants days (1 and more), unit (day, working_day) and review_runs_from "
                    "(application, supplement)");
    out->starts_anew = runs_from == "supplement";
    return out;
}

} // namespace

Result<Office> Office::from_json(const json::Value& value) {
    Office office;
    std::string missing;
    const auto text = [&](const char* key) {
        auto found = value.text_at(key);
        if (found.empty()) missing += (missing.empty() ? "" : ", ") + std::string(key);
        return found;
    };
    office.name = text("name");
    office.bureau = text("bureau");
    office.government = text("government");
    office.division = text("division");
    office.contact_person = text("contact_person");
    office.contact_phone = text("contact_phone");
    office.contact_address = text("contact_address");
    office.query_address = value.text_at("query_address");
    office.acceptance_prefix = text("acceptance_prefix");
    office.refusal_prefix = value.text_at("refusal_prefix", office.acceptance_prefix);
    office.extension_prefix = value.text_at("extension_prefix", office.acceptance_prefix);
    office.ending_prefix = value.text_at("ending_prefix", office.acceptance_prefix);
    office.supplement_prefix = value.text_at("supplement_prefix", office.acceptance_prefix);
    DOCKET_TRY(office.supplement, supplement_of(value.at("supplement")));
    DOCKET_TRY(office.answer, answer_of(value.at("answer")));
    office.respondent_prefix = value.text_at("respondent_prefix", office.acceptance_prefix);
    office.handles = value.text_at("handles");
    if (!office.handles.empty()) office.opinion_prefix[review::Level::handling] = text("handling_prefix");
    office.opinion_prefix[review::Level::review] = text("review_prefix");
    office.opinion_prefix[review::Level::re_review] = text("re_review_prefix");
    office.collective_threshold =
        static_cast<int>(value.int_at("collective_threshold", office.collective_threshold));
    office.representatives_warn =
        static_cast<int>(value.int_at("representatives_warn", office.representatives_warn));
    if (office.collective_threshold < 2 || office.representatives_warn < 0)
        return fail(Kind::invalid, "office.malformed",
                    "collective_threshold is 2 or more petitioners, representatives_warn 0 or more "
                    "representatives");
    office.lawyer_days = static_cast<int>(value.int_at("lawyer_days", 3));
    office.done_jobs_days = static_cast<int>(value.int_at("done_jobs_days", 30));
    office.label_prefix = value.text_at("label_prefix", office.label_prefix);
    office.watched = value.at("folders").text_at("watch");
    if (const auto* channels = value.at("channels").object())
        for (const auto& [channel, letters] : channels->members())
            if (const auto* two = letters.string(); two && two->size() == 2) office.channels[channel] = *two;
    if (const auto* grounds = value.at("local_grounds").object())
        for (const auto& [id, basis] : grounds->members()) {
            const auto* ground = review::find_ground(id);
            const auto* rule = basis.string();
            if (!ground || !ground->local || !rule || (rule->empty() && ground->article_2022.empty()))
                return fail(Kind::invalid, "office.malformed",
                            "local_grounds names local grounds of refusal with the rule to cite: " + id);
            office.local_grounds[id] = *rule;
        }
    if (office.channels.empty()) missing += " channels";
    if (!missing.empty())
        return fail(Kind::invalid, "office.malformed", "the office's configuration lacks: " + missing);
    return office;
}

std::string Office::channel_of(std::string_view item_number) const {
    for (const auto& [channel, letters] : channels)
        if (item_number.starts_with(letters)) return channel;
    return {};
}

} // namespace docket::flow
