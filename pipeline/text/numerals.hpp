// Chinese numerals and integers. Free functions; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace docket::text {

inline constexpr std::int64_t greatest_numeral = 999'999'999'999; // 九千九百九十九亿…

// Reads Arabic digits (12), numerals with units (一百二十, 两千零五, 廿三, 壹佰贰拾) and numerals written
// digit by digit (二〇二六, also with ○ O 0 零). Refuses what no one writes (十百, 一零百, 十十) and what can
// be meant in two ways (一百五): invalid "text.not_a_numeral".
Result<std::int64_t> parse_numeral(std::u32string_view text);

bool is_numeral_character(char32_t c); // Chinese ones only, O and 0 not among them

// 0 ≤ n ≤ greatest_numeral, else DOCKET_ASSERT.
std::u32string with_units(std::int64_t n);     // 一百二十
std::u32string digit_by_digit(std::int64_t n); // 二〇二六
std::u32string in_capitals(std::int64_t n);    // 壹佰贰拾

} // namespace docket::text
