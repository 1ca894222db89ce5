// Reads the barcodes of a page (Code 128 and QR, by ZBar). Decodes strangers' bytes: for a child process
// only. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

#include <filesystem>
#include <vector>

namespace docket::ocr {

// Of grey pixels; from top to bottom. An image of another kind has none.
std::vector<Barcode> barcodes_of(const PageImage& grey);
// Of the first page of a PNG, JPEG or TIFF file; one that cannot be drawn has none: reading it says why.
std::vector<Barcode> barcodes_in(const std::filesystem::path& file);

} // namespace docket::ocr
