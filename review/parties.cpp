#include "review/parties.hpp"

#include <algorithm>

namespace docket::review {

bool is_minor(const Applicant& applicant, Date on) {
    const auto day = born(applicant.id_kind, applicant.id_number);
    return day && *day <= on && on < Date{day->year() + std::chrono::years{18}, day->month(), day->day()};
}

bool guardian_wanted(const Case& c, Date today) {
    return std::any_of(c.applicants.begin(), c.applicants.end(),
                       [&](const Applicant& one) { return is_minor(one, c.received); }) &&
           std::none_of(c.mandates.begin(), c.mandates.end(), [&](const Mandate& one) {
               return one.kind == MandateKind::guardian && one.in_force(today);
           });
}

int petitioners_of(const Case& c) { return std::max(c.petitioners, static_cast<int>(c.applicants.size())); }

std::vector<std::string_view> origins_of(const Case& c) {
    std::vector<std::string_view> out;
    for (const auto& one : c.applicants) {
        const auto word = chinese(origin_of(one.id_kind, one.id_number));
        if (!word.empty() && std::find(out.begin(), out.end(), word) == out.end()) out.push_back(word);
    }
    return out;
}

} // namespace docket::review
