// A 送达回证 that comes back: which document of which case it is of, and the day that is written on it. Read
// from a scan, so the day is a proposal; a person decides. Pure; any thread.
#pragma once

#include "ocr/page.hpp"
#include "review/case.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::flow {

// Of which document: "notice-2" (the second notice of the case), "round-1" (what its first round ended in).
struct SlipOf {
    std::string case_number, document;
    bool operator==(const SlipOf&) const = default;
};

// The words in the QR code: "docket:slip;case=LX…;document=notice-2".
std::string slip_text(const SlipOf& of);
std::optional<SlipOf> slip_on(const ocr::PageText& page);

// A document of a case that is served: what a slip names.
struct Served {
    std::string title, number;
    std::optional<Date> dated;
};
std::optional<Served> served_document(const review::Case& c, std::string_view document);
// What a slip could be printed for now: written, and its service not known.
std::vector<std::string> open_slips(const review::Case& c);

// The last day on the page that the document can have been served on, and which is not the day the slip was
// made out on; none where there is no such day or the page is not sure of one.
std::optional<Date> day_on_slip(const ocr::PageText& page, Date dated, Date today);

} // namespace docket::flow
