#include "ocr/prepare/outline.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace docket::ocr {
namespace {

constexpr int view_side = 600;       // pixels of the long side on which the sheet is looked for
constexpr double least_share = 0.3;  // of the picture that the sheet covers
constexpr double whole_share = 0.97; // beyond which it fills the picture
constexpr double least_step = 22;    // grey levels from the sheet down to what it lies on
constexpr double least_sides = 0.75; // share of the outline that stands out, or is the picture's own edge
constexpr double inward = 0.008; // of the way to the middle: no sliver of the desk is to be read as a stroke
constexpr double at_edge = 4;    // pixels of the view
constexpr double most_bright = 0.15; // of what is outside, that may be as bright as the sheet

using Contour = std::vector<cv::Point>;
using Corners = std::array<cv::Point2d, 4>;

struct Side {
    cv::Point2d at, along; // a point of it and its direction, of length 1
};

// Writing and red seals are narrower than this and vanish into the sheet.
cv::Mat without_writing(const cv::Mat& view) {
    cv::Mat even;
    cv::morphologyEx(view, even, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_RECT, {view_side / 40, view_side / 40}));
    cv::GaussianBlur(even, even, {5, 5}, 0);
    return even;
}

cv::Mat sheet_mask(const cv::Mat& even) {
    cv::Mat mask;
    cv::threshold(even, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN,
                     cv::getStructuringElement(cv::MORPH_RECT, {view_side / 60, view_side / 60}));
    return mask;
}

Contour largest_contour(const cv::Mat& mask) {
    std::vector<Contour> contours;
    cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    if (contours.empty()) return {};
    return *std::max_element(contours.begin(), contours.end(), [](const Contour& a, const Contour& b) {
        return cv::contourArea(a) < cv::contourArea(b);
    });
}

// The four corners of the figure with four corners that a hull is nearest to.
std::optional<Corners> rough_corners(const Contour& contour) {
    Contour hull, figure;
    cv::convexHull(contour, hull);
    const double round = cv::arcLength(hull, true);
    for (double slack = 0.01; slack < 0.08; slack += 0.01) {
        cv::approxPolyDP(hull, figure, slack * round, true);
        if (figure.size() <= 4) break;
    }
    if (figure.size() != 4 || cv::contourArea(hull) > 1.15 * cv::contourArea(figure)) return std::nullopt;
    Corners corners;
    for (std::size_t i = 0; i < 4; ++i) corners[i] = figure[i];
    const auto sum = [](cv::Point2d p) { return p.x + p.y; };
    const auto first =
        std::min_element(corners.begin(), corners.end(), [&](auto a, auto b) { return sum(a) < sum(b); });
    std::rotate(corners.begin(), first, corners.end());
    const auto a = corners[1] - corners[0], b = corners[3] - corners[0];
    if (a.x * b.y - a.y * b.x < 0) std::swap(corners[1], corners[3]); // clockwise, y down
    return corners;
}

// The side as its middle eight tenths of contour points say, to less than a pixel.
std::optional<Side> fitted(const Contour& contour, cv::Point2d from, cv::Point2d to) {
    const auto way = to - from;
    const double length = std::hypot(way.x, way.y);
    if (length < 20) return std::nullopt;
    const auto along = way / length;
    std::vector<cv::Point2f> near;
    for (const cv::Point2d p : contour) {
        const auto off = p - from;
        const double forth = off.dot(along), aside = off.x * along.y - off.y * along.x;
        if (forth > 0.1 * length && forth < 0.9 * length && std::abs(aside) < 0.02 * length + 2)
            near.emplace_back(p);
    }
    if (static_cast<double>(near.size()) < 0.3 * length) return std::nullopt;
    cv::Vec4f line;
    cv::fitLine(near, line, cv::DIST_HUBER, 0, 0.01, 0.01);
    return Side{{line[2], line[3]}, {line[0], line[1]}};
}

cv::Point2d crossing(const Side& a, const Side& b) {
    const double across = a.along.x * b.along.y - a.along.y * b.along.x;
    if (std::abs(across) < 0.3) return {-1e9, -1e9}; // all but parallel: no corner
    const auto off = b.at - a.at;
    return a.at + a.along * ((off.x * b.along.y - off.y * b.along.x) / across);
}

bool is_sheet(const Corners& corners, cv::Size view) {
    double area = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto &p = corners[i], &q = corners[(i + 1) % 4], &r = corners[(i + 2) % 4];
        if (p.x < -0.1 * view.width || p.y < -0.1 * view.height || p.x > 1.1 * view.width ||
            p.y > 1.1 * view.height)
            return false;
        const auto u = q - p, v = r - q;
        const double angle = std::atan2(u.x * v.y - u.y * v.x, u.dot(v)) * 180 / CV_PI;
        if (angle < 60 || angle > 120) return false;
        area += (p.x * q.y - q.x * p.y) / 2;
    }
    const double share = area / view.area();
    return share > least_share && share < whole_share;
}

// The share of the outline outside of which it is plainly darker, or which is the picture's own edge; and
// whether anything of it is not that edge.
double standing_out(const cv::Mat& view, const Corners& corners, bool& anywhere) {
    int good = 0, all = 0;
    anywhere = false;
    const auto grey_at = [&](cv::Point2d p) -> double {
        const int x = static_cast<int>(std::lround(p.x)), y = static_cast<int>(std::lround(p.y));
        return x < 0 || y < 0 || x >= view.cols || y >= view.rows ? -1 : view.at<std::uint8_t>(y, x);
    };
    for (std::size_t i = 0; i < 4; ++i) {
        const auto from = corners[i], way = corners[(i + 1) % 4] - from;
        const cv::Point2d out = cv::Point2d(way.y, -way.x) / std::hypot(way.x, way.y);
        for (int k = 1; k < 20; ++k, ++all) {
            const auto here = from + way * (k / 20.0);
            const double outside = grey_at(here + out * at_edge), inside = grey_at(here - out * at_edge);
            const bool edge = outside < 0, stands = !edge && inside - outside > least_step;
            good += edge || stands ? 1 : 0;
            anywhere = anywhere || stands;
        }
    }
    return static_cast<double>(good) / all;
}

// The share of the picture outside of the sheet that is as bright as the sheet. A desk is darker all over;
// beyond the shadow of a fold the paper goes on, and writing with it.
double bright_outside(const cv::Mat& even, const Corners& corners) {
    cv::Mat inside(even.size(), CV_8U, cv::Scalar(0));
    Contour figure;
    for (const auto& corner : corners) figure.emplace_back(corner);
    cv::fillConvexPoly(inside, figure, cv::Scalar(255));
    std::vector<std::uint8_t> sheet;
    for (int y = 0; y < even.rows; ++y)
        for (int x = 0; x < even.cols; ++x)
            if (inside.at<std::uint8_t>(y, x) != 0) sheet.push_back(even.at<std::uint8_t>(y, x));
    if (sheet.empty()) return 1;
    const auto bright = sheet.begin() + static_cast<std::ptrdiff_t>(sheet.size() * 9 / 10);
    std::nth_element(sheet.begin(), bright, sheet.end());
    const double as_bright = *bright - least_step;
    const cv::Mat outside = inside == 0, as_sheet = (even > as_bright) & outside;
    return cv::countNonZero(as_sheet) / std::max(1.0, static_cast<double>(cv::countNonZero(outside)));
}

} // namespace

std::optional<Outline> outline_of(const cv::Mat& grey) {
    const double scale = static_cast<double>(view_side) / std::max(grey.cols, grey.rows);
    if (std::min(grey.cols, grey.rows) * std::min(1.0, scale) < 100) return std::nullopt;
    const int step = std::max(1, static_cast<int>(1 / scale)); // by whole pixels first, which is quick
    cv::Mat coarse, view;
    cv::resize(grey(cv::Rect(0, 0, grey.cols / step * step, grey.rows / step * step)), coarse,
               {grey.cols / step, grey.rows / step}, 0, 0, cv::INTER_AREA);
    cv::resize(coarse, view, {}, scale * step, scale * step, cv::INTER_LINEAR);
    const auto even = without_writing(view);
    const auto contour = largest_contour(sheet_mask(even));
    if (cv::contourArea(contour.empty() ? Contour{{0, 0}} : contour) < least_share * view.size().area())
        return std::nullopt;
    const auto rough = rough_corners(contour);
    if (!rough) return std::nullopt;
    std::array<std::optional<Side>, 4> sides;
    for (std::size_t i = 0; i < 4; ++i) sides[i] = fitted(contour, (*rough)[i], (*rough)[(i + 1) % 4]);
    Corners corners = *rough;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto &before = sides[(i + 3) % 4], &after = sides[i];
        if (before && after) corners[i] = crossing(*before, *after);
    }
    bool anywhere = false;
    if (!is_sheet(corners, view.size())) return std::nullopt;
    const double stands = standing_out(view, corners, anywhere);
    if (!anywhere || stands < least_sides || bright_outside(even, corners) > most_bright) return std::nullopt;
    Outline out{corners, stands};
    const cv::Point2d half(0.5, 0.5); // contour points are the middles of pixels
    const auto middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
    for (auto& corner : out.corners) corner = (corner + (middle - corner) * inward + half) / scale - half;
    return out;
}

} // namespace docket::ocr
