// Sums of money as letters write them. Private to ocr/fields. Free functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docket::ocr {

struct FoundAmount {
    std::string yuan; // "3860", "42000", "1200.5": no separators, no trailing zeros
    std::size_t begin = 0, end = 0;
};

// 3860元, 1,200.50元, 4.2万元, 四万二千元, 人民币叁万元整, ￥500. A number that no one writes so is left out.
std::vector<FoundAmount> find_amounts_in(std::u32string_view simple);

} // namespace docket::ocr
