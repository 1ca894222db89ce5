// What is kept by the text of a statement and found without copying it. A value.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace docket::store {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <class T> using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

} // namespace docket::store
