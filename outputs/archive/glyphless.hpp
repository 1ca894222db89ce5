// A font without pictures, for text that is there to be found and copied but never seen: a TrueType program
// (ISO/IEC 14496-22) whose glyphs are all empty and one em wide. Each character that is used gets the next
// code, and code, CID and glyph are one number. One thread.
#pragma once

#include "pipeline/base/digest.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace docket::outputs {

class GlyphlessFont {
  public:
    static constexpr int ascent = 880, descent = -120; // of 1000 units an em

    // The code of a character, from 1; glyph 0 (.notdef) is never used. After 65,534 different characters the
    // code of U+FFFD.
    std::uint16_t code_of(char32_t character);
    std::size_t glyphs() const; // in the program, .notdef among them

    Bytes program() const;
    std::string to_unicode() const; // the CMap that leads from codes back to characters, surrogate pairs too
    Bytes cid_set() const;          // one bit a glyph, all set

  private:
    std::map<char32_t, std::uint16_t> codes_;
};

} // namespace docket::outputs
