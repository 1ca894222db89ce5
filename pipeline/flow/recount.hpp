// Open periods counted anew after a calendar was published or changed, of cases and of letters that are not
// registered yet. A slice at a time, so that nobody waits for the register meanwhile; what was counted
// already is found counted. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <string>
#include <string_view>

namespace docket::flow {

struct RecountSum {
    int cases = 0, letters = 0, days = 0; // that moved
};

// Asks for it in the transaction that publishes the year: at once, and once more when every host has long had
// the new calendar, for an act that was under way counted by the old one. `of` tells the askings of one year
// apart.
Result<void> ask_recount(Transaction& tx, const Tools& tools, int year, std::string_view of);
// The same at a start, where something provisional could be counted by now: a program that brings a year with
// it publishes nothing. True when it was asked for.
Result<bool> ask_recount_where_due(const Tools& tools);

// One slice, read and stored in this transaction: where the next begins; empty at the end. `from` is empty
// for the first. The periods must be counted by a calendar that has the year.
Result<std::string> recount_slice(Transaction& tx, const Tools& tools, int year, std::string_view from,
                                  RecountSum& sum);
// All of them, each in a transaction of its own.
Result<RecountSum> recount_days(const Tools& tools, int year);

} // namespace docket::flow
