#include "outputs/archive/glyphless.hpp"

#include "outputs/archive/pdf_file.hpp"
#include "pipeline/base/utf8.hpp"

#include <algorithm>
#include <vector>

namespace docket::outputs {
namespace {

constexpr std::size_t most_codes = 65534;
constexpr std::uint32_t em = 1000;

// Big-endian numbers, as TrueType has them.
class Table {
  public:
    Table& u16(std::uint32_t value) {
        bytes.push_back(static_cast<std::uint8_t>(value >> 8U));
        bytes.push_back(static_cast<std::uint8_t>(value & 0xFFU));
        return *this;
    }
    Table& i16(int value) { return u16(static_cast<std::uint32_t>(value) & 0xFFFFU); }
    Table& u32(std::uint32_t value) { return u16(value >> 16U).u16(value & 0xFFFFU); }
    Table& zeros(std::size_t count) {
        bytes.insert(bytes.end(), count, 0);
        return *this;
    }
    Bytes bytes;
};

struct Tagged {
    std::uint32_t tag;
    Bytes bytes;
};

constexpr std::uint32_t tag(const char (&name)[5]) {
    std::uint32_t out = 0;
    for (int i = 0; i < 4; ++i) out = out << 8U | static_cast<std::uint8_t>(name[i]);
    return out;
}

std::uint32_t check_sum(std::span<const std::uint8_t> bytes) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sum += static_cast<std::uint32_t>(bytes[i]) << (24U - 8U * (i % 4));
    return sum;
}

constexpr std::size_t adjustment_at = 8; // of the check sum of the whole font, within 'head'

Bytes head() {
    return Table()
        .u32(0x00010000)
        .u32(0x00010000)
        .u32(0) // the adjustment, filled in at the end
        .u32(0x5F0F3CF5)
        .u16(0) // flags
        .u16(em)
        .zeros(16) // made and changed: never
        .i16(0)
        .i16(GlyphlessFont::descent)
        .i16(em)
        .i16(GlyphlessFont::ascent)
        .u16(0) // style
        .u16(8) // smallest readable size
        .i16(2)
        .i16(0) // short offsets in 'loca'
        .i16(0)
        .bytes;
}

Bytes hhea() {
    return Table()
        .u32(0x00010000)
        .i16(GlyphlessFont::ascent)
        .i16(GlyphlessFont::descent)
        .i16(0)
        .u16(em)
        .zeros(2 * 3 + 2 * 3 + 2 * 4 + 2)
        .u16(1) // one width for all
        .bytes;
}

Bytes maxp(std::size_t glyphs) {
    return Table()
        .u32(0x00010000)
        .u16(static_cast<std::uint32_t>(glyphs))
        .zeros(2 * 4)
        .u16(1)
        .zeros(2 * 8)
        .bytes;
}

Bytes post() { return Table().u32(0x00030000).zeros(28).bytes; } // no names of glyphs

std::vector<Tagged> tables_of(std::size_t glyphs) { // in the order of their tags
    return {{tag("glyf"), Bytes(4, 0)},
            {tag("head"), head()},
            {tag("hhea"), hhea()},
            {tag("hmtx"), Table().u16(em).i16(0).zeros(2 * (glyphs - 1)).bytes},
            {tag("loca"), Bytes(2 * (glyphs + 1), 0)}, // every glyph is empty
            {tag("maxp"), maxp(glyphs)},
            {tag("post"), post()}};
}

std::string four_digits(std::uint32_t code) {
    const std::uint8_t bytes[]{static_cast<std::uint8_t>(code >> 8U), static_cast<std::uint8_t>(code)};
    return hex(bytes);
}

} // namespace

std::uint16_t GlyphlessFont::code_of(char32_t character) {
    if (const auto found = codes_.find(character); found != codes_.end()) return found->second;
    if (codes_.size() >= most_codes) return codes_.at(replacement_character);
    if (codes_.empty() && character != replacement_character) code_of(replacement_character);
    const auto code = static_cast<std::uint16_t>(codes_.size() + 1);
    codes_.emplace(character, code);
    return code;
}

std::size_t GlyphlessFont::glyphs() const { return std::max<std::size_t>(codes_.size(), 1) + 1; }

Bytes GlyphlessFont::program() const {
    const auto tables = tables_of(glyphs());
    const auto count = static_cast<std::uint32_t>(tables.size());
    constexpr std::uint32_t range = 4 * 16, selector = 2; // of the greatest power of two not above seven
    Table font;
    font.u32(0x00010000).u16(count).u16(range).u16(selector).u16(count * 16 - range);
    std::uint32_t place = 12 + 16 * count, head_at = 0;
    for (const auto& table : tables) {
        if (table.tag == tag("head")) head_at = place;
        const auto size = static_cast<std::uint32_t>(table.bytes.size());
        font.u32(table.tag).u32(check_sum(table.bytes)).u32(place).u32(size);
        place += (size + 3) / 4 * 4;
    }
    for (const auto& table : tables) {
        font.bytes.insert(font.bytes.end(), table.bytes.begin(), table.bytes.end());
        font.zeros((4 - font.bytes.size() % 4) % 4);
    }
    const auto adjustment = Table().u32(0xB1B0AFBA - check_sum(font.bytes)).bytes;
    std::copy(adjustment.begin(), adjustment.end(),
              font.bytes.begin() + static_cast<std::ptrdiff_t>(head_at + adjustment_at));
    return font.bytes;
}

std::string GlyphlessFont::to_unicode() const {
    constexpr std::size_t a_block = 100; // entries that a block may have
    std::vector<std::pair<std::uint16_t, char32_t>> in_order;
    for (const auto& [character, code] : codes_) in_order.emplace_back(code, character);
    std::sort(in_order.begin(), in_order.end());
    std::string out = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    for (std::size_t from = 0; from < in_order.size(); from += a_block) {
        const auto to = std::min(from + a_block, in_order.size());
        out += std::to_string(to - from) + " beginbfchar\n";
        for (auto i = from; i < to; ++i) {
            constexpr std::size_t behind_the_mark = 5; // "<FEFF"
            const auto& [code, character] = in_order[i];
            out += "<" + four_digits(code) + "> <" +
                   text_string(encode_utf8(character)).substr(behind_the_mark) + "\n";
        }
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

Bytes GlyphlessFont::cid_set() const {
    Bytes bits((glyphs() + 7) / 8, 0);
    for (std::size_t cid = 0; cid < glyphs(); ++cid)
        bits[cid / 8] = static_cast<std::uint8_t>(bits[cid / 8] | (0x80U >> (cid % 8)));
    return bits;
}

} // namespace docket::outputs
