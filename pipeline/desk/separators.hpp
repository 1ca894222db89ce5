// The sheets that are laid between letters, as a file to print. Port, owned by desk; the adapter is the
// program (drawn by outputs). Any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"

#include <string>

namespace docket::desk {

class Desk;

struct SheetsWish {
    std::string office, batch, box; // batch and box may be empty: sheets for any tray
    int count = 1;
    Date made{};
};
class SeparatorSheets {
  public:
    virtual ~SeparatorSheets() = default;
    // PDF, A4. Failures: invalid "separator.count"; internal "barcode.not_made", "pdf.draw".
    virtual Result<Bytes> separators(const SheetsWish& wish) = 0;
};

// `batch`: "B000012", or empty.
Result<Bytes> separators(const Desk& desk, const std::string& batch, const std::string& box, int count);

} // namespace docket::desk
