// What the codes printed by docket say: "docket:KIND;key=value;key=value". Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace docket::flow {

// The value of ";key=" up to the next ";"; empty where there is none.
inline std::string code_member(std::string_view text, std::string_view key) {
    const auto mark = ";" + std::string(key) + "=";
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return "";
    const auto value = text.substr(at + mark.size());
    return std::string(value.substr(0, value.find(';')));
}

} // namespace docket::flow
