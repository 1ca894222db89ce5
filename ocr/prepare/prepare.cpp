#include "ocr/prepare/prepare.hpp"

#include "ocr/prepare/leptonica_handle.hpp"
#include "ocr/prepare/skew.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace docket::ocr {
namespace {

constexpr double working_dpi = 300;
constexpr double long_side_inches = 11.69;     // of A4, for pages that do not say
constexpr int least_dpi = 97, most_dpi = 1200; // less is what cameras and screens write without knowing
constexpr double close_enough = 0.1;           // of a scale to 1

struct Working {
    PixHandle grey;
    Placement placement;
};

double scale_to_work(int dpi, int long_side) {
    const double real = dpi >= least_dpi && dpi <= most_dpi ? dpi : long_side / long_side_inches;
    const double scale = working_dpi / real;
    return std::abs(scale - 1) < close_enough ? 1 : scale;
}

Working to_working_size(PixHandle grey, const Placement& placement, double scale_x, double scale_y) {
    const int w = std::max(1, static_cast<int>(std::lround(placement.width() * scale_x)));
    const int h = std::max(1, static_cast<int>(std::lround(placement.height() * scale_y)));
    const auto next = placement.scaled_to(w, h);
    if (w == width(grey) && h == height(grey)) return {std::move(grey), next};
    const auto fx = static_cast<float>(w) / static_cast<float>(width(grey));
    const auto fy = static_cast<float>(h) / static_cast<float>(height(grey));
    auto scaled = made(pixScale(grey.get(), fx, fy));
    const auto placed = placement.scaled_to(width(scaled), height(scaled));
    return {std::move(scaled), placed};
}

void set_upright(Working& page, Prepared& prepared, OrientationDetector* orientation) {
    if (orientation == nullptr) return;
    const auto seen = orientation->detect(page_image(page.grey, static_cast<int>(working_dpi)));
    if (!seen.sure || seen.turn == 0) return;
    page.grey = made(pixRotateOrth(page.grey.get(), seen.turn / 90));
    page.placement = page.placement.turned(seen.turn);
    prepared.turned = seen.turn;
}

void straighten(Working& page, Prepared& prepared) {
    const double skew = skew_of(ink_points(ink_of(page.grey))).degrees;
    if (skew == 0) return;
    const auto radians = static_cast<float>(skew * std::numbers::pi / 180);
    page.grey = made(pixRotate(page.grey.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
                               width(page.grey), height(page.grey)));
    page.placement = page.placement.straightened(skew, width(page.grey), height(page.grey));
    prepared.skew = skew;
}

Result<Prepared> made_ready(PixHandle pix, const Placement& placement, double scale_x, double scale_y,
                            OrientationDetector* orientation, Steps& steps) {
    setMsgSeverity(L_SEVERITY_NONE);
    auto page = to_working_size(grey_without_red(std::move(pix)), placement, scale_x, scale_y);
    const auto picture = [&] { return page_image(page.grey, static_cast<int>(working_dpi)); };
    DOCKET_CHECK(steps.done("grey", "", 1, picture));
    page.grey = levelled(page.grey);
    DOCKET_CHECK(steps.done("level", "", 1, picture));
    Prepared prepared;
    set_upright(page, prepared, orientation);
    DOCKET_CHECK(steps.done("orient", std::to_string(prepared.turned), 1, picture));
    straighten(page, prepared);
    DOCKET_CHECK(steps.done("deskew", std::to_string(prepared.skew), 1, picture));
    prepared.image = picture();
    prepared.placement = page.placement;
    return prepared;
}

} // namespace

Result<Prepared> prepare(const PageImage& page, OrientationDetector* orientation, Steps* steps) {
    Steps unheard;
    DOCKET_TRY(auto pix, pix_of(page));
    const double scale = scale_to_work(page.dpi, std::max(page.width, page.height));
    return made_ready(std::move(pix), {page.width, page.height}, scale, scale, orientation,
                      steps != nullptr ? *steps : unheard);
}

Result<Prepared> prepare_file(const std::filesystem::path& file, OrientationDetector* orientation,
                              Steps* steps) {
    Steps unheard;
    auto& heard = steps != nullptr ? *steps : unheard;
    DOCKET_TRY(auto loaded, load(file));
    DOCKET_CHECK(heard.done("decode"));
    const int long_side = std::max(loaded.width, loaded.height);
    const double scale_x = scale_to_work(loaded.dpi_x, long_side),
                 scale_y = scale_to_work(loaded.dpi_y, long_side);
    return made_ready(std::move(loaded.pix), {loaded.width, loaded.height}, scale_x, scale_y, orientation,
                      heard);
}

PageImage without_rules(const PageImage& prepared) {
    const auto pix = pix_of(prepared);
    if (!pix) return prepared;
    return page_image(without_rules(*pix), prepared.dpi);
}

} // namespace docket::ocr
