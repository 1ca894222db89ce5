#include "pipeline/intake/inks.hpp"

#include <jpeglib.h> // needs size_t and FILE before it

#include <cmath>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <utility>

namespace docket::intake {
namespace {

constexpr unsigned full = 255;
constexpr std::size_t inks_a_pixel = 4;

// libjpeg leaves by longjmp where it finds a fault it cannot go on from, and would print what it warns of.
struct Errors {
    jpeg_error_mgr manager{};
    std::jmp_buf back{};
};
void leave(j_common_ptr in) {
    auto* errors = reinterpret_cast<Errors*>(in->err); // `manager` is its first member
    std::longjmp(errors->back, 1);                     // NOLINT(cert-err52-cpp): libjpeg's own way out
}
void say_nothing(j_common_ptr) {}

// A file that is being decoded; whoever holds one frees what libjpeg took for it.
class Decoder {
  public:
    Decoder() {
        in.err = jpeg_std_error(&errors.manager);
        errors.manager.error_exit = leave;
        errors.manager.output_message = say_nothing;
    }
    ~Decoder() { jpeg_destroy_decompress(&in); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    jpeg_decompress_struct in{};
    Errors errors;
};

struct Drawing {
    PixHandle pix;
    Bytes row;
    bool turned = false; // a sample of 255 is no ink
};

// Mixes a row of samples into pixels.
void mix(const Drawing& drawing, l_uint32* line) {
    const auto light = [&](std::uint8_t sample) { return drawing.turned ? sample : full - sample; };
    for (std::size_t at = 0; at + inks_a_pixel <= drawing.row.size(); at += inks_a_pixel, ++line) {
        const auto* sample = drawing.row.data() + at;
        const unsigned paper = light(sample[3]);
        const auto shade = [&](std::uint8_t ink) { return (light(ink) * paper + full / 2) / full; };
        *line = shade(sample[0]) << 24U | shade(sample[1]) << 16U | shade(sample[2]) << 8U;
    }
}

int dots_an_inch(const jpeg_decompress_struct& in, unsigned density) {
    constexpr int of_an_inch = 1, of_a_centimetre = 2;
    constexpr double centimetres_an_inch = 2.54;
    if (in.density_unit == of_a_centimetre)
        return static_cast<int>(std::lround(density * centimetres_an_inch));
    return in.density_unit == of_an_inch ? static_cast<int>(density) : 0;
}

// No object with a destructor lives in here, as libjpeg may jump back past it.
bool draw(Decoder& decoder, const Bytes& jpeg, bool other_way, Drawing& drawing) {
    auto& in = decoder.in;
    if (setjmp(decoder.errors.back) != 0) return false; // NOLINT(cert-err52-cpp)
    jpeg_create_decompress(&in);
    jpeg_mem_src(&in, jpeg.data(), static_cast<unsigned long>(jpeg.size()));
    jpeg_read_header(&in, TRUE);
    in.out_color_space = JCS_CMYK; // of YCCK too
    jpeg_start_decompress(&in);
    drawing.turned = (in.saw_Adobe_marker != FALSE) != other_way;
    drawing.row.resize(in.output_width * inks_a_pixel);
    drawing.pix.reset(pixCreate(static_cast<l_int32>(in.output_width), static_cast<l_int32>(in.output_height),
                                32)); // NOLINT(*-magic-numbers)
    if (!drawing.pix || in.output_components != static_cast<int>(inks_a_pixel)) return false;
    pixSetResolution(drawing.pix.get(), dots_an_inch(in, in.X_density), dots_an_inch(in, in.Y_density));
    while (in.output_scanline < in.output_height) {
        auto* line = pixGetData(drawing.pix.get()) +
                     in.output_scanline * static_cast<std::size_t>(pixGetWpl(drawing.pix.get()));
        auto* row = drawing.row.data();
        jpeg_read_scanlines(&in, &row, 1);
        mix(drawing, line);
    }
    jpeg_finish_decompress(&in);
    return true;
}

PixHandle drawn(const Bytes& jpeg, bool other_way) {
    Decoder decoder;
    Drawing drawing;
    return draw(decoder, jpeg, other_way, drawing) ? std::move(drawing.pix) : nullptr;
}

// Of a letter most is paper.
bool is_nearly_black(const PixHandle& pix) {
    constexpr int step = 4;
    constexpr double most = 0.75;
    constexpr unsigned dark = 64;
    std::int64_t seen = 0, black = 0;
    for (int y = 0; y < pixGetHeight(pix.get()); y += step)
        for (int x = 0; x < pixGetWidth(pix.get()); x += step, ++seen) {
            l_uint32 colour = 0;
            pixGetPixel(pix.get(), x, y, &colour);
            if ((colour >> 16U & full) < dark) ++black; // green, which is most of what the eye calls bright
        }
    return static_cast<double>(black) > most * static_cast<double>(seen);
}

} // namespace

PixHandle from_inks(const Bytes& jpeg) {
    auto as_marked = drawn(jpeg, false);
    if (!as_marked || !is_nearly_black(as_marked)) return as_marked;
    as_marked.reset(); // one picture in memory at a time
    auto other = drawn(jpeg, true);
    return other && !is_nearly_black(other) ? std::move(other) : drawn(jpeg, false);
}

} // namespace docket::intake
