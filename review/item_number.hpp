// 信访件编号: <channel><division><YYYYMMDD><serial, 4 digits><check>, e.g. LX350205202606100001K. The check
// character is ISO 7064 MOD 37,36 over all before it: it finds every single wrong character and swap of two
// neighbours. Pure; any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <string>
#include <string_view>

namespace docket::review {

// `serial` is 1..9999 within (channel, division, day); Failure: exhausted "number.day_is_full".
Result<std::string> item_number(std::string_view channel, std::string_view division, Date day, int serial);
bool item_number_is_sound(std::string_view number);

} // namespace docket::review
