// The people of the office by what they may do. Values; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

enum class Role { mailroom, clerk, lawyer, leader, auditor, administrator, system };

std::string_view name(Role role);
Result<Role> parse_role(std::string_view text); // invalid "role.unknown"

struct Person {
    std::string id; // "clerk-1"; what --as names
    std::string name;
    Role role{};
    std::string firm;                   // lawyers: the law firm; others empty
    std::vector<std::string> conflicts; // codes of organs he or she acted for: no task about them (律师法 39)
    std::string organ{};                // code of the organ he or she belongs to; empty where not recorded
    std::int64_t version = 0;           // raised by each change
};

enum class OrganKind { government, department, street, agency };

struct Organ {
    std::string code;
    std::string name; // the full legal name, as it stands in a document
    OrganKind kind{};
    std::string superior; // code; empty at the top
    int level = 0;        // 0: no superior
    std::vector<std::string> aliases;
    std::vector<std::string> former{}; // names it had before
    std::string
        successor{}; // code of who has its powers since it was merged or dissolved; empty: it is there
    std::int64_t version = 0; // raised by each change
};

std::string_view name(OrganKind kind);
Result<OrganKind> parse_organ_kind(std::string_view text); // invalid "organ.kind_unknown"

} // namespace docket::review
