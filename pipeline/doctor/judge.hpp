// What the checks share. Private to pipeline/doctor.
#pragma once

#include "pipeline/doctor/checks.hpp"

namespace docket::doctor {

inline Finding well(std::string says) { return {Level::ok, std::move(says), ""}; }
inline Finding warning(std::string says, std::string advice) {
    return {Level::warning, std::move(says), std::move(advice)};
}
inline Finding fault(std::string says, std::string advice) {
    return {Level::fault, std::move(says), std::move(advice)};
}
// What could not be found out: a warning, as the check of what is broken is the one that says fault.
inline Finding unknown(const Failure& why) {
    return warning("未能检查（" + why.code + "）：" + why.detail, "先解决上述问题，再运行 docket doctor。");
}
std::string joined(const std::vector<std::string>& words);

// Each a row of the table.
namespace check {
Finding space(Instruments&);
Finding store(Instruments&);
Finding clock(Instruments&);
Finding calendar(Instruments&);
Finding engines(Instruments&);
Finding faces(Instruments&);
Finding children(Instruments&);
Finding chain(Instruments&);
Finding ledger(Instruments&);
Finding queue(Instruments&);
Finding backup(Instruments&);
Finding guarded(Instruments&);
Finding door(Instruments&);
} // namespace check

} // namespace docket::doctor
