// What a page shows of where it stands in its letter: the signs by which a missed separator is suspected.
// From the text as it was read, so every sign may be wrong; a person decides. Pure; any thread.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/flow/separator.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace docket::flow {

struct PageSigns {
    std::string salutation;    // 「尊敬的领导：」 in the first lines
    std::string title;         // 「复查申请书」 in the first lines
    std::string sender;        // behind 申请人：, 信访人：, …
    std::optional<int> number; // of the page, alone in the first or last line
    bool closed = false;       // ends with a signature or a date
    bool envelope = false;     // few words, an address and a postcode or 收
};

PageSigns signs_of(const ocr::PageText& page);

// All that the sorting of a batch asks of a page, so that nobody holds the text of a whole tray.
struct SheetSigns {
    std::optional<SeparatorSheet> separator; // then nothing else is looked for
    bool blank = false;
    bool slip = false; // a slip of service that comes back: a letter by itself
    std::string label; // the number of the letter on its barcode label, or nothing
    PageSigns page;
};
// `label_prefix`: what the number of a letter's label begins with.
SheetSigns sheet_signs(const ocr::PageText& page, std::string_view label_prefix);

} // namespace docket::flow
