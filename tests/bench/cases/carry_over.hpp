// A store on SQLite carried over into an empty one of the same schema on PostgreSQL, row by row with COPY, as
// somebody with the two databases' own tools would: letter by letter through the ports it takes four times as
// long. What the other holds already of the tables that are carried (the events of its accounts) goes. One
// thread.
#pragma once

#include <filesystem>
#include <string>

namespace docket::testing {

// Throws std::runtime_error with the words of either database.
void carry_over(const std::filesystem::path& sqlite, const std::string& postgres);

} // namespace docket::testing
