#include "pipeline/intake/formats.hpp"
#include "pipeline/intake/kind.hpp"
#include "pipeline/intake/pdf_image.hpp"
#include "pipeline/intake/png_header.hpp"
#include "pipeline/sandbox/run.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <algorithm>
#include <cmath>
#include <functional>

namespace docket::intake {
namespace {

constexpr int drawn_dpi = 300;
constexpr double points_an_inch = 72;

Failure damaged_pdf(const std::string& why) {
    return fail(Kind::corrupt, "file.damaged", "the PDF file " + why + "; print or scan it again");
}

// Opens the file and does something with it; QPDF speaks in exceptions.
template <class T> Result<T> with_pdf(const Path& file, const std::function<Result<T>(QPDF&)>& use) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processFile(file.c_str());
        return use(pdf);
    } catch (const QPDFExc& refused) {
        if (refused.getErrorCode() == qpdf_e_password)
            return fail(Kind::invalid, "file.encrypted",
                        "the PDF file asks for a password; send it without one");
        return damaged_pdf("is damaged or cut short");
    } catch (const std::logic_error&) { // how QPDF meets objects of an unexpected type
        return damaged_pdf("is malformed");
    }
}

Result<void> images_fit(QPDFPageObjectHelper& page, const flow::OpeningLimits& limits) {
    Result<void> all;
    each_image(
        page,
        [&](QPDFObjectHandle& image, const std::string&) {
            auto width = image.getDict().getKey("/Width"), height = image.getDict().getKey("/Height");
            if (!all || !width.isInteger() || !height.isInteger()) return;
            all = few_enough_pixels(width.getIntValue(), height.getIntValue(), limits);
        },
        true);
    return all;
}

Result<int> check(QPDF& pdf, const flow::OpeningLimits& limits) {
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    DOCKET_TRY(const int count, few_enough_pages(static_cast<std::int64_t>(pages.size()), limits));
    for (auto& page : pages) DOCKET_CHECK(images_fit(page, limits));
    return count;
}

// 300 dpi, or as much as the limit of pixels leaves for a page as large as a plan.
int dpi_for(const PageArea& area, const flow::OpeningLimits& limits) {
    const double square_inches = area.width * area.height / (points_an_inch * points_an_inch);
    return std::clamp(static_cast<int>(std::sqrt(static_cast<double>(limits.pixels) / square_inches)) - 1, 1,
                      drawn_dpi);
}

Result<flow::UnpackedPage> drawn(const Path& file, QPDFPageObjectHelper& page, const Path& target,
                                 std::size_t number, const flow::OpeningLimits& limits) {
    const int dpi = dpi_for(area_of(page), limits);
    const auto n = std::to_string(number);
    auto stem = target;
    stem.replace_extension();
    const auto ran =
        sandbox::run({{"pdftoppm", "-r", std::to_string(dpi), "-f", n, "-l", n, "-cropbox", "-png",
                       "-singlefile", std::filesystem::absolute(file).string(), stem.string()}},
                     {});
    if (!ran) return ran.error();
    if (ran->exit != 0 || !std::filesystem::exists(target))
        return damaged_pdf("has a page (" + n + ") that cannot be drawn");
    DOCKET_TRY(const auto head, read_file(target, head_bytes));
    DOCKET_TRY(const auto header, png_header(head));
    return flow::UnpackedPage{target, "image/png", header.width, header.height, dpi};
}

} // namespace

Result<int> open_pdf(const Path& file, const flow::OpeningLimits& limits) {
    return with_pdf<int>(file, [&](QPDF& pdf) { return check(pdf, limits); });
}

Result<Pages> unpack_pdf(const Path& file, const Path& folder, const flow::OpeningLimits& limits,
                         const flow::Slice& slice) {
    return with_pdf<Pages>(file, [&](QPDF& pdf) -> Result<Pages> {
        Pages unpacked;
        auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
        const auto end = std::min(static_cast<std::size_t>(slice.first + slice.most - 1), pages.size());
        for (auto number = static_cast<std::size_t>(slice.first); number <= end; ++number) {
            auto& page = pages[number - 1];
            auto scanned = scanned_image(page, folder, number);
            if (!scanned) {
                DOCKET_TRY(scanned, drawn(file, page, page_path(folder, number, ".png"), number, limits));
            }
            unpacked.push_back(std::move(*scanned));
        }
        return unpacked;
    });
}

} // namespace docket::intake
