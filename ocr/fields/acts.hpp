// What happened on the days a letter names: an opinion was made, an opinion was received. Private to
// ocr/fields. Free functions; any thread.
#pragma once

#include "ocr/fields/parts.hpp"

#include <vector>

namespace docket::ocr {

enum class Act { none, received, issued };

struct Day {
    text::FoundDate date;
    Act act = Act::none;
    Opinion opinion = Opinion::none; // that the act was about
    bool sure = true;                // of the opinion
    bool told = false;               // what stands right before the date says the act
};

// Every date of the letter, in its order. What stands right before a date (落款为…, 收到的时间是…) tells more
// surely than a verb further on, which may belong to the date behind it.
std::vector<Day> days_of(const Work& work);

} // namespace docket::ocr
