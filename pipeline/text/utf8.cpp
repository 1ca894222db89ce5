#include "pipeline/text/utf8.hpp"

#include "pipeline/base/utf8.hpp"

#include <cstddef>

namespace docket::text {

Result<std::u32string> decode(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto step = next_utf8(utf8, at);
        if (step.bytes == 0)
            return fail(Kind::invalid, "text.not_utf8",
                        "the text is not UTF-8 at byte " + std::to_string(at) +
                            "; save it as UTF-8 and try again");
        if (step.character == 0)
            return fail(Kind::invalid, "text.nul",
                        "the text holds the character NUL at byte " + std::to_string(at) + "; remove it");
        out += step.character;
        at += step.bytes;
    }
    return out;
}

std::string encode(std::u32string_view text) { return encode_utf8(text); }

} // namespace docket::text
