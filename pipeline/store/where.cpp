#include "pipeline/store/where.hpp"

namespace docket::store {

std::string Where::numbered(std::string_view condition) {
    std::string out;
    for (const char c : condition)
        if (c == '?')
            out += "$" + std::to_string(++used_);
        else
            out += c;
    return out;
}

std::string places(std::size_t count) {
    std::string out = "(";
    for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ", ?";
    return out + ")";
}

std::string in_small_letters(std::string_view text) {
    std::string out(text);
    for (auto& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

std::string ending_with(std::string_view text) {
    std::string out = "%";
    for (const char c : in_small_letters(text)) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

} // namespace docket::store
