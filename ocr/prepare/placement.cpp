#include "ocr/prepare/placement.hpp"

#include "pipeline/base/assert.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace docket::ocr {
namespace {

using Matrix = Placement::Matrix;
using Point = Placement::Point;

Matrix product(const Matrix& a, const Matrix& b) {
    Matrix out{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            for (std::size_t k = 0; k < 3; ++k) out[row * 3 + column] += a[row * 3 + k] * b[k * 3 + column];
    return out;
}

// Up to a factor, which a map of the plane does not feel.
Matrix inverse(const Matrix& m) {
    const Matrix out{m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
                     m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
                     m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
    const double determinant = m[0] * out[0] + m[1] * out[3] + m[2] * out[6];
    DOCKET_ASSERT(determinant != 0, "a page was prepared to nothing");
    return out;
}

// Points beyond the horizon of a photographed plane are far away, not on the other side.
Point led(const Matrix& m, Point p, double sign) {
    constexpr double horizon = 1e-9;
    const double w = std::max(sign * (m[6] * p.x + m[7] * p.y + m[8]), horizon) * sign;
    return {(m[0] * p.x + m[1] * p.y + m[2]) / w, (m[3] * p.x + m[4] * p.y + m[5]) / w};
}

Box led(const Matrix& m, const Box& box, double sign, int width, int height) {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const double y : {box.y, box.y + box.h})
        for (const double x : {box.x, box.x + box.w}) {
            const auto at = led(m, {x, y}, sign);
            left = std::min(left, at.x);
            right = std::max(right, at.x);
            top = std::min(top, at.y);
            bottom = std::max(bottom, at.y);
        }
    constexpr double slack = 1e-6; // what floating point adds to a whole number
    const auto within = [](double at, int most) {
        return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(most)));
    };
    const int x0 = within(std::floor(left + slack), width), y0 = within(std::floor(top + slack), height);
    return {x0, y0, within(std::ceil(right - slack), width) - x0,
            within(std::ceil(bottom - slack), height) - y0};
}

// From the unit square to a figure with four corners.
Matrix from_square(const std::array<Point, 4>& to) {
    const auto& [a, b, c, d] = to;
    const double sx = a.x - b.x + c.x - d.x, sy = a.y - b.y + c.y - d.y;
    const double dx1 = b.x - c.x, dx2 = d.x - c.x, dy1 = b.y - c.y, dy2 = d.y - c.y;
    const double across = dx1 * dy2 - dx2 * dy1;
    DOCKET_ASSERT(across != 0, "a sheet has three corners on one line");
    const double g = (sx * dy2 - dx2 * sy) / across, h = (dx1 * sy - sx * dy1) / across;
    return {b.x - a.x + g * b.x,
            d.x - a.x + h * d.x,
            a.x,
            b.y - a.y + g * b.y,
            d.y - a.y + h * d.y,
            a.y,
            g,
            h,
            1};
}

} // namespace

Placement::Placement(int width, int height)
    : original_width_(width), original_height_(height), width_(width), height_(height) {}

Placement Placement::then(const Matrix& step, int width, int height) const {
    auto next = *this;
    next.forth_ = product(step, forth_);
    next.width_ = width;
    next.height_ = height;
    return next;
}

Placement Placement::cut_out(const std::array<Point, 4>& corners, int width, int height) const {
    DOCKET_ASSERT(width > 0 && height > 0, "a page has no pixels");
    const Matrix stretched{static_cast<double>(width), 0, 0, 0, static_cast<double>(height), 0, 0, 0, 1};
    auto back = inverse(from_square(corners));
    const auto& [a, b, c, d] = corners; // w is 1 in the middle of the sheet, and positive on all of it
    const double w = back[6] * (a.x + b.x + c.x + d.x) / 4 + back[7] * (a.y + b.y + c.y + d.y) / 4 + back[8];
    for (auto& number : back) number /= w;
    return then(product(stretched, back), width, height);
}

Placement Placement::scaled_to(int width, int height) const {
    DOCKET_ASSERT(width_ > 0 && height_ > 0 && width > 0 && height > 0, "a page has no pixels");
    return then(
        {static_cast<double>(width) / width_, 0, 0, 0, static_cast<double>(height) / height_, 0, 0, 0, 1},
        width, height);
}

Placement Placement::turned(int degrees) const {
    const auto w = static_cast<double>(width_), h = static_cast<double>(height_);
    switch (degrees) {
    case 0: return *this;
    case 90: return then({0, -1, h, 1, 0, 0, 0, 0, 1}, height_, width_);
    case 180: return then({-1, 0, w, 0, -1, h, 0, 0, 1}, width_, height_);
    case 270: return then({0, 1, 0, -1, 0, w, 0, 0, 1}, height_, width_);
    default: DOCKET_ASSERT(false, "a page is turned by quarters only"); return *this;
    }
}

Placement Placement::straightened(double degrees, int width, int height) const {
    const double angle = degrees * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    const double x = width_ / 2.0, y = height_ / 2.0;
    return then({cosine, -sine, width / 2.0 - cosine * x + sine * y, sine, cosine,
                 height / 2.0 - sine * x - cosine * y, 0, 0, 1},
                width, height);
}

bool Placement::untouched() const {
    return forth_ == Matrix{1, 0, 0, 0, 1, 0, 0, 0, 1} && width_ == original_width_ &&
           height_ == original_height_;
}

// The sign of w where the page is: the same at its middle as everywhere on it.
Box Placement::to_original(const Box& prepared) const {
    const auto back = inverse(forth_);
    const double w = back[6] * width_ / 2 + back[7] * height_ / 2 + back[8];
    return led(back, prepared, w < 0 ? -1 : 1, original_width_, original_height_);
}

Box Placement::to_prepared(const Box& original) const { return led(forth_, original, 1, width_, height_); }

} // namespace docket::ocr
