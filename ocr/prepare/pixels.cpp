#include "ocr/prepare/leptonica_handle.hpp"

#include <cstring>
#include <new>

namespace docket::ocr {
namespace {

constexpr int longest_side = 30'000;                  // pixels
constexpr std::int64_t most_pixels = 100'000'000;     // A3 at 600 dpi is 70 million
constexpr std::int64_t plenty_of_pixels = 20'000'000; // beyond this a JPEG is decoded at half its size
constexpr int red_shift = 24, green_shift = 16, blue_shift = 8;

Failure unusable(const std::string& why) {
    return fail(Kind::invalid, "ocr.image_unusable", "the page image " + why);
}

Result<void> usable(int w, int h) {
    if (w <= 0 || h <= 0) return unusable("has no pixels; scan the page again");
    if (w > longest_side || h > longest_side || std::int64_t{w} * h > most_pixels)
        return unusable("is too large to be read; scan it at 300 dpi");
    return {};
}

Pix* decode(const std::filesystem::path& file, int format, std::int64_t pixels) {
    if (format != IFF_JFIF_JPEG || pixels <= plenty_of_pixels) return pixRead(file.c_str());
    const int reduction = pixels > 4 * plenty_of_pixels ? 4 : 2;
    return pixReadJpeg(file.c_str(), 0, reduction, nullptr, 0);
}

} // namespace

PixHandle made(Pix* pix) {
    if (pix == nullptr) throw std::bad_alloc();
    return PixHandle(pix);
}

PageImage page_image(const PixHandle& grey, int dpi) {
    PageImage out{width(grey), height(grey), 1, dpi, {}};
    const auto swapped = made(pixEndianByteSwapNew(grey.get()));
    const auto* words = pixGetData(swapped.get());
    const auto row = static_cast<std::size_t>(out.width),
               stride = static_cast<std::size_t>(pixGetWpl(swapped.get()));
    out.pixels.resize(row * static_cast<std::size_t>(out.height));
    for (std::size_t y = 0; y < static_cast<std::size_t>(out.height); ++y)
        std::memcpy(out.pixels.data() + y * row, words + y * stride, row);
    return out;
}

Result<PixHandle> pix_of(const PageImage& image) {
    DOCKET_CHECK(usable(image.width, image.height));
    const auto w = static_cast<std::size_t>(image.width), h = static_cast<std::size_t>(image.height);
    const auto channels = static_cast<std::size_t>(image.channels);
    if ((channels != 1 && channels != 3) || image.pixels.size() != w * h * channels)
        return unusable("does not have the pixels it announces");
    auto pix = made(pixCreate(image.width, image.height, channels == 1 ? 8 : 32));
    auto* words = pixGetData(pix.get());
    const auto stride = static_cast<std::size_t>(pixGetWpl(pix.get()));
    const auto* from = image.pixels.data();
    for (std::size_t y = 0; y < h; ++y) {
        auto* line = words + y * stride;
        if (channels == 1) {
            std::memcpy(line, from + y * w, w);
            continue;
        }
        const auto* rgb = from + y * w * 3;
        for (std::size_t x = 0; x < w; ++x, rgb += 3)
            line[x] = static_cast<l_uint32>(rgb[0]) << red_shift |
                      static_cast<l_uint32>(rgb[1]) << green_shift |
                      static_cast<l_uint32>(rgb[2]) << blue_shift;
    }
    if (channels == 1) pixEndianByteSwap(pix.get());
    return pix;
}

Result<Loaded> load(const std::filesystem::path& file) {
    setMsgSeverity(L_SEVERITY_NONE);
    Loaded loaded;
    l_int32 format = 0;
    if (pixReadHeader(file.c_str(), &format, &loaded.width, &loaded.height, nullptr, nullptr, nullptr) != 0)
        return unusable("cannot be opened; scan the page again");
    DOCKET_CHECK(usable(loaded.width, loaded.height));
    loaded.pix.reset(decode(file, format, std::int64_t{loaded.width} * loaded.height));
    if (!loaded.pix) return unusable("is damaged; scan the page again");
    loaded.dpi_x = pixGetXRes(loaded.pix.get());
    loaded.dpi_y = pixGetYRes(loaded.pix.get());
    return loaded;
}

} // namespace docket::ocr
