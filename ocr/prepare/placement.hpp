// Where the pixels of a prepared page lie on the original. Values; any thread.
//
// A Placement is built in the order in which the page is prepared: cut out along the sheet, scaled, turned by
// quarters, straightened. Boxes are whole pixels and grow to the next pixel, never shrink; they are cut at
// the edges.
#pragma once

#include "ocr/page.hpp"

#include <array>

namespace docket::ocr {

class Placement {
  public:
    struct Point {
        double x = 0, y = 0;
    };
    // A map of the plane that keeps straight lines straight, rows first: (x, y, 1) times this is (u, v, w),
    // and the point is (u / w, v / w).
    using Matrix = std::array<double, 9>;

    Placement() = default;
    Placement(int width, int height); // of the original: every pixel lies where it lay

    // What lies between four corners (top left, top right, bottom right, bottom left, of the page so far) now
    // fills a page of this size. The corners must be those of a convex figure.
    Placement cut_out(const std::array<Point, 4>& corners, int width, int height) const;
    // The prepared page now has this size; the picture was stretched to it.
    Placement scaled_to(int width, int height) const;
    // Turned clockwise by 0, 90, 180 or 270 degrees.
    Placement turned(int degrees) const;
    // Rotated clockwise about its middle by an angle in degrees, onto a page of this size with the same
    // middle.
    Placement straightened(double degrees, int width, int height) const;

    Box to_original(const Box& prepared) const;
    Box to_prepared(const Box& original) const;
    int width() const { return width_; } // of the prepared page
    int height() const { return height_; }
    int original_width() const { return original_width_; }
    int original_height() const { return original_height_; }
    const Matrix& forth() const { return forth_; } // from the original to the prepared page
    bool untouched() const;                        // every pixel lies where it lay

  private:
    Placement then(const Matrix& step, int width, int height) const;

    Matrix forth_{1, 0, 0, 0, 1, 0, 0, 0, 1};
    int original_width_ = 0, original_height_ = 0;
    int width_ = 0, height_ = 0;
};

} // namespace docket::ocr
