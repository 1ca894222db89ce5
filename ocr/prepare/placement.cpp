#include "ocr/prepare/placement.hpp"

#include "pipeline/base/assert.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace docket::ocr {

Placement::Placement(int width, int height)
    : original_width_(width), original_height_(height), width_(width), height_(height) {}

Placement::Affine Placement::Affine::after(const Affine& first) const {
    return {a * first.a + b * first.d, a * first.b + b * first.e, a * first.c + b * first.f + c,
            d * first.a + e * first.d, d * first.b + e * first.e, d * first.c + e * first.f + f};
}

Placement::Affine Placement::Affine::inverse() const {
    const double det = a * e - b * d;
    DOCKET_ASSERT(det != 0, "a page was prepared to nothing");
    return {e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det};
}

Box Placement::Affine::around(const Box& box, int width, int height) const {
    const double x0 = box.x, y0 = box.y, x1 = box.x + box.w, y1 = box.y + box.h;
    std::array<double, 4> xs{}, ys{};
    std::size_t i = 0;
    for (const double y : {y0, y1})
        for (const double x : {x0, x1}) {
            xs[i] = a * x + b * y + c;
            ys[i++] = d * x + e * y + f;
        }
    constexpr double slack = 1e-6; // what floating point adds to a whole number
    const auto low = [](const auto& v, int most) {
        return std::clamp(static_cast<int>(std::floor(*std::min_element(v.begin(), v.end()) + slack)), 0,
                          most);
    };
    const auto high = [](const auto& v, int most) {
        return std::clamp(static_cast<int>(std::ceil(*std::max_element(v.begin(), v.end()) - slack)), 0,
                          most);
    };
    const int left = low(xs, width), top = low(ys, height);
    return {left, top, high(xs, width) - left, high(ys, height) - top};
}

Placement Placement::then(const Affine& step, int width, int height) const {
    auto next = *this;
    next.forth_ = step.after(forth_);
    next.width_ = width;
    next.height_ = height;
    return next;
}

Placement Placement::scaled_to(int width, int height) const {
    DOCKET_ASSERT(width_ > 0 && height_ > 0 && width > 0 && height > 0, "a page has no pixels");
    return then({static_cast<double>(width) / width_, 0, 0, 0, static_cast<double>(height) / height_, 0},
                width, height);
}

Placement Placement::turned(int degrees) const {
    const auto w = static_cast<double>(width_), h = static_cast<double>(height_);
    switch (degrees) {
    case 0: return *this;
    case 90: return then({0, -1, h, 1, 0, 0}, height_, width_);
    case 180: return then({-1, 0, w, 0, -1, h}, width_, height_);
    case 270: return then({0, 1, 0, -1, 0, w}, height_, width_);
    default: DOCKET_ASSERT(false, "a page is turned by quarters only"); return *this;
    }
}

Placement Placement::straightened(double degrees, int width, int height) const {
    const double angle = degrees * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    const double x = width_ / 2.0, y = height_ / 2.0;
    return then({cosine, -sine, width / 2.0 - cosine * x + sine * y, sine, cosine,
                 height / 2.0 - sine * x - cosine * y},
                width, height);
}

Box Placement::to_original(const Box& prepared) const {
    return forth_.inverse().around(prepared, original_width_, original_height_);
}

Box Placement::to_prepared(const Box& original) const { return forth_.around(original, width_, height_); }

} // namespace docket::ocr
