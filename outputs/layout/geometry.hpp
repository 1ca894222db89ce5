// The numbers of GB/T 9704-2012, in millimetres; each names its clause. Constants; any thread.
#pragma once

namespace docket::outputs::gb {

constexpr double points(double pt) { return pt * 25.4 / 72; }

inline constexpr double sheet_width = 210, sheet_height = 297;          // 5.1
inline constexpr double left = 28, top = 37, width = 156, height = 225; // 5.2.1
inline constexpr double right = left + width, bottom = top + height;
inline constexpr int columns = 28, rows = 22; // 5.2.3
inline constexpr double cell = width / columns, pitch = height / rows;

inline constexpr double size2 = points(22), size3 = points(16), size4 = points(14); // 二号 三号 四号
inline constexpr double gap78 = size3 * 7 / 8;                                      // 3.2: 行
inline constexpr double mark_largest = points(36);                                  // 小初

inline constexpr double mark_below_top = 35;  // 7.2.4
inline constexpr double red_rule_below = 4;   // 7.2.7
inline constexpr double red_rule = 0.5;       // 7.2.7 leaves the thickness open
inline constexpr double number_below = 7;     // 7.5
inline constexpr double imprint_outer = 0.35; // 7.4.1
inline constexpr double imprint_inner = 0.25; // 7.4.1

inline constexpr double letter_mark_top = 30;    // 10.1, from the edge of the sheet
inline constexpr double letter_rule_below = 4;   // 10.1
inline constexpr double letter_rule_foot = 20;   // 10.1, from the lower edge of the sheet
inline constexpr double letter_rule_width = 170; // 10.1
inline constexpr double letter_thick = 1.0, letter_thin = 0.35, letter_between = 0.7; // 10.1 leaves them open

// The em box of Han faces: how much of it stands above the baseline, and where the ink begins. Taken as
// given, never from a file: line metrics of fonts in use are wrong often enough.
inline constexpr double em_above = 0.88, ink_above = 0.85, dash_above = 0.38;

} // namespace docket::outputs::gb
