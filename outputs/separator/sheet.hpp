// The sheet that is laid between two letters on the scanner's tray: big words for people, PATCHT as Code 128
// for any scanner's software, and a QR code that says of which batch and box it is. Pure; any thread.
#pragma once

#include "outputs/layout/display_list.hpp"
#include "outputs/layout/font_metrics.hpp"
#include "pipeline/base/result.hpp"

#include <string>

namespace docket::outputs {

struct SeparatorWish {
    std::string office;         // its name, for people
    std::string batch, box;     // for people; may be empty
    std::string patch, qr_text; // what the two codes say
    int count = 1;              // sheets, all alike
};

// A4. Failures: invalid "separator.count" (1 to 200), internal "barcode.not_made".
Result<DisplayList> separator_sheets(const SeparatorWish& wish, const FontMetrics& fonts);

} // namespace docket::outputs
