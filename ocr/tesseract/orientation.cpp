#include "ocr/tesseract/orientation.hpp"

#include <tesseract/baseapi.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace docket::ocr {
namespace {

constexpr float plain = 10; // the detector's own measure beyond which it has not been seen to err
constexpr int part_of_height = 32, part_of_width = 2; // of a page, about two half lines, are read
constexpr int readable_percent = 60;                  // mean confidence of a part that is text at all
constexpr int well_readable_percent = 85;
constexpr int plainly_better = 12; // by which the better of two ways reads more surely

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

// The stretch of so many numbers with the largest sum: where it begins.
std::size_t fullest(const std::vector<int>& ink, std::size_t stretch) {
    std::int64_t sum = 0, most = -1;
    std::size_t best = 0;
    for (std::size_t i = 0; i < ink.size(); ++i) {
        sum += ink[i] - (i >= stretch ? ink[i - stretch] : 0);
        if (i + 1 >= stretch && sum > most) {
            most = sum;
            best = i + 1 - stretch;
        }
    }
    return best;
}

// The part of a page that holds the most ink: about two lines high, half a page wide.
PageImage fullest_part(const PageImage& page) {
    constexpr std::uint8_t dark = 128;
    std::vector<int> by_row(at(page.height)), by_column(at(page.width));
    const auto rows = std::min(by_row.size(), std::max(at(page.height / part_of_height), at(page.dpi / 2)));
    const auto columns =
        std::min(by_column.size(), std::max(at(page.width / part_of_width), at(page.dpi * 4)));
    const auto pixel = [&](std::size_t x, std::size_t y) { return page.pixels[y * at(page.width) + x]; };
    for (std::size_t y = 0; y < by_row.size(); ++y)
        for (std::size_t x = 0; x < by_column.size(); ++x) by_row[y] += pixel(x, y) < dark ? 1 : 0;
    const auto top = fullest(by_row, rows);
    for (std::size_t y = top; y < top + rows; ++y)
        for (std::size_t x = 0; x < by_column.size(); ++x) by_column[x] += pixel(x, y) < dark ? 1 : 0;
    const auto left = fullest(by_column, columns);
    PageImage part{static_cast<int>(columns), static_cast<int>(rows), 1, page.dpi, {}};
    for (std::size_t y = top; y < top + rows; ++y) {
        const auto from = page.pixels.begin() + static_cast<std::ptrdiff_t>(y * at(page.width) + left);
        part.pixels.insert(part.pixels.end(), from, from + static_cast<std::ptrdiff_t>(columns));
    }
    return part;
}

} // namespace

struct TesseractOrientation::State {
    tesseract::TessBaseAPI detector, reader;
    bool detects = false;
    std::optional<bool> reads; // the reader is loaded when first needed

    std::optional<Orientation> detect(const PageImage& page, float& confidence);
    int legibility(const PageImage& part);
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
int TesseractOrientation::State::legibility(const PageImage& part) {
    if (!reads) {
        reads = reader.Init(nullptr, "chi_sim", tesseract::OEM_LSTM_ONLY) == 0;
        reader.SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
        reader.SetVariable("debug_file", "/dev/null");
    }
    if (!*reads) return 0;
    reader.SetImage(part.pixels.data(), part.width, part.height, 1, part.width);
    reader.SetSourceResolution(part.dpi);
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

// What the detector of whole pages says where it is plain; else, of the two ways along the lines, the one
// that reads better; else, where neither reads, the detector's way across them, if that reads.
Orientation TesseractOrientation::detect(const PageImage& page) {
    if (page.channels != 1 || page.width <= 0 || page.height <= 0) return {};
    float confidence = 0;
    const auto detected = state_->detect(page, confidence);
    if (detected && detected->sure) return *detected;
    const auto legible = [&](int way) { return state_->legibility(fullest_part(turned(page, way))); };
    const int upright = legible(0);
    if (upright >= well_readable_percent) return {0, true};
    const int head_down = legible(180);
    const int better = std::max(upright, head_down), worse = std::min(upright, head_down);
    if (better >= well_readable_percent || (better >= readable_percent && better - worse >= plainly_better))
        return {upright >= head_down ? 0 : 180, true};
    if (!detected || detected->turn % 180 == 0) return {};
    return {detected->turn, legible(detected->turn) >= well_readable_percent};
}

} // namespace docket::ocr
