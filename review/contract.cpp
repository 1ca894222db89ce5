#include "review/contract.hpp"

#include <algorithm>

namespace docket::review {

bool Contract::names(std::string_view lawyer) const {
    return std::ranges::find(lawyers, lawyer, &ContractLawyer::person) != lawyers.end();
}

bool Contract::in_force(Date today) const {
    const std::chrono::sys_days day{today};
    return std::chrono::sys_days{from} <= day && day <= std::chrono::sys_days{to};
}

Engagement engagement(const std::vector<Contract>& contracts, std::string_view lawyer, Date today) {
    auto out = Engagement::not_recorded;
    for (const auto& contract : contracts) {
        if (!contract.names(lawyer)) continue;
        if (contract.in_force(today)) return Engagement::in_force;
        out = Engagement::over;
    }
    return out;
}

} // namespace docket::review
