#include "review/query_code.hpp"

#include "pipeline/base/utf8.hpp"

namespace docket::review {

namespace {
constexpr std::string_view code_alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 16, code_group = 4;
static_assert(code_alphabet.size() == 30);
// Of one draw of 64 bits: so few that no character is noticeably likelier than another.
constexpr std::size_t characters_a_draw = 8;

bool is_between(char32_t c) {
    switch (c) {
    case U' ':
    case U'\t':
    case U'\n':
    case U'\r':
    case U'\u00a0': // the blank that does not break
    case U'\u3000': // the wide blank
    case U'-':
    case U'\u2212': // the minus sign
    case U'_': return true;
    default: return c >= U'\u2010' && c <= U'\u2015'; // hyphens and dashes
    }
}

char32_t narrow(char32_t c) { return c >= U'\uff01' && c <= U'\uff5e' ? c - U'\uff01' + U'!' : c; }
char32_t large(char32_t c) { return c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c; }
} // namespace

QueryCode QueryCode::drawn(Random& random) {
    std::string text;
    while (text.size() < code_length) {
        auto chance = random.next();
        for (std::size_t i = 0; i < characters_a_draw; ++i) {
            text += code_alphabet[chance % code_alphabet.size()];
            chance /= code_alphabet.size();
        }
    }
    return QueryCode(std::move(text));
}

std::optional<QueryCode> QueryCode::read(std::string_view utf8) {
    std::string text;
    for (const auto typed : code_points(utf8)) {
        const auto c = large(narrow(typed));
        if (is_between(c)) continue;
        if (c >= 0x80 || code_alphabet.find(static_cast<char>(c)) == std::string_view::npos) return {};
        text += static_cast<char>(c);
        if (text.size() > code_length) return {};
    }
    if (text.size() != code_length) return {};
    return QueryCode(std::move(text));
}

std::string QueryCode::printed() const {
    std::string out;
    for (std::size_t i = 0; i < text_.size(); i += code_group)
        out += (i == 0 ? "" : "-") + text_.substr(i, code_group);
    return out;
}

} // namespace docket::review
