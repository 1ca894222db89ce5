#include "tests/support/memory_access.hpp"

#include <algorithm>

namespace docket::testing {

using access::Binding;
using access::Departure;
using Keeping = std::lock_guard<std::recursive_mutex>;

Result<void> MemoryAccess::BindingsKept::save(Transaction&, const Binding& binding) {
    for (const auto& [person, other] : all_.tables_.bindings)
        if (other.identity == binding.identity && person != binding.person)
            return fail(Kind::conflict, "access.identity_taken", "the identity is taken");
    all_.tables_.bindings[binding.person] = binding;
    return {};
}
Result<void> MemoryAccess::BindingsKept::remove(Transaction&, std::string_view person) {
    std::erase_if(all_.tables_.bindings, [&](const auto& entry) { return entry.first == person; });
    return {};
}
Result<std::optional<Binding>> MemoryAccess::BindingsKept::of_person(std::string_view person) {
    const Keeping hold(all_.mutex_);
    const auto found = all_.tables_.bindings.find(person);
    return found == all_.tables_.bindings.end() ? std::optional<Binding>() : std::optional(found->second);
}
Result<std::optional<Binding>> MemoryAccess::BindingsKept::of_identity(const access::Identity& identity) {
    const Keeping hold(all_.mutex_);
    for (const auto& [person, binding] : all_.tables_.bindings)
        if (binding.identity == identity) return std::optional(binding);
    return std::optional<Binding>();
}

Result<void> MemoryAccess::DeparturesKept::leave(Transaction&, const Departure& departure) {
    all_.tables_.departures[departure.state] = departure;
    return {};
}
Result<std::optional<Departure>> MemoryAccess::DeparturesKept::take(Transaction&, std::string_view state) {
    const auto found = all_.tables_.departures.find(state);
    if (found == all_.tables_.departures.end()) return std::optional<Departure>();
    auto taken = std::move(found->second);
    all_.tables_.departures.erase(found);
    return std::optional(std::move(taken));
}
Result<void> MemoryAccess::DeparturesKept::forget_before(Transaction&, Instant at) {
    std::erase_if(all_.tables_.departures, [&](const auto& entry) { return entry.second.at < at; });
    return {};
}

} // namespace docket::testing
