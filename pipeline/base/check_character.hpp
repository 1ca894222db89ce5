// Check characters of numbers that are given nationwide. Pure and constexpr; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace docket {

// ISO 7064 MOD 11-2 as GB 11643 has it: of 17 digits.
constexpr char check_character_11_2(std::string_view first_17_digits) {
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (first_17_digits[i] - '0');
    return "10X98765432"[sum % 11];
}

// GB 32100 (统一社会信用代码): of 17 characters of its alphabet, which has no I, O, S, V and Z; 0 where one
// is none of it.
constexpr char check_character_31(std::string_view first_17) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::size_t sum = 0, weight = 1;
    for (const char c : first_17.substr(0, 17)) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos) return 0;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[(31 - sum % 31) % 31];
}

} // namespace docket
