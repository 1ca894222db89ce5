// The sheets that docket prints and reads back: those laid between letters, and the slip that is signed when
// a document is served. Port, owned by desk; the adapter is the program (drawn by outputs). Any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"

#include <string>
#include <vector>

namespace docket::desk {

class Desk;

struct SheetsWish {
    std::string office, batch, box; // batch and box may be empty: sheets for any tray
    int count = 1;
    Date made{};
};
// A 送达回证 of a document of a case.
struct SlipOrder {
    std::string office, case_number, title, number, recipients;
    std::vector<std::string> ways; // modes of service, to be ticked
    std::string qr_text;
    Date made{};
};
class SeparatorSheets {
  public:
    virtual ~SeparatorSheets() = default;
    // PDF, A4. Failures: invalid "separator.count"; internal "barcode.not_made", "pdf.draw".
    virtual Result<Bytes> separators(const SheetsWish& wish) = 0;
    // PDF, A4. Failures: internal "barcode.not_made", "pdf.draw".
    virtual Result<Bytes> slip(const SlipOrder& order) = 0;
};

// `batch`: "B000012", or empty.
Result<Bytes> separators(const Desk& desk, const std::string& batch, const std::string& box, int count);

// Of a document of the case that is written and not served: "notice-2", "round-1" (flow/slip.hpp). Failure:
// not_found "slip.no_document".
Result<Bytes> slip(const Desk& desk, const std::string& number, const std::string& document);

} // namespace docket::desk
