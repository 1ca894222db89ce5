// Between bytes and characters: UTF-8 (RFC 3629) and code points. Free functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace docket {

inline constexpr char32_t replacement_character = 0xFFFD;

// The character that starts at `at`, and how many bytes it takes; 0 bytes where none does (an overlong form,
// a surrogate, beyond U+10FFFF, a cut sequence, or the end).
struct Utf8Step {
    char32_t character = replacement_character;
    std::size_t bytes = 0;
};
Utf8Step next_utf8(std::string_view text, std::size_t at);

// What is not UTF-8 becomes U+FFFD, a byte at a time.
std::u32string code_points(std::string_view utf8);

// What is no character (a surrogate, beyond U+10FFFF) becomes U+FFFD, so that the bytes are always UTF-8.
void append_utf8(std::string& text, char32_t character);
std::string encode_utf8(std::u32string_view text);
std::string encode_utf8(char32_t character);

} // namespace docket
