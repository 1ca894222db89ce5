// The children that open and read files, as this program starts them; and text as people and scripts get it.
#pragma once

#include "pipeline/app/house.hpp"

namespace docket::app {

std::unique_ptr<flow::Unpacker> make_unpacker(const ReadingSettings& reading);
// What one reader may use up is said by the environment: DOCKET_READER_SECONDS, 1 to 3600, for a page, and
// DOCKET_READER_MB, 50 to 16000, of memory; without them sandbox::Limits holds. Failures: usage; unavailable
// "ocr.no_model" where PP-OCR alone was asked for and is not there.
Result<std::unique_ptr<flow::PageReader>> make_page_reader(const ReadingSettings& reading);

// Where the models of PP-OCR lie: DOCKET_MODELS, else `models` or `build/models` below share(). Empty:
// nowhere.
std::filesystem::path models_folder();

// On stderr, once: that "auto" reads with Tesseract alone because the models are missing, and what to do.
void warn_of_missing_engine(const ReadingSettings& reading);

// The normalised text of a page in reading order, one line a line.
std::string normalised_text(const ocr::PageText& page);

} // namespace docket::app
