// What barcodes say: separator sheets of the trade and our own, and labels that number a letter. Pure; any
// thread.
#pragma once

#include "ocr/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket::flow {

// What every scanner's software and docket take for "a new letter begins" (Code 128).
inline constexpr std::string_view patch_code = "PATCHT";

// The words in the QR code of a sheet printed by docket: "docket:separator;batch=B000012;box=3".
std::string separator_text(std::string_view batch, std::string_view box);

struct SeparatorSheet {
    std::string batch, box; // empty where the sheet names none
};
std::optional<SeparatorSheet> separator_on(const ocr::PageText& page);

// The number on a label: the prefix and digits, and nothing else ("ASN000123").
std::optional<std::string> label_on(const ocr::PageText& page, std::string_view prefix);

// "B000012", and back; nothing where it is none.
std::string batch_name(std::int64_t id);
std::optional<std::int64_t> batch_id(std::string_view name);

} // namespace docket::flow
