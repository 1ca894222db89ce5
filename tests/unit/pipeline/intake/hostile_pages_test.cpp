// Pages that no scanner makes, or makes only when it is broken, through the children that open and read: each
// comes to an end that can be named, and no child is lost over it.
#include "pipeline/intake/child_page_reader.hpp"
#include "pipeline/intake/child_unpacker.hpp"
#include "tests/unit/pipeline/intake/cmyk_jpeg.hpp"
#include "tests/unit/pipeline/intake/made_files.hpp"

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>

#include <fstream>
#include <functional>

namespace docket::intake {
namespace {

struct ClosePix {
    void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using Picture = std::unique_ptr<Pix, ClosePix>;

constexpr int width = 620, height = 877; // of A4 at 75 dpi: small, so that nobody waits

// A page with some black bars for writing.
Picture page(int depth) {
    Picture bits(pixCreate(width, height, 1));
    for (int line = 0; line < 12; ++line)
        for (int word = 0; word < 9; ++word)
            pixRasterop(bits.get(), 70 + word * 52, 90 + line * 50, 40, 22, PIX_SET, nullptr, 0, 0);
    if (depth == 1) return bits;
    Picture grey(pixConvertTo8(bits.get(), 0));
    if (depth == 8) return grey;
    if (depth == 16) return Picture(pixConvert8To16(grey.get(), 8));
    if (depth == 4) return Picture(pixThresholdTo4bpp(grey.get(), 16, 1)); // with a palette
    return Picture(pixConvertTo32(grey.get()));
}

Picture noise(int times) {
    Picture pix(pixCreate(width * times, height * times, 8));
    std::uint32_t state = 20261127;
    for (int y = 0; y < height * times; ++y)
        for (int x = 0; x < width * times; ++x) {
            state = state * 1664525U + 1013904223U;
            pixSetPixel(pix.get(), x, y, state >> 24U);
        }
    return pix;
}

Picture filled(int w, int h, int grey) {
    Picture pix(pixCreate(w, h, 8));
    pixSetAllGray(pix.get(), grey);
    return pix;
}

Picture only_a_seal() {
    Picture pix(pixCreate(width, height, 32));
    pixSetAll(pix.get());
    for (int y = -90; y < 90; ++y)
        for (int x = -90; x < 90; ++x)
            if (const int r = x * x + y * y; r < 8100 && r > 6400)
                pixSetRGBPixel(pix.get(), 400 + x, 600 + y, 220, 40, 35);
    return pix;
}

Picture see_through() {
    auto pix = page(32);
    pixSetSpp(pix.get(), 4);
    const Picture alpha(filled(width, height, 0)); // nothing of it is to be seen
    pixSetRGBComponent(pix.get(), alpha.get(), L_ALPHA_CHANNEL);
    return pix;
}

// Exif 2.3 §4.5.4: a JPEG that asks to be shown turned or mirrored.
Bytes with_exif(Bytes jpeg, std::uint8_t orientation) {
    const Bytes segment{0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M',         0, 42, 0, 0, 0, 8,
                        0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0,   orientation, 0, 0,  0, 0, 0, 0};
    jpeg.insert(jpeg.begin() + 2, segment.begin(), segment.end());
    return jpeg;
}

Bytes in_inks(const Picture& page, Inks inks) {
    Bytes grey;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            l_uint32 value = 0;
            pixGetPixel(page.get(), x, y, &value);
            grey.push_back(static_cast<std::uint8_t>(value));
        }
    return cmyk_jpeg(grey, width, height, inks);
}

// How light a picture is at its left edge and in its first word.
std::pair<int, int> paper_and_ink(const std::filesystem::path& file) {
    const Picture read(pixRead(file.c_str()));
    if (!read) return {-1, -1};
    const Picture grey(pixConvertTo8(read.get(), 0));
    l_uint32 paper = 0, ink = 0;
    pixGetPixel(grey.get(), 20, 101, &paper);
    pixGetPixel(grey.get(), 90, 101, &ink);
    return {static_cast<int>(paper), static_cast<int>(ink)};
}

class Hostile_pages : public testing::Test {
  protected:
    static void SetUpTestSuite() { ::setenv("OMP_THREAD_LIMIT", "1", 1); }
    std::filesystem::path written(const std::string& name, const Picture& pix, int format) {
        const auto file = folder_ / name;
        EXPECT_EQ(pixWrite(file.c_str(), pix.get(), format), 0) << name;
        return file;
    }
    // What became of a file: "read" with so many lines, "blank", or the code of its failure.
    std::string outcome(const std::filesystem::path& file) {
        Folder pages;
        const auto opened = unpacker_.open(file);
        if (!opened) return opened.error().code;
        const auto unpacked = unpacker_.unpack(file, pages.path(), flow::Slice{});
        if (!unpacked) return unpacked.error().code;
        const auto read =
            reader_.read(unpacked->at(0).file, [this](const Failure& f) { lost_.push_back(f.code); });
        if (!read) return read.error().code;
        width_ = read->width;
        return read->blank ? "blank" : "read";
    }
    void TearDown() override { EXPECT_TRUE(lost_.empty()) << lost_.front(); }

    static ReaderSettings settings() {
        ReaderSettings s;
        s.program = {{READING_CHILDREN, "reader-child", "--engine", "tesseract"}};
#ifdef __SANITIZE_ADDRESS__ // which keeps freed memory for a while
        s.limits.resident_bytes = 4LL << 30U;
#endif
        return s;
    }
    Folder folder_;
    ChildUnpacker unpacker_{{{READING_CHILDREN, "unpack-child"}}};
    ChildPageReader reader_{settings()};
    std::vector<std::string> lost_;
    int width_ = 0;
};

TEST_F(Hostile_pages, Of_one_colour_are_blank_or_at_least_read) {
    EXPECT_EQ(outcome(written("white.png", filled(width, height, 255), IFF_PNG)), "blank");
    const auto black = outcome(written("black.png", filled(width, height, 0), IFF_PNG));
    EXPECT_TRUE(black == "read" || black == "blank") << black;
    EXPECT_EQ(outcome(written("seal.png", only_a_seal(), IFF_PNG)), "read");
}
TEST_F(Hostile_pages,
       Of_noise_are_refused_and_of_text_that_leans_by_half_a_right_angle_are_read_to_their_end) {
    for (const int times : {1, 2, 4})
        EXPECT_EQ(outcome(written("noise.png", noise(times), IFF_PNG)), "ocr.image_unusable") << times;
    const auto upright = page(8);
    const Picture leaning(
        pixRotate(upright.get(), 0.7853982F, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, width, height));
    EXPECT_EQ(outcome(written("leaning.png", leaning, IFF_PNG)), "read");
}
TEST_F(Hostile_pages, Of_absurd_shape_are_refused_with_a_reason_or_come_out_blank) {
    EXPECT_EQ(outcome(written("tall.png", filled(1, 100'000, 255), IFF_PNG)), "ocr.image_unusable");
    EXPECT_EQ(outcome(written("wide.png", filled(100'000, 1, 255), IFF_PNG)), "ocr.image_unusable");
    for (const auto& [w, h] : {std::pair{1, 20'000}, {20'000, 1}, {1, 1}, {3, 5'000}}) {
        const auto came = outcome(written("thin.png", filled(w, h, 0), IFF_PNG));
        EXPECT_TRUE(came == "read" || came == "blank" || came == "ocr.image_unusable")
            << w << "x" << h << came;
    }
}
TEST_F(Hostile_pages, Of_any_depth_palette_or_transparency_are_read) {
    for (const int depth : {1, 4, 8, 16, 32})
        EXPECT_EQ(outcome(written("depth.png", page(depth), IFF_PNG)), "read") << depth;
    EXPECT_EQ(outcome(written("sixteen.tif", page(16), IFF_TIFF_LZW)), "read");
    EXPECT_EQ(outcome(written("clear.png", see_through(), IFF_PNG)), "blank")
        << "what is transparent is paper";
}
TEST_F(Hostile_pages, That_say_nothing_or_nonsense_of_their_resolution_are_read) {
    for (const int dpi : {0, 72, 2'000'000}) {
        auto pix = page(8);
        pixSetResolution(pix.get(), dpi, dpi);
        EXPECT_EQ(outcome(written("dpi.png", pix, IFF_PNG)), "read") << dpi;
        EXPECT_EQ(width_, width);
    }
}
TEST_F(Hostile_pages, That_ask_to_be_shown_turned_are_shown_and_read_that_way) {
    const auto plain = bytes_of(written("plain.jpg", page(8), IFF_JFIF_JPEG));
    const auto asking = [&](int orientation) {
        return save(folder_ / "exif.jpg", with_exif(plain, static_cast<std::uint8_t>(orientation)));
    };
    for (int orientation = 0; orientation <= 9; ++orientation) {
        Folder pages;
        const auto unpacked = unpacker_.unpack(asking(orientation), pages.path(), flow::Slice{});
        ASSERT_TRUE(unpacked) << orientation;
        const bool lies = orientation >= 5 && orientation <= 8;
        EXPECT_EQ(unpacked->at(0).width, lies ? height : width) << orientation;
        EXPECT_EQ(unpacked->at(0).height, lies ? width : height) << orientation;
    }
    EXPECT_EQ(outcome(asking(6)), "read");
    EXPECT_EQ(width_, height) << "as it is to be seen";
}
TEST_F(Hostile_pages, In_the_four_inks_of_a_printing_house_are_read_dark_on_light) {
    for (const auto inks : {Inks::adobe_inverted, Inks::adobe_ycck, Inks::adobe_as_inks, Inks::plain}) {
        const auto file = save(folder_ / "inks.jpg", in_inks(page(8), inks));
        EXPECT_EQ(outcome(file), "read") << static_cast<int>(inks);
        EXPECT_EQ(width_, width);
        Folder pages;
        const auto unpacked = unpacker_.unpack(file, pages.path(), flow::Slice{});
        ASSERT_TRUE(unpacked) << static_cast<int>(inks);
        EXPECT_EQ(unpacked->at(0).dpi, 75);
        const auto [paper, ink] = paper_and_ink(unpacked->at(0).file);
        EXPECT_GT(paper, 240) << static_cast<int>(inks);
        EXPECT_LT(ink, 15) << static_cast<int>(inks);
    }
}
TEST_F(Hostile_pages, Cut_short_are_refused_with_a_reason) {
    const auto whole = bytes_of(written("whole.jpg", page(8), IFF_JFIF_JPEG));
    for (const auto share : {10U, 50U, 95U}) {
        const auto cut = save(
            folder_ / "cut.jpg",
            Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() * share / 100)));
        EXPECT_EQ(outcome(cut), "file.damaged") << share;
    }
}

} // namespace
} // namespace docket::intake
