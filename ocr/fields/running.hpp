// The text of pages as one run of normalised characters, each of which knows its glyph, so that words broken
// by a line end are whole and every value leads back to its place on the page. Private to ocr/fields. Refers
// to the pages it was made from; immutable; any thread.
#pragma once

#include "ocr/page.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket::ocr {

struct Span {
    std::size_t begin = 0, end = 0;
    bool empty() const { return begin >= end; }
    bool operator==(const Span&) const = default;
};

class Running {
  public:
    struct Place {
        const Glyph* glyph = nullptr;
        const Line* source = nullptr; // the line as it was read
        Box upright; // of the glyph, on the page as it is read: boxes are as the original lies
        int page = 0;
        std::size_t line = 0; // counted through all pages
        bool starts_line = false;
        bool after_gap = false; // stands clearly apart from the character before it on the line
    };

    // `numbers`: which of the pages to take, in order.
    Running(std::span<const PageText> pages, std::span<const int> numbers);

    std::size_t size() const { return text_.size(); }
    std::u32string_view text() const { return text_; }     // normalised, without line ends
    std::u32string_view simple() const { return simple_; } // in simplified characters, of the same length
    // simple() with line ends, for what must not run from one line into the next; `unlined` leads back.
    std::u32string_view lined() const { return lined_; }
    Span unlined(Span s) const { return {index_[s.begin], index_[s.end - 1] + 1}; } // of no empty span
    const Place& place(std::size_t at) const { return places_[at]; }
    std::size_t lines() const { return lines_.size(); }
    Span line(std::size_t number) const { return lines_[number]; } // its characters
    bool line_is_full(std::size_t number) const {
        return full_[number];
    } // reaches the right edge of the writing

    std::u32string_view text(Span s) const {
        return std::u32string_view(text_).substr(s.begin, s.end - s.begin);
    }
    std::u32string_view simple(Span s) const {
        return std::u32string_view(simple_).substr(s.begin, s.end - s.begin);
    }
    std::string utf8(Span s) const; // normalised
    std::string raw(Span s) const;  // as read
    // A value begins at a boundary: the start of a line, after a gap, after a sign.
    bool at_boundary(std::size_t at) const;

    float mean(Span s) const;    // confidence of its glyphs; 0 for none
    float weakest(Span s) const; // of the least sure glyph
    Box box(Span s) const;       // of the glyphs on the page of the first
    int page(Span s) const;

  private:
    void mark_gaps_and_lines();

    std::u32string text_, simple_, lined_;
    std::vector<std::size_t> index_; // of lined_ in text_
    std::vector<Place> places_;
    std::vector<Span> lines_;
    std::vector<bool> full_;
};

// How sure its reader is of `c` as another choice; 0: it is none.
float choice(const Glyph& glyph, char32_t c);
// The same for the character at `at` of a span, by whatever knows better.
using Chance = std::function<float(std::size_t at, char32_t c)>;

// A name of a list in place of what was read, which differs from it by one character wrong, lost or too many.
// What was read alike stays as it stands on the paper; what is new is traditional where `around` is.
std::u32string as_listed(const Running& letter, Span read, std::u32string_view name, Span around);

Box around(Box a, Box b);
// The room between two characters of a line set upright, in sizes of a character.
float room_between(Box before, Box here, bool vertical);

// What another engine read where a span stands; `text` is normalised, without blanks.
struct OtherReading {
    std::u32string text;
    std::string engine;
};
// Lines are laid side by side character by character. What the other engine saw on top of the span at its
// ends belongs to it, unless it is a sign: a digit that one engine lost is a difference, not agreement.
// nullopt where no other engine read every line of the span, or saw nothing there.
std::optional<OtherReading> other_reading(const Running& letter, Span span);

} // namespace docket::ocr
