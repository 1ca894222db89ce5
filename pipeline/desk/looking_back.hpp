// How far the desks look back, and how much of it they show. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"

namespace docket::desk {

constexpr Millis a_working_day = std::chrono::hours{8}; // what somebody searched for is kept this long
constexpr Millis a_month = std::chrono::hours{24 * 30}; // what somebody has done is listed this long
constexpr int most_done = 50;

} // namespace docket::desk
