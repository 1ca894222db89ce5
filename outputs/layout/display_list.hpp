// The page as drawn: glyphs and rules in millimetres, origin at the top left of the sheet, y down. Made by
// lay_out, read by every renderer, so that PDF, OFD and pictures of one document are the same by
// construction. Values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docket::outputs {

// What a face is for; which file it is, is configuration of the renderer.
enum class FaceRole { fangsong, kaiti, heiti, xiaobiaosong, songti }; // 仿宋 楷体 黑体 小标宋 宋体

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool operator==(const Colour&) const = default;
};
inline constexpr Colour black{};
inline constexpr Colour official_red{230, 0, 18}; // Y 80 %, M 80 % (GB/T 9704-2012 6.2)

// Characters on one baseline in one face. advances has one entry a character: the way to the next.
struct GlyphRun {
    FaceRole face = FaceRole::fangsong;
    double size = 0; // of the em
    double x = 0;
    double y = 0; // of the baseline
    std::u32string text;
    std::vector<double> advances;
    Colour colour = black;
    bool page_number = false; // not part of the document's text
    std::size_t block = 0;    // of the composed text, from 1; 0 where it is of none
    bool operator==(const GlyphRun&) const = default;
};

// A horizontal stroke; y is its middle.
struct Rule {
    double x = 0, y = 0, length = 0, thickness = 0;
    Colour colour = black;
    bool operator==(const Rule&) const = default;
};

struct Page {
    std::vector<GlyphRun> runs; // in reading order
    std::vector<Rule> rules;
    bool operator==(const Page&) const = default;
};

// Where the seal goes: its centre (GB/T 9704-2012 7.3.5.1), over the name and the date, a little above them.
struct SealSpot {
    std::size_t page = 0;
    double x = 0, y = 0;
    bool operator==(const SealSpot&) const = default;
};

struct DisplayList {
    double width = 210, height = 297;
    std::vector<Page> pages;
    std::optional<SealSpot> seal;
    bool operator==(const DisplayList&) const = default;
};

double width_of(const GlyphRun& run);
// The text of all runs but page numbers, UTF-8, in reading order and without line breaks.
std::string text_of(const DisplayList& list);

} // namespace docket::outputs
