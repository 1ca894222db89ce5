#include "ocr/merge/calibrate.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace docket::ocr {
namespace {

// What the engine says, and how often it is right then; straight lines between.
struct Point {
    float said, right;
};

constexpr std::array alone_points{Point{0.0F, 0.35F},   Point{0.3F, 0.60F},     Point{0.5F, 0.75F},
                                  Point{0.6F, 0.80F},   Point{0.8F, 0.87F},     Point{0.9F, 0.92F},
                                  Point{0.95F, 0.95F},  Point{0.98F, 0.97F},    Point{0.99F, 0.979F},
                                  Point{0.995F, 0.99F}, Point{0.998F, 0.9965F}, Point{0.9995F, 0.999F},
                                  Point{1.0F, 0.9995F}};
constexpr std::array agreed_points{Point{0.0F, 0.60F},  Point{0.3F, 0.85F}, Point{0.5F, 0.93F},
                                   Point{0.7F, 0.97F},  Point{0.9F, 0.99F}, Point{0.97F, 0.996F},
                                   Point{1.0F, 0.9995F}};
constexpr std::array differing_points{Point{0.0F, 0.05F}, Point{0.5F, 0.30F}, Point{0.9F, 0.60F},
                                      Point{0.99F, 0.85F}, Point{1.0F, 0.93F}};

float along(std::span<const Point> points, float said) {
    const auto after =
        std::find_if(points.begin(), points.end(), [&](const Point& p) { return p.said >= said; });
    if (after == points.begin()) return points.front().right;
    if (after == points.end()) return points.back().right;
    const auto before = after - 1;
    return before->right +
           (after->right - before->right) * (said - before->said) / (after->said - before->said);
}

} // namespace

float calibrated(float confidence, Support support) {
    switch (support) {
    case Support::agreed: return along(agreed_points, confidence);
    case Support::differing: return along(differing_points, confidence);
    case Support::alone: break;
    }
    return along(alone_points, confidence);
}

} // namespace docket::ocr
