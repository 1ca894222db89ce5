// Our SQL before it is an engine's: tokens in braces, several statements in a file. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace docket::store {

class Dialect;

// Replaces {id} {int} {real} {strict} {skip_locked} {row_lock} {joined} {position} {own} by what the dialect
// has for them.
std::string spoken(const Dialect& dialect, std::string_view sql);

// The statements of a file, without comments and semicolons. Knows 'literals', "names" and -- comments; our
// migrations hold nothing else that could hide a semicolon.
std::vector<std::string> statements(std::string_view sql);

} // namespace docket::store
