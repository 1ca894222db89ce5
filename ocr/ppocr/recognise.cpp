#include "ocr/ppocr/recognise.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr::ppocr {
namespace {

constexpr int width_grain = 32; // widths are rounded up to this

int padded(int width) { return (width + width_grain - 1) / width_grain * width_grain; }

// (x / 255 − 0.5) / 0.5 in each of three equal channels; what is right of the strip is the models' own zero.
std::vector<float> planes(const Strip& strip, int width) {
    const auto area = static_cast<std::size_t>(width) * static_cast<std::size_t>(strip.height);
    std::vector<float> out(3 * area, 0.0F);
    for (int y = 0; y < strip.height; ++y) {
        const auto* from = strip.pixels.data() + static_cast<std::ptrdiff_t>(y) * strip.width;
        float* to = out.data() + static_cast<std::ptrdiff_t>(y) * width;
        std::transform(from, from + strip.width, to,
                       [](std::uint8_t v) { return static_cast<float>(v) / 127.5F - 1.0F; });
    }
    const auto first = out.begin(), second = first + static_cast<std::ptrdiff_t>(area);
    std::copy(first, second, second);
    std::copy(first, second, second + static_cast<std::ptrdiff_t>(area));
    return out;
}

} // namespace

// One at a time: several at once take memory and, on one thread, gain nothing.
Result<std::vector<Seen>> Recogniser::read(const Strip& strip) {
    const int width = padded(strip.width);
    const auto values = planes(strip, width);
    const std::array<std::int64_t, 4> shape{1, 3, strip.height, width};
    std::vector<Seen> line;
    DOCKET_CHECK(
        model_.run(shape, values, [&](std::span<const std::int64_t> dims, std::span<const float> all) {
            line = decode(all, static_cast<std::size_t>(dims[1]), static_cast<double>(strip.width) / width,
                          dictionary_);
        }));
    return line;
}

} // namespace docket::ocr::ppocr
