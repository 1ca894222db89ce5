#include "ocr/tesseract/orientation.hpp"

#include <tesseract/baseapi.h>

#include <cstdlib>

namespace docket::ocr {
namespace {
constexpr float sure_enough =
    3.0F; // Tesseract's own measure; upside-down print of one paragraph has about 10
}

struct TesseractOrientation::State {
    tesseract::TessBaseAPI api;
    bool usable = false;
};

TesseractOrientation::TesseractOrientation() : state_(std::make_unique<State>()) {
    state_->usable = state_->api.Init(nullptr, "osd", tesseract::OEM_DEFAULT) == 0;
    state_->api.SetPageSegMode(tesseract::PSM_OSD_ONLY);
    state_->api.SetVariable("debug_file", "/dev/null");
}
TesseractOrientation::~TesseractOrientation() = default;

Orientation TesseractOrientation::detect(const PageImage& page) {
    if (!state_->usable) return {};
    auto& api = state_->api;
    api.SetImage(page.pixels.data(), page.width, page.height, page.channels, page.width * page.channels);
    api.SetSourceResolution(page.dpi);
    int degrees = 0;
    float confidence = 0, script_confidence = 0;
    const char* script = nullptr;
    const bool detected = api.DetectOrientationScript(&degrees, &confidence, &script, &script_confidence);
    api.Clear();
    if (std::getenv("SHOWOSD")) fprintf(stderr, "osd %d conf %.2f\n", degrees, confidence);
    if (!detected) return {};
    // The detector says how far the page is turned counter-clockwise... of what it found.
    return {(360 - degrees) % 360, confidence >= sure_enough};
}

} // namespace docket::ocr
