#include "pipeline/base/xml_text.hpp"

#include "pipeline/base/utf8.hpp"

namespace docket {
namespace {

bool is_forbidden(char32_t c) {
    return (c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r') || c == 0xFFFE || c == 0xFFFF;
}

} // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : code_points(text)) {
        switch (c) {
        case U'&': out += "&amp;"; break;
        case U'<': out += "&lt;"; break;
        case U'>': out += "&gt;"; break;
        case U'"': out += "&quot;"; break;
        default: append_utf8(out, is_forbidden(c) ? replacement_character : c);
        }
    }
    return out;
}

} // namespace docket
