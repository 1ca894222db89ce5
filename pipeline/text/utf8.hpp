// Between bytes and characters: UTF-8 (RFC 3629) and code points. Free functions; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <string>
#include <string_view>

namespace docket::text {

// Refuses what is not well-formed UTF-8 (overlong forms, surrogates, beyond U+10FFFF, cut sequences):
// invalid "text.not_utf8"; and the character NUL, which no letter holds and C interfaces cut at:
// invalid "text.nul".
Result<std::u32string> decode(std::string_view utf8);

// What is no character (a surrogate, beyond U+10FFFF) becomes U+FFFD, so that the bytes are always UTF-8.
std::string encode(std::u32string_view text);

} // namespace docket::text
