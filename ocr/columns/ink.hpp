// What is dark on a page, counted along its rows and columns. Free of state; any thread.
#pragma once

#include "ocr/page.hpp"

#include <vector>

namespace docket::ocr {

struct Run { // of rows, or of columns of pixels; `to` is behind
    int from = 0, to = 0;
    int length() const { return to - from; }
};

class Ink {
  public:
    explicit Ink(const PageImage& page) : page_(page) {} // grey; used for as long as this lives
    int width() const { return page_.width; }
    int height() const { return page_.height; }
    bool at(int x, int y) const;
    std::vector<int> along_x(Run rows) const;    // dark pixels of each column, in these rows
    std::vector<int> along_y(Run columns) const; // dark pixels of each row, in these columns
    // The ink inside; empty where there is less than a speck.
    Box around(Run columns, Run rows) const;

  private:
    const PageImage& page_;
};

constexpr int speck = 8; // pixels of ink; less is none

// Where more is dark than told.
std::vector<Run> runs_of(const std::vector<int>& sums, int more_than);

} // namespace docket::ocr
