// The child's side of page pictures: opens a stranger's image and makes a JPEG of it. Leptonica and Cairo;
// call in a child process only. One thread.
#pragma once

#include "pipeline/desk/ports.hpp"

#include <filesystem>
#include <string>

namespace docket::pictures {

struct MakeRequest {
    std::filesystem::path from, to;
    int dpi = 0;    // of the scan; 0: not known, then a page is taken for A4
    int turned = 0; // degrees clockwise
    desk::PictureSize size{};
    std::string watermark;
};

// Failures: corrupt "picture.damaged"; unavailable "picture.unwritable".
Result<void> make(const MakeRequest& request);

} // namespace docket::pictures
