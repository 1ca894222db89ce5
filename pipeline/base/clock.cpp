#include "pipeline/base/clock.hpp"

#include <array>
#include <cstdio>

namespace docket {

namespace {
// The printf family is hidden here: buffers are sized for four-digit years, which Date checks elsewhere.
template <class... A> std::string print(const char* form, A... a) {
    std::array<char, 64> out{};
    const int n = std::snprintf(out.data(), out.size(), form, a...);
    return std::string(out.data(), static_cast<std::size_t>(n));
}
unsigned month(Date d) { return static_cast<unsigned>(d.month()); }
unsigned day_of(Date d) { return static_cast<unsigned>(d.day()); }
} // namespace

Instant SystemClock::now() const { return std::chrono::floor<Millis>(std::chrono::system_clock::now()); }

std::string Zone::text(Instant at) const {
    const Date d = date(at);
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - midnight(d))};
    return iso(d) + print(" %02d:%02d:%02d", static_cast<int>(time.hours().count()),
                          static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
}

Date plus_days(Date day, int days) { return Date{std::chrono::sys_days{day} + std::chrono::days{days}}; }

std::string iso(Date d) { return print("%04d-%02u-%02u", static_cast<int>(d.year()), month(d), day_of(d)); }

std::string formal(Date d) { return print("%d年%u月%u日", static_cast<int>(d.year()), month(d), day_of(d)); }

Result<Date> parse_iso_date(std::string_view text) {
    const auto malformed = [&] {
        return fail(Kind::invalid, "date.malformed",
                    "a date is written YYYY-MM-DD and must exist: " + std::string(text));
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return malformed();
    const auto number = [&](std::size_t from, std::size_t n) {
        int value = 0;
        for (std::size_t i = from; i < from + n; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const int y = number(0, 4), m = number(5, 2), d = number(8, 2);
    if (y < 0 || m < 0 || d < 0) return malformed();
    const Date date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                    std::chrono::day{static_cast<unsigned>(d)}};
    if (!date.ok()) return malformed();
    return date;
}

} // namespace docket
