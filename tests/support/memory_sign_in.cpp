#include "tests/support/memory_access.hpp"

#include <algorithm>
#include <vector>

namespace docket::testing {

using access::Factor;
using access::Tries;
using Held = std::lock_guard<std::recursive_mutex>;

Result<Tries> MemoryAccess::TriesKept::look(std::string_view who) {
    const Held hold(all_.mutex_);
    const auto found = all_.tables_.tries.find(who);
    return found == all_.tables_.tries.end() ? Tries{} : found->second;
}
Result<Tries> MemoryAccess::TriesKept::find(Transaction&, std::string_view who) { return look(who); }
Result<void> MemoryAccess::TriesKept::keep(Transaction&, std::string_view who, const Tries& tries) {
    all_.tables_.tries[std::string(who)] = tries;
    return {};
}
Result<void> MemoryAccess::TriesKept::forgive(Transaction&, std::string_view who) {
    std::erase_if(all_.tables_.tries, [&](const auto& entry) { return entry.first == who; });
    return {};
}
Result<void> MemoryAccess::TriesKept::sweep(Transaction&, Instant last, int most) {
    auto& tries = all_.tables_.tries;
    std::erase_if(tries, [&](const auto& entry) { return entry.second.last < last; });
    std::vector<Instant> times;
    for (const auto& [who, kept] : tries) times.push_back(kept.last);
    std::ranges::sort(times, std::greater());
    if (times.size() <= static_cast<std::size_t>(most)) return {};
    const auto oldest = times[static_cast<std::size_t>(most)];
    std::erase_if(tries, [&](const auto& entry) { return entry.second.last <= oldest; });
    return {};
}

Result<std::optional<Factor>> MemoryAccess::FactorsKept::of(std::string_view person) {
    const Held hold(all_.mutex_);
    const auto found = all_.tables_.factors.find(person);
    return found == all_.tables_.factors.end() ? std::optional<Factor>() : std::optional(found->second);
}
Result<void> MemoryAccess::FactorsKept::save(Transaction&, const Factor& factor) {
    all_.tables_.factors[factor.person] = factor;
    return {};
}
Result<bool> MemoryAccess::FactorsKept::use_step(Transaction&, std::string_view person, std::int64_t step) {
    const auto found = all_.tables_.factors.find(person);
    if (found == all_.tables_.factors.end() || found->second.used_step >= step) return false;
    found->second.used_step = step;
    return true;
}
Result<void> MemoryAccess::FactorsKept::remove(Transaction&, std::string_view person) {
    std::erase_if(all_.tables_.factors, [&](const auto& entry) { return entry.first == person; });
    std::erase_if(all_.tables_.recovery, [&](const auto& entry) { return entry.first == person; });
    return {};
}
Result<void> MemoryAccess::FactorsKept::keep_recovery(Transaction&, std::string_view person,
                                                      const std::vector<std::string>& digests) {
    all_.tables_.recovery[std::string(person)] = {digests.begin(), digests.end()};
    return {};
}
Result<bool> MemoryAccess::FactorsKept::use_recovery(Transaction&, std::string_view person,
                                                     std::string_view digest) {
    const auto found = all_.tables_.recovery.find(person);
    if (found == all_.tables_.recovery.end()) return false;
    return std::erase_if(found->second, [&](const auto& one) { return one == digest; }) > 0;
}
Result<int> MemoryAccess::FactorsKept::recovery_left(std::string_view person) {
    const Held hold(all_.mutex_);
    const auto found = all_.tables_.recovery.find(person);
    return found == all_.tables_.recovery.end() ? 0 : static_cast<int>(found->second.size());
}

} // namespace docket::testing
