// Code points in and out of UTF-8, without judgement about characters. Free functions; any thread.
#pragma once

#include <string>
#include <string_view>

namespace docket::ocr {

void append_utf8(std::string& text, char32_t ch);
// What is not UTF-8 becomes U+FFFD, a byte at a time.
std::u32string code_points(std::string_view utf8);

} // namespace docket::ocr
