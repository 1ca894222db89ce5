// What Cairo leaves undone for PDF/A-1b (ISO 19005-1): output intent, XMP metadata equal to the information
// dictionary, CIDSet, no transparency group, a deterministic ID. Private to outputs/render; pure; any thread.
#pragma once

#include "outputs/renderer.hpp"

#include <string>

namespace docket::outputs {

// Failure: internal "pdf.archive" where the drawn file cannot be read again.
Result<Bytes> make_archival(const Bytes& drawn, const RenderInfo& info, const std::string& profile);

} // namespace docket::outputs
