#include "ocr/tesseract/orientation.hpp"

#include <tesseract/baseapi.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace docket::ocr {
namespace {

constexpr float plain = 10;          // the detector's own measure beyond which it has not been seen to err
constexpr float fair = 4;            // and beyond which it is right more often than not
constexpr int band_of_page = 12;     // a twelfth of a page, about three lines, is read when it is not plain
constexpr int readable_percent = 60; // mean confidence of a band that is text at all
constexpr int well_readable_percent = 85;

std::size_t at(int n) { return static_cast<std::size_t>(n); }

PageImage turned(const PageImage& image, int degrees) {
    const bool upright = degrees % 180 == 0;
    const int w = image.width, h = image.height;
    PageImage out{upright ? w : h, upright ? h : w, 1, image.dpi,
                  std::vector<std::uint8_t>(image.pixels.size())};
    auto* to = out.pixels.data();
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x) {
            const int from_x = degrees == 0 ? x : degrees == 90 ? y : degrees == 180 ? w - 1 - x : w - 1 - y;
            const int from_y = degrees == 0 ? y : degrees == 90 ? h - 1 - x : degrees == 180 ? h - 1 - y : x;
            *to++ = image.pixels[at(from_y) * at(w) + at(from_x)];
        }
    return out;
}

// The part of a page, over its whole width, that holds the most ink; at least an inch high.
PageImage fullest_band(const PageImage& page) {
    constexpr std::uint8_t dark = 128;
    std::vector<int> ink(at(page.height));
    for (std::size_t y = 0; y < ink.size(); ++y) {
        const auto row = page.pixels.begin() + static_cast<std::ptrdiff_t>(y * at(page.width));
        ink[y] =
            static_cast<int>(std::count_if(row, row + page.width, [](std::uint8_t p) { return p < dark; }));
    }
    const std::size_t rows =
        std::min(ink.size(), std::max<std::size_t>(at(page.height / band_of_page), at(page.dpi)));
    std::int64_t sum = 0, most = -1;
    std::size_t best = 0;
    for (std::size_t y = 0; y < ink.size(); ++y) {
        sum += ink[y] - (y >= rows ? ink[y - rows] : 0);
        if (y + 1 >= rows && sum > most) {
            most = sum;
            best = y + 1 - rows;
        }
    }
    PageImage band{page.width, static_cast<int>(rows), 1, page.dpi, {}};
    const auto from = page.pixels.begin() + static_cast<std::ptrdiff_t>(best * at(page.width));
    band.pixels.assign(from, from + static_cast<std::ptrdiff_t>(rows * at(page.width)));
    return band;
}

} // namespace

struct TesseractOrientation::State {
    tesseract::TessBaseAPI detector, reader;
    bool detects = false;
    std::optional<bool> reads; // the reader is loaded when first needed

    std::optional<Orientation> detect(const PageImage& page, float& confidence);
    int legibility(const PageImage& band);
};

std::optional<Orientation> TesseractOrientation::State::detect(const PageImage& page, float& confidence) {
    if (!detects) return std::nullopt;
    detector.SetImage(page.pixels.data(), page.width, page.height, 1, page.width);
    detector.SetSourceResolution(page.dpi);
    int degrees = 0;
    float script_confidence = 0;
    const char* script = nullptr;
    const bool detected =
        detector.DetectOrientationScript(&degrees, &confidence, &script, &script_confidence);
    detector.Clear();
    if (!detected) return std::nullopt;
    return Orientation{(360 - degrees) % 360, confidence >= plain}; // it says how far the text is turned
}

// Mean confidence of a reading, percent.
int TesseractOrientation::State::legibility(const PageImage& band) {
    if (!reads) {
        reads = reader.Init(nullptr, "chi_sim", tesseract::OEM_LSTM_ONLY) == 0;
        reader.SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
        reader.SetVariable("debug_file", "/dev/null");
    }
    if (!*reads) return 0;
    reader.SetImage(band.pixels.data(), band.width, band.height, 1, band.width);
    reader.SetSourceResolution(band.dpi);
    const int confidence = reader.Recognize(nullptr) == 0 ? reader.MeanTextConf() : 0;
    reader.Clear();
    return confidence;
}

TesseractOrientation::TesseractOrientation() : state_(std::make_unique<State>()) {
    state_->detects = state_->detector.Init(nullptr, "osd", tesseract::OEM_DEFAULT) == 0;
    state_->detector.SetPageSegMode(tesseract::PSM_OSD_ONLY);
    state_->detector.SetVariable("debug_file", "/dev/null");
}
TesseractOrientation::~TesseractOrientation() = default;

Orientation TesseractOrientation::detect(const PageImage& page) {
    if (page.channels != 1 || page.width <= 0 || page.height <= 0) return {};
    float confidence = 0;
    const auto detected = state_->detect(page, confidence);
    if (detected && detected->sure) return *detected;
    // Which of the two ways along the lines reads better; the detector is good at telling lines from columns,
    // and is not believed in that either where neither way reads well.
    const int first = detected ? detected->turn : 0;
    int best = first, legible = 0;
    for (const int more : {0, 180, 90, 270}) {
        if (more == 90 && legible >= well_readable_percent) break;
        const int way = (first + more) % 360;
        const int reads = state_->legibility(fullest_band(turned(page, way)));
        if (reads > legible) {
            legible = reads;
            best = way;
        }
    }
    if (legible < readable_percent) return {first, detected && confidence >= fair};
    return {best, true};
}

} // namespace docket::ocr
