// Where the pixels of a prepared page lie on the original. Values; any thread.
//
// A Placement is built in the order in which the page is prepared: scaled, then turned by quarters, then
// straightened. Boxes are whole pixels and grow to the next pixel, never shrink; they are cut at the edges.
#pragma once

#include "ocr/page.hpp"

namespace docket::ocr {

class Placement {
  public:
    Placement() = default;
    Placement(int width, int height); // of the original: every pixel lies where it lay

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

  private:
    // x' = a x + b y + c, y' = d x + e y + f
    struct Affine {
        double a = 1, b = 0, c = 0, d = 0, e = 1, f = 0;
        Affine after(const Affine& first) const;
        Affine inverse() const;
        Box around(const Box& box, int width, int height) const;
    };
    Placement then(const Affine& step, int width, int height) const;

    Affine forth_; // original to prepared
    int original_width_ = 0, original_height_ = 0;
    int width_ = 0, height_ = 0;
};

} // namespace docket::ocr
