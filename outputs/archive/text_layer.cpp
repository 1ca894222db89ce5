#include "outputs/archive/text_layer.hpp"

#include "outputs/archive/pdf_file.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/text/normalise.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace docket::outputs {
namespace {

struct Vector {
    double x = 0, y = 0;
};
double along(Vector a, Vector b) { return a.x * b.x + a.y * b.y; }

// Where a line's writing goes, in points with y downwards: `on` from character to character, `down` from the
// head of a character to its foot.
struct Direction {
    Vector on, down;
};

// Preparation turned the page clockwise by quarters and then by the skew; writing goes the other way round.
Direction direction_of(const ocr::PageText& page, const ocr::Line& line, const Sheet& sheet) {
    const double angle = -(page.turned + page.skew) * std::numbers::pi / 180;
    Vector on{std::cos(angle), std::sin(angle)};
    if (line.vertical) on = {-on.y, on.x};
    on = {on.x * sheet.x, on.y * sheet.y};
    const double length = std::hypot(on.x, on.y);
    on = {on.x / length, on.y / length};
    return {on, {-on.y, on.x}};
}

// A glyph seen along its line.
struct Span {
    double start = 0, end = 0, middle = 0, size = 0; // middle and size across the line
};

Span span_of(const ocr::Box& box, const Direction& direction, const Sheet& sheet) {
    const Vector half{box.w * sheet.x / 2, box.h * sheet.y / 2};
    const Vector centre{box.x * sheet.x + half.x, box.y * sheet.y + half.y};
    const auto extent = [&](Vector v) { return std::abs(v.x) * half.x + std::abs(v.y) * half.y; };
    const double at = along(centre, direction.on), reach = extent(direction.on);
    return {at - reach, at + reach, along(centre, direction.down), 2 * extent(direction.down)};
}

template <class Values> double quantile(Values values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

// A line ready to be written: where each of its characters begins, and the last one ends.
struct Laid {
    std::u32string text;
    std::vector<double> places; // one more than characters
    double middle = 0, size = 0;
};

// The em of the line: the larger of its characters, for commas and 一 are small.
void measure(Laid& laid, const std::vector<Span>& spans) {
    constexpr double larger = 0.75, middle = 0.5, of_the_em = 0.6;
    std::vector<double> sizes, middles;
    for (const auto& span : spans) sizes.push_back(span.size);
    laid.size = std::max(quantile(sizes, larger), 1.0);
    for (const auto& span : spans)
        if (span.size >= laid.size * of_the_em) middles.push_back(span.middle);
    laid.middle = quantile(middles, middle);
}

// Characters that came of one glyph share its box; each begins no earlier than the one before.
void place(Laid& laid, const std::vector<std::uint32_t>& source, const std::vector<Span>& spans) {
    constexpr double least = 0.05, blank = 0.3; // of the em
    for (std::size_t from = 0; from < source.size();) {
        std::size_t to = from + 1;
        while (to < source.size() && source[to] == source[from]) ++to;
        const auto& span = spans[source[from]];
        for (auto i = from; i < to; ++i)
            laid.places.push_back(span.start + (span.end - span.start) * static_cast<double>(i - from) /
                                                   static_cast<double>(to - from));
        from = to;
    }
    laid.places.push_back(spans[source.back()].end);
    // A wide blank belongs to the character before it, or readers would take the two for columns.
    for (std::size_t i = 1; i + 1 < laid.places.size(); ++i)
        if (laid.text[i] == U' ')
            laid.places[i] = std::max(laid.places[i], laid.places[i + 1] - blank * laid.size);
    for (std::size_t i = 1; i < laid.places.size(); ++i)
        laid.places[i] = std::max(laid.places[i], laid.places[i - 1] + least * laid.size);
}

Laid laid_out(const ocr::Line& line, const Direction& direction, const Sheet& sheet) {
    std::u32string read;
    std::vector<Span> spans;
    for (const auto& glyph : line.glyphs) {
        read += glyph.ch;
        const auto before = spans.empty() ? span_of(line.box, direction, sheet) : spans.back();
        spans.push_back(glyph.box.empty() ? Span{before.end, before.end, before.middle, 0}
                                          : span_of(glyph.box, direction, sheet));
    }
    auto normal = text::normalise(read);
    Laid laid;
    laid.text = std::move(normal.text);
    if (laid.text.empty()) return laid;
    measure(laid, spans);
    place(laid, normal.source, spans);
    return laid;
}

// Characters in a row that are stretched alike are one string.
class Writer {
  public:
    Writer(GlyphlessFont& font, const Laid& laid) : font_(font), laid_(laid), pen_(laid.places.front()) {}
    std::string strings() {
        constexpr double tenths = 10, per_cent = 100;
        for (std::size_t i = 0; i < laid_.text.size(); ++i) {
            const double wanted = (laid_.places[i + 1] - pen_) / laid_.size * per_cent;
            const double stretch = std::max(std::round(wanted * tenths) / tenths, 1.0);
            if (stretch != stretch_) end();
            stretch_ = stretch;
            const auto code = font_.code_of(laid_.text[i]);
            const std::uint8_t bytes[]{static_cast<std::uint8_t>(code >> 8U),
                                       static_cast<std::uint8_t>(code)};
            codes_ += hex(bytes);
            pen_ += stretch / per_cent * laid_.size;
        }
        end();
        return out_;
    }

  private:
    void end() {
        if (!codes_.empty()) out_ += number_text(stretch_) + " Tz <" + codes_ + "> Tj\n";
        codes_.clear();
    }
    GlyphlessFont& font_;
    const Laid& laid_;
    double pen_, stretch_ = 0;
    std::string codes_, out_;
};

// From a place of the line (along, across) to the page, whose y goes upwards.
std::string point(const Direction& d, const Sheet& sheet, double on, double down) {
    const double x = d.on.x * on + d.down.x * down, y = d.on.y * on + d.down.y * down;
    return number_text(x) + " " + number_text(sheet.height - y);
}

std::string matrix_number(double value) {
    constexpr double fine = 100'000;
    auto text = std::to_string(std::round(value * fine) / fine); // six decimals
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string outlines(const Laid& laid, const Direction& d, const Sheet& sheet) {
    std::string out;
    for (std::size_t i = 0; i + 1 < laid.places.size(); ++i) {
        const double top = laid.middle - laid.size / 2, foot = laid.middle + laid.size / 2;
        out += point(d, sheet, laid.places[i], top) + " m " + point(d, sheet, laid.places[i + 1], top) +
               " l " + point(d, sheet, laid.places[i + 1], foot) + " l " +
               point(d, sheet, laid.places[i], foot) + " l s\n";
    }
    return out;
}

std::string line_text(const Laid& laid, const Direction& d, const Sheet& sheet, GlyphlessFont& font) {
    constexpr double to_baseline = (GlyphlessFont::ascent + GlyphlessFont::descent) / 2000.0;
    return "/F0 " + number_text(laid.size) + " Tf " + matrix_number(d.on.x) + " " + matrix_number(-d.on.y) +
           " " + matrix_number(d.on.y) + " " + matrix_number(d.on.x) + " " +
           point(d, sheet, laid.places.front(), laid.middle + to_baseline * laid.size) + " Tm\n" +
           Writer(font, laid).strings();
}

// Readers that gather lines by their height on the page tear a slanted one apart where it has risen by half
// its size; told the words of the whole line, they keep it together.
std::string kept_together(const std::string& line, const Laid& laid, const Direction& d) {
    constexpr double too_much = 0.3; // of the em
    const double rise =
        (laid.places.back() - laid.places.front()) * std::min(std::abs(d.on.x), std::abs(d.on.y));
    if (rise < too_much * laid.size) return line;
    return "/Span<</ActualText" + text_string(encode_utf8(laid.text)) + ">>BDC\n" + line + "EMC\n";
}

} // namespace

std::string text_layer(const ocr::PageText& page, const Sheet& sheet, GlyphlessFont& font, bool visible) {
    std::string text, shown;
    for (const auto& line : page.lines) {
        if (line.glyphs.empty()) continue;
        const auto direction = direction_of(page, line, sheet);
        const auto laid = laid_out(line, direction, sheet);
        if (laid.text.empty()) continue;
        text += kept_together(line_text(laid, direction, sheet, font), laid, direction);
        if (visible) shown += outlines(laid, direction, sheet);
    }
    if (text.empty()) return "";
    if (!shown.empty()) shown = "q 1 0 0 RG 0.3 w\n" + shown + "Q\n";
    return "BT\n3 Tr\n" + text + "ET\n" + shown;
}

} // namespace docket::outputs
