// Slips that came back in a scan: they wait, as an arrival, for whoever registers the service they prove, and
// are filed to their case with it. Any thread.
#pragma once

#include "pipeline/flow/slip.hpp"
#include "pipeline/flow/tools.hpp"

namespace docket::flow {

inline constexpr const char* slip_returned = "slip.returned"; // code of an arrival that waits
inline constexpr const char* slip_filed = "slip.filed";       // and of one that was filed

// What the page says of the document it is of, where the case and that document are there; otherwise nothing,
// and it is a letter like any other. Failure: those of the store.
Result<std::optional<SlipOf>> returned_slip(const ocr::PageText& page, const Tools& tools);
std::string words_of(const SlipOf& slip, const review::Case& c);

// One that waits for this case, with what was read of it.
struct WaitingSlip {
    Arrival arrival;
    SlipOf of;
    std::int64_t page = 0;   // id of the page with the code
    std::string image;       // digest (hex) of its picture: the proof
    std::optional<Date> day; // as it was read; a proposal
};
Result<std::vector<WaitingSlip>> waiting_slips(const review::Case& c, const Tools& tools);

// The slip an act of service names ("slip": "A000012"), of the document the act serves; none named: nothing.
// Failures: not_found "arrival.unknown"; conflict "slip.not_waiting", "slip.of_another".
Result<std::optional<WaitingSlip>> named_slip(const json::Value& input, std::string_view document,
                                              const review::Case& c, const Tools& tools);
Result<void> file_slip(Transaction& tx, const Tools& tools, const WaitingSlip& slip, std::string_view actor);

} // namespace docket::flow
