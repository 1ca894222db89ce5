// The page model: what an engine sees and what it says it read. Values; any thread.
//
// Lengths are pixels of the page image as it arrived (the original), origin top left, x to the right, y down.
// Confidences are 0..1. Preparation turns and straightens a copy; its Placement leads every box back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace docket::ocr {

struct Box {
    int x = 0, y = 0, w = 0, h = 0;
    bool operator==(const Box&) const = default;
    bool empty() const { return w <= 0 || h <= 0; }
};
Box join(Box a, Box b); // the smallest box around both; an empty one does not count

// Pixels, row by row without padding. channels is 1 (grey) or 3 (red, green, blue).
struct PageImage {
    int width = 0, height = 0, channels = 1;
    int dpi = 0; // 0: not known
    std::vector<std::uint8_t> pixels;
};

// What else a character may be: what another engine read in its place, or the same engine's next choice.
struct Candidate {
    char32_t ch = 0;
    float confidence = 0;
    bool operator==(const Candidate&) const = default;
};

// One character as read: `ch` is a Unicode code point, NFC, as the engine gave it.
struct Glyph {
    char32_t ch = 0;
    Box box;
    float confidence = 0;
    std::vector<Candidate> others{}; // best first; empty where nothing else was seen
};

struct Line {
    std::vector<Glyph> glyphs; // in reading order; a space is a glyph of its own
    Box box;
    float confidence = 0;        // the mean of its glyphs
    std::string engine;          // "tesseract/chi_sim", "ppocr/ch_PP-OCRv4", ...
    bool vertical = false;       // a column, read from top to bottom
    std::string second{};        // how another engine read the whole line; empty where none did
    std::string second_engine{}; // that engine
};

// Where the time of a page went: "decode", "orient", "tesseract", ...
struct Step {
    std::string name;
    std::int64_t ms = 0;
    bool operator==(const Step&) const = default;
};

// A barcode on the page, as its reader named and read it: "CODE-128", "QR-Code".
struct Barcode {
    std::string type, text; // UTF-8
    Box box;
    bool operator==(const Barcode&) const = default;
};

struct PageText {
    int width = 0, height = 0; // of the original
    int turned = 0;            // degrees clockwise that set the original upright: 0, 90, 180 or 270
    double skew = 0;           // degrees that were taken out after that
    std::vector<Line> lines;   // in reading order
    std::string engine;        // with model digest and parameters, for the record
    std::int64_t ms = 0;       // how long the reading took
    bool blank = false;        // nothing is written on it, as far as preparation can tell
    std::vector<Step> steps{}; // what `ms` was spent on, in order
    std::vector<Barcode> barcodes{};
};

std::string utf8(const Line& line);
std::string utf8(const PageText& page); // lines joined by \n
std::size_t glyph_count(const PageText& page);
float confidence(const PageText& page); // the mean over all glyphs; 0 for an empty page
float weight(
    const PageText& page); // how much was read, and how surely: tells which of two readings is better

} // namespace docket::ocr
