// The words of the office as files: organs.json, and where they are divisions.json and urgent.json. Reads
// files only; any thread.
#pragma once

#include "ocr/fields/lexicon.hpp"

#include <filesystem>

namespace docket::app {

// Failures: not_found "file.unreadable" (organs.json; an office may do without the others), invalid
// "lexicon.malformed", "divisions.malformed", "urgent.malformed" and those of JSON, naming the file.
Result<ocr::Lexicon> read_lexicon(const std::filesystem::path& office);

} // namespace docket::app
