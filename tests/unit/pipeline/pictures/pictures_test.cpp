// Page pictures: upright, small enough, and honest about a file that is none.
#include "pipeline/pictures/make.hpp"
#include "pipeline/pictures/page_pictures.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <leptonica/allheaders.h>

#include <fstream>

namespace docket::testing {
namespace {

using desk::PictureSize;

struct Pictures : ::testing::Test {
    TemporaryFolder folder;
    std::filesystem::path scan = folder.path() / "scan.png";

    // A page with a dark corner at the top left and noise that does not compress.
    void draw(int width, int height) {
        PIX* pix = pixCreate(width, height, 8);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                pixSetPixel(pix, x, y,
                            x < width / 4 && y < height / 4
                                ? 0U
                                : 200U + static_cast<unsigned>((x * 31 + y * 17) % 56));
        pixWrite(scan.c_str(), pix, IFF_PNG);
        pixDestroy(&pix);
    }
    struct Made {
        std::uintmax_t bytes;
        int width, height;
        unsigned corner; // at the top left
    };
    Made made(PictureSize size, int turned = 0, const std::string& watermark = "") {
        const auto to = folder.path() / "out.jpg";
        const auto done = pictures::make({scan, to, 300, turned, size, watermark});
        EXPECT_TRUE(done) << (done ? "" : done.error().detail);
        PIX* pix = pixRead(to.c_str());
        l_uint32 corner = 0;
        PIX* grey = pixConvertTo8(pix, 0);
        pixGetPixel(grey, 3, 3, &corner);
        const Made out{std::filesystem::file_size(to), pixGetWidth(pix), pixGetHeight(pix), corner};
        pixDestroy(&grey);
        pixDestroy(&pix);
        return out;
    }
};

TEST_F(Pictures, Of_a_scan_at_300_dpi_are_small_enough_for_a_list_and_for_a_desk) {
    draw(2480, 3508);
    const auto thumb = made(PictureSize::thumb), screen = made(PictureSize::screen);
    EXPECT_EQ(thumb.height, 120);
    EXPECT_LE(thumb.bytes, 12'000U);
    EXPECT_EQ(screen.width, 1240);
    EXPECT_LE(screen.bytes, 250'000U);
    EXPECT_EQ(made(PictureSize::full).width, 2480);
}

TEST_F(Pictures, Of_a_scan_that_lay_on_its_side_are_upright) {
    draw(800, 600);
    EXPECT_LT(made(PictureSize::full).corner, 60U);
    const auto turned = made(PictureSize::full, 90); // the dark corner goes to the right
    EXPECT_EQ(turned.width, 600);
    EXPECT_GT(turned.corner, 150U);
    EXPECT_LT(made(PictureSize::full, 0).corner, 60U);
}

TEST_F(Pictures, With_a_watermark_differ_from_those_without) {
    draw(800, 600);
    const auto plain = made(PictureSize::screen).bytes;
    EXPECT_NE(made(PictureSize::screen, 0, "苏文静 律师事务所 2026-06-10 09:00").bytes, plain);
}

TEST_F(Pictures, Of_a_file_that_is_no_image_are_refused_as_damaged) {
    std::ofstream(scan) << "this is no image";
    const auto done = pictures::make({scan, folder.path() / "out.jpg", 300, 0, PictureSize::screen, ""});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "picture.damaged");
}

TEST_F(Pictures, That_are_kept_need_no_child) {
    const auto kept = folder.path() / "pictures/ab";
    std::filesystem::create_directories(kept);
    std::ofstream(kept / "abcd-90-thumb.jpg") << "kept";
    pictures::PagePictures all({{"/nowhere"}}, folder.path() / "pictures");
    EXPECT_EQ(all.jpeg({"abcd", scan, 0, 90, PictureSize::thumb, ""}).value().size(), 4U);
    const auto missing = all.jpeg({"abcd", scan, 0, 0, PictureSize::thumb, ""});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, "child.not_started");
}

} // namespace
} // namespace docket::testing
