// UTF-8 to code points and back. Bytes that are no UTF-8 become U+FFFD. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace docket::outputs {

std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);
std::string encode_utf8(char32_t character);

} // namespace docket::outputs
