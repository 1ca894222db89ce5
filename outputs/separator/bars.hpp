// Barcodes as black rectangles, made by Zint. Free functions; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <string>
#include <vector>

namespace docket::outputs {

struct Bar { // fractions of the width of the code, from its top left corner
    double x = 0, y = 0, w = 0, h = 0;
};
struct Bars {
    std::vector<Bar> bars;
    double height = 0; // in widths
};

// Failure: internal "barcode.not_made".
Result<Bars> code_128(const std::string& text);
Result<Bars> qr_code(const std::string& text);

} // namespace docket::outputs
