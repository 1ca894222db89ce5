// What Cairo leaves undone for PDF/A-1b (ISO 19005-1): output intent, XMP metadata equal to the information
// dictionary, CIDSet, no transparency group, a deterministic ID. Private to outputs/render; pure; any thread.
#pragma once

#include "outputs/renderer.hpp"

#include <string>

namespace docket::outputs {

std::string created_text(const RenderInfo& info); // "2026-04-14T00:00:00+08:00"

// Failure: internal "pdf.archive" where the drawn file cannot be read again.
Result<Bytes> make_archival(const Bytes& drawn, const RenderInfo& info, const std::string& profile);

} // namespace docket::outputs
