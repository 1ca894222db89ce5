// The contracts under which lawyers work for the office. A lawyer whose contracts are all over, or not begun,
// reads and decides nothing; one of whom no contract was ever recorded works as before. Pure values; any
// thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

struct ContractLawyer {
    std::string person;  // id
    std::string licence; // 执业证号
};

struct Contract {
    std::string id;
    std::string firm;
    Date from{}, to{}; // both days belong to the term
    int cases = 0;     // how many opinions were agreed; 0: not limited
    int days = 0;      // working days for one opinion; 0: not agreed
    std::vector<std::string> specialties;
    std::vector<ContractLawyer> lawyers; // by person
    std::int64_t version = 0;

    bool names(std::string_view lawyer) const;
    bool in_force(Date today) const;
};

enum class Engagement : std::uint8_t { not_recorded, in_force, over };
Engagement engagement(const std::vector<Contract>& contracts, std::string_view lawyer, Date today);

} // namespace docket::review
