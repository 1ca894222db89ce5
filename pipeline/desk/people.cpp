#include "pipeline/desk/people.hpp"

#include "pipeline/desk/labels.hpp"
#include "review/sight.hpp"

namespace docket::desk {

Result<People> People::load(const flow::Tools& tools) {
    People out;
    DOCKET_TRY(auto people, tools.directory.people());
    for (auto& person : people) out.by_id.emplace(person.id, person);
    DOCKET_TRY(auto organs, tools.directory.organs());
    DOCKET_TRY(out.organs, review::Organs::make(std::move(organs)));
    return out;
}

json::Object People::view(std::string_view id) const {
    const auto found = by_id.find(id);
    if (found != by_id.end()) return to_json(found->second);
    return {{"id", id}, {"name", name(id)}, {"role", "system"}};
}

std::string People::name(std::string_view id) const {
    const auto found = by_id.find(id);
    if (found != by_id.end()) return found->second.name;
    return id == "system" || id.empty() ? "系统" : std::string(id);
}

std::string People::organ_name(std::string_view code) const {
    const auto* organ = organs.find(code);
    return organ ? organ->name : std::string(code);
}

review::Ties People::ties(const Person& person) const {
    std::vector<Person> firm;
    for (const auto& [id, one] : by_id)
        if (!person.firm.empty() && one.firm == person.firm) firm.push_back(one);
    return review::ties_of(person, organs, firm);
}

json::Object People::organ_view(std::string_view code) const {
    return {{"code", code}, {"name", organ_name(code)}};
}

bool may_open(const review::Ties& ties, const review::Case& c) {
    review::Bearing bearing;
    bearing.conflict = review::bound_to(ties, c);
    return review::at_least(review::view_of(ties.person.role, bearing).sight, review::Sight::full);
}

} // namespace docket::desk
