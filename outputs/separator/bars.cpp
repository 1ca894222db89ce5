#include "outputs/separator/bars.hpp"

#include "pipeline/base/handle.hpp"

#include <zint.h>

namespace docket::outputs {

namespace {

void destroy(zint_symbol* symbol) noexcept { ZBarcode_Delete(symbol); }
using Symbol = Handle<zint_symbol, destroy>;

constexpr int medium_correction = 2; // of a QR code: a fold or a stain may hide an eighth

Result<Bars> made(int symbology, const std::string& text) {
    const Symbol symbol(ZBarcode_Create());
    if (!symbol) return fail(Kind::internal, "barcode.not_made", "条码没有做成：内存不足。");
    symbol->symbology = symbology;
    symbol->input_mode = UNICODE_MODE;
    symbol->show_hrt = 0;
    if (symbology == BARCODE_QRCODE) symbol->option_1 = medium_correction;
    const int refused = ZBarcode_Encode_and_Buffer_Vector(
        symbol.get(), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()), 0);
    if (refused >= ZINT_ERROR || symbol->vector == nullptr || symbol->vector->width <= 0)
        return fail(Kind::internal, "barcode.not_made", std::string("条码没有做成：") + symbol->errtxt);
    const double width = static_cast<double>(symbol->vector->width);
    Bars out;
    out.height = static_cast<double>(symbol->vector->height) / width;
    for (const auto* one = symbol->vector->rectangles; one != nullptr; one = one->next)
        out.bars.push_back({static_cast<double>(one->x) / width, static_cast<double>(one->y) / width,
                            static_cast<double>(one->width) / width,
                            static_cast<double>(one->height) / width});
    return out;
}

} // namespace

Result<Bars> code_128(const std::string& text) { return made(BARCODE_CODE128, text); }
Result<Bars> qr_code(const std::string& text) { return made(BARCODE_QRCODE, text); }

} // namespace docket::outputs
