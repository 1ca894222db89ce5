#include "review/item_number.hpp"

namespace docket::review {

namespace {
constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// The running value of ISO 7064 MOD 37,36 after `text`; -1 for a character outside the alphabet.
int run(std::string_view text) {
    int p = 36;
    for (const char c : text) {
        const auto at = alphabet.find(c);
        if (at == std::string_view::npos) return -1;
        int s = (p + static_cast<int>(at)) % 36;
        if (s == 0) s = 36;
        p = (s * 2) % 37;
    }
    return p;
}
} // namespace

Result<std::string> item_number(std::string_view channel, std::string_view division, Date day, int serial) {
    if (serial < 1 || serial > 9999)
        return fail(Kind::exhausted, "number.day_is_full", "一天内同一来源的信访件编号最多 9999 个。");
    std::string date = iso(day);
    std::erase(date, '-');
    const std::string digits = std::to_string(10000 + serial).substr(1);
    const std::string stem = std::string(channel) + std::string(division) + date + digits;
    const int p = run(stem);
    return stem + alphabet[static_cast<std::size_t>((37 - p) % 36)];
}

bool item_number_is_sound(std::string_view number) {
    if (number.size() < 2) return false;
    const int p = run(number.substr(0, number.size() - 1));
    const auto check = alphabet.find(number.back());
    return p >= 0 && check != std::string_view::npos && (p + static_cast<int>(check)) % 36 == 1;
}

} // namespace docket::review
