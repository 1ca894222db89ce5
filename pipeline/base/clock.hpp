// Time, injected. Instants are integer milliseconds since 1970 UTC (stored as BIGINT); dates are civil days
// of China (stored as 'YYYY-MM-DD'). Only SystemClock asks the machine. Values are free; a Clock may be
// called from any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace docket {

using Millis = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Millis>;
using Date = std::chrono::year_month_day;

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

// The machine's clock, shifted: a demo folder lives on its own fixed date, yet leases still run out.
class ShiftedClock final : public Clock {
  public:
    explicit ShiftedClock(Millis shift) : shift_(shift) {}
    Instant now() const override { return system_.now() + shift_; }

  private:
    SystemClock system_;
    Millis shift_;
};

inline std::int64_t to_ms(Instant at) { return at.time_since_epoch().count(); }
inline Instant from_ms(std::int64_t ms) { return Instant{Millis{ms}}; }

// A fixed offset: g++ 12 has no time-zone database, and China has had no summer time since 1991.
struct Zone {
    std::chrono::hours offset{8};
    Date date(Instant at) const { return Date{std::chrono::floor<std::chrono::days>(at + offset)}; }
    Instant midnight(Date day) const { return Instant{std::chrono::sys_days{day}} - offset; }
    std::string text(Instant at) const; // "2026-06-10 09:05:07"
};
inline constexpr Zone china{};

Date plus_days(Date day, int days);
// "2026-05-06"; the year has four digits.
std::string iso(Date day);
// "2026年5月6日": the form of a formal document (GB/T 9704-2012 7.3.5.4), without leading zeros.
std::string formal(Date day);
// Reads exactly YYYY-MM-DD and only days that exist; else Failure invalid "date.malformed".
Result<Date> parse_iso_date(std::string_view text);

} // namespace docket
