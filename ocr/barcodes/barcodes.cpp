#include "ocr/barcodes/barcodes.hpp"

#include "pipeline/base/handle.hpp"
#include "pipeline/base/utf8.hpp"

#include <leptonica/allheaders.h>
#include <zbar.h>

#include <algorithm>

namespace docket::ocr {

namespace {

constexpr unsigned long grey_format = 0x30303859; // "Y800", as ZBar names eight grey bits
constexpr int every = 2;                          // lines of pixels that are looked at: codes are taller

void close_scanner(zbar::zbar_image_scanner_t* scanner) noexcept {
    zbar::zbar_image_scanner_destroy(scanner);
}
void close_image(zbar::zbar_image_t* image) noexcept { zbar::zbar_image_destroy(image); }
void close_pix(Pix* pix) noexcept { pixDestroy(&pix); }
using Scanner = Handle<zbar::zbar_image_scanner_t, close_scanner>;
using Image = Handle<zbar::zbar_image_t, close_image>;
using PixHandle = Handle<Pix, close_pix>;

void set_up(zbar::zbar_image_scanner_t* scanner) {
    using namespace zbar;
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    for (const auto kind : {ZBAR_CODE128, ZBAR_QRCODE})
        zbar_image_scanner_set_config(scanner, kind, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, every);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, every);
}

Box box_of(const zbar::zbar_symbol_t* symbol) {
    const auto n = zbar::zbar_symbol_get_loc_size(symbol);
    int left = 0, top = 0, right = 0, bottom = 0;
    for (unsigned i = 0; i < n; ++i) {
        const int x = zbar::zbar_symbol_get_loc_x(symbol, i), y = zbar::zbar_symbol_get_loc_y(symbol, i);
        left = i == 0 ? x : std::min(left, x);
        top = i == 0 ? y : std::min(top, y);
        right = i == 0 ? x : std::max(right, x);
        bottom = i == 0 ? y : std::max(bottom, y);
    }
    return {left, top, right - left + 1, bottom - top + 1};
}

Barcode barcode_of(const zbar::zbar_symbol_t* symbol) {
    const std::string_view data(zbar::zbar_symbol_get_data(symbol),
                                zbar::zbar_symbol_get_data_length(symbol));
    return {zbar::zbar_get_symbol_name(zbar::zbar_symbol_get_type(symbol)), encode_utf8(code_points(data)),
            box_of(symbol)};
}

// Eight grey bits a pixel, row by row.
PageImage grey_of(Pix* any) {
    PageImage out;
    const PixHandle grey(pixConvertTo8(any, 0));
    if (!grey) return out;
    out.width = pixGetWidth(grey.get());
    out.height = pixGetHeight(grey.get());
    out.pixels.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    const l_uint32* row = pixGetData(grey.get());
    for (int y = 0; y < out.height; ++y, row += pixGetWpl(grey.get()))
        for (int x = 0; x < out.width; ++x)
            out.pixels.push_back(static_cast<std::uint8_t>(GET_DATA_BYTE(row, x)));
    return out;
}

} // namespace

std::vector<Barcode> barcodes_of(const PageImage& grey) {
    std::vector<Barcode> out;
    const auto area = static_cast<std::size_t>(grey.width) * static_cast<std::size_t>(grey.height);
    if (grey.channels != 1 || area == 0 || grey.pixels.size() != area) return out;
    const Scanner scanner(zbar::zbar_image_scanner_create());
    const Image image(zbar::zbar_image_create());
    set_up(scanner.get());
    zbar::zbar_image_set_format(image.get(), grey_format);
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(grey.width),
                              static_cast<unsigned>(grey.height));
    zbar::zbar_image_set_data(image.get(), grey.pixels.data(), static_cast<unsigned long>(area), nullptr);
    if (zbar::zbar_scan_image(scanner.get(), image.get()) <= 0) return out;
    for (const auto* symbol = zbar::zbar_image_first_symbol(image.get()); symbol != nullptr;
         symbol = zbar::zbar_symbol_next(symbol))
        out.push_back(barcode_of(symbol));
    std::ranges::sort(out, {}, [](const Barcode& one) { return std::pair(one.box.y, one.box.x); });
    return out;
}

std::vector<Barcode> barcodes_in(const std::filesystem::path& file) {
    const PixHandle pix(pixRead(file.c_str()));
    return pix ? barcodes_of(grey_of(pix.get())) : std::vector<Barcode>{};
}

} // namespace docket::ocr
