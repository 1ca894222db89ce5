// The rules by name, one file a rule; check.cpp holds their table. Pure; any thread.
#pragma once

#include "review/check/rule.hpp"

namespace docket::review::check {

void c01_issuer(const Input& input, Findings& out);
void c02_one_level(const Input& input, Findings& out);
void i02_identity(const Input& input, Findings& out);
void i04_references(const Input& input, Findings& out);
void i05_own_number(const Input& input, Findings& out);
void k01_sections(const Input& input, Findings& out);
void k04_evidence(const Input& input, Findings& out);
void k05_dispositions(const Input& input, Findings& out);
void k07_remedy(const Input& input, Findings& out);
void t01_in_time(const Input& input, Findings& out);

} // namespace docket::review::check
