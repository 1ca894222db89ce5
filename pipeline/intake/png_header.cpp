#include "pipeline/intake/png_header.hpp"

#include <qpdf/Pl_Discard.hh>
#include <qpdf/Pl_Flate.hh>

#include <array>
#include <cmath>
#include <exception>
#include <string_view>

namespace docket::intake {
namespace {

using namespace std::string_view_literals;
using Span = std::span<const std::uint8_t>;

constexpr std::size_t signature = 8, chunk_frame = 12, header_size = 13;
constexpr double metres_an_inch = 0.0254;

Failure damaged() {
    return fail(Kind::corrupt, "file.damaged", "the PNG file is damaged or cut short; scan or send it again");
}
Failure lies() {
    return fail(Kind::invalid, "file.not_what_it_says",
                "the PNG file announces another size than it holds; scan or save the page again");
}

std::uint32_t number(Span bytes) {
    std::uint32_t n = 0;
    for (std::size_t i = 0; i < 4; ++i) n = n << 8U | bytes[i];
    return n;
}

// CRC-32 of ISO/IEC 15948, annex D.
constexpr std::array<std::uint32_t, 256> crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t n = 0; n < table.size(); ++n) {
        std::uint32_t c = n;
        for (int k = 0; k < 8; ++k) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
        table[n] = c;
    }
    return table;
}();

std::uint32_t crc(Span bytes) {
    std::uint32_t c = 0xFFFFFFFFU;
    for (const auto byte : bytes) c = crc_table[(c ^ byte) & 0xFFU] ^ (c >> 8U);
    return ~c;
}

struct Chunk {
    std::string_view type;
    Span data;
    bool sound = false; // its check sum is right
};

// The chunk at `at`, which moves behind it. Failure: corrupt "file.damaged" when the file ends within it.
Result<Chunk> next_chunk(Span bytes, std::size_t& at) {
    if (bytes.size() - at < chunk_frame) return damaged();
    const std::size_t size = number(bytes.subspan(at));
    if (bytes.size() - at - chunk_frame < size) return damaged();
    const auto type = bytes.subspan(at + 4, 4);
    Chunk chunk{{reinterpret_cast<const char*>(type.data()), 4}, bytes.subspan(at + 8, size)};
    chunk.sound = crc(bytes.subspan(at + 4, size + 4)) == number(bytes.subspan(at + 8 + size));
    at += chunk_frame + size;
    return chunk;
}

int channels(int colour) {
    switch (colour) {
    case 0:
    case 3: return 1;
    case 4: return 2;
    case 2: return 3;
    case 6: return 4;
    default: return 0;
    }
}

// Bytes of a (sub)image before compression: a filter byte starts each row; an empty one has no rows.
std::int64_t raw_bytes(std::int64_t w, std::int64_t h, int bits_a_pixel) {
    return w == 0 ? 0 : h * (1 + (w * bits_a_pixel + 7) / 8);
}

std::int64_t expected_bytes(const PngHeader& header) {
    const int bits = header.bits * channels(header.colour);
    if (!header.interlaced) return raw_bytes(header.width, header.height, bits);
    struct Pass {
        int x, y, dx, dy;
    };
    constexpr std::array adam7{Pass{0, 0, 8, 8}, Pass{4, 0, 8, 8}, Pass{0, 4, 4, 8}, Pass{2, 0, 4, 4},
                               Pass{0, 2, 2, 4}, Pass{1, 0, 2, 2}, Pass{0, 1, 1, 2}};
    std::int64_t sum = 0;
    for (const auto& p : adam7)
        sum +=
            raw_bytes((header.width - p.x + p.dx - 1) / p.dx, (header.height - p.y + p.dy - 1) / p.dy, bits);
    return sum;
}

// Counts what comes out of the decompressor and stops it as soon as that is too much.
class Bounded final : public Pipeline {
  public:
    Bounded(Pipeline& sink, std::int64_t most) : Pipeline("bounded", &sink), most_(most) {}
    void write(const unsigned char* data, std::size_t size) override {
        count_ += static_cast<std::int64_t>(size);
        if (count_ <= most_) getNext()->write(data, size);
    }
    void finish() override { getNext()->finish(); }
    std::int64_t count() const { return count_; }

  private:
    std::int64_t most_, count_ = 0;
};

Result<void> take_header(const Chunk& chunk, PngHeader& header) {
    if (chunk.type != "IHDR"sv || chunk.data.size() != header_size || !chunk.sound) return damaged();
    const auto w = number(chunk.data), h = number(chunk.data.subspan(4));
    if (w == 0 || h == 0 || w > 0x7FFFFFFFU || h > 0x7FFFFFFFU) return damaged();
    header = {static_cast<int>(w), static_cast<int>(h), 0, chunk.data[8], chunk.data[9], chunk.data[12] == 1};
    return channels(header.colour) > 0 && header.bits <= 16 ? Result<void>{} : damaged();
}

void take_resolution(const Chunk& chunk, PngHeader& header) {
    constexpr std::uint32_t believable = 100'000; // pixels a metre
    if (chunk.data.size() != 9 || chunk.data[8] != 1 || number(chunk.data) > believable) return;
    header.dpi = static_cast<int>(std::lround(number(chunk.data) * metres_an_inch));
}

} // namespace

Result<PngHeader> png_header(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < signature) return damaged();
    std::size_t at = signature;
    DOCKET_TRY(const auto first, next_chunk(bytes, at));
    PngHeader header;
    DOCKET_CHECK(take_header(first, header));
    return header;
}

Result<PngHeader> check_png(std::span<const std::uint8_t> bytes) {
    DOCKET_TRY(auto header, png_header(bytes));
    Pl_Discard nowhere;
    Bounded pixels(nowhere, expected_bytes(header));
    Pl_Flate inflate("inflate", &pixels, Pl_Flate::a_inflate, 65536);
    std::size_t at = signature;
    try {
        for (bool ended = false; !ended;) {
            DOCKET_TRY(const auto chunk, next_chunk(bytes, at));
            if (!chunk.sound) return damaged();
            if (chunk.type == "pHYs"sv) take_resolution(chunk, header);
            if (chunk.type == "IDAT"sv) inflate.write(chunk.data.data(), chunk.data.size());
            if (pixels.count() > expected_bytes(header)) return lies();
            ended = chunk.type == "IEND"sv;
        }
        inflate.finish();
    } catch (const std::exception&) { // the decompressor's way to say that the stream is broken
        return damaged();
    }
    if (pixels.count() != expected_bytes(header)) return lies();
    return header;
}

} // namespace docket::intake
