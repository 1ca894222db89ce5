// The metadata of an archival PDF (ISO 19005-1, 6.7): what stands here equals the information dictionary,
// word for word. Pure; any thread.
#pragma once

#include "outputs/renderer.hpp"

#include <string>

namespace docket::outputs {

std::string created_text(const RenderInfo& info); // "2026-04-14T00:00:00+08:00"

// The XMP packet of a PDF/A-1b. An author that is empty is left out, here and in the dictionary.
std::string archival_xmp(const RenderInfo& info, const std::string& producer);

} // namespace docket::outputs
