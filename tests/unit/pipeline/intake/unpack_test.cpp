#include "pipeline/intake/child_unpacker.hpp"
#include "pipeline/intake/unpack.hpp"
#include "tests/unit/pipeline/intake/made_files.hpp"

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>

namespace docket::intake {
namespace {

class Unpacking : public testing::Test {
  protected:
    Unpacking() { setMsgSeverity(L_SEVERITY_NONE); }
    Result<std::vector<flow::UnpackedPage>> unpacked(const std::filesystem::path& file) {
        return unpack_file(file, folder_.path(), limits_);
    }
    std::string refusal(const Bytes& bytes) { return refusal_of(save(folder_ / "bad", bytes)); }
    std::string refusal(const std::string& text) { return refusal_of(save(folder_ / "bad", text)); }
    std::string refusal_of(const std::filesystem::path& file) {
        const auto pages = unpacked(file);
        if (pages) return "opened";
        EXPECT_EQ(verdict(pages.error().kind).retry, Verdict::never) << "terminal";
        EXPECT_EQ(pages.error().detail.find('\n'), std::string::npos);
        return pages.error().code;
    }
    Folder folder_;
    flow::OpeningLimits limits_;
};

TEST_F(Unpacking, Of_a_PNG_or_JPEG_gives_the_same_bytes) {
    for (const auto encoding : {Encoding::png, Encoding::jpeg}) {
        const auto bytes = picture(encoding, 32);
        const auto pages = unpacked(save(folder_ / "letter", bytes));
        ASSERT_TRUE(pages) << pages.error().detail;
        ASSERT_EQ(pages->size(), 1U);
        EXPECT_EQ(bytes_of(pages->front().file), bytes);
        EXPECT_EQ(pages->front().width, 400);
        EXPECT_EQ(pages->front().height, 300);
        EXPECT_EQ(pages->front().dpi, 300);
    }
}
TEST_F(Unpacking, Of_a_TIFF_gives_each_page_without_loss_in_its_own_depth) {
    for (const int depth : {1, 8, 32}) {
        const auto pages = unpacked(save(folder_ / "letter", tiff_of_pages(folder_, 3, depth)));
        ASSERT_TRUE(pages) << pages.error().detail;
        ASSERT_EQ(pages->size(), 3U);
        EXPECT_EQ(pages->at(2).width, 402);
        EXPECT_EQ(pages->at(2).dpi, 300);
        Pix* pix = pixRead(pages->at(0).file.c_str());
        EXPECT_EQ(pixGetDepth(pix), depth);
        EXPECT_EQ(bytes_of(pages->at(0).file), picture(Encoding::png, depth));
        pixDestroy(&pix);
    }
}
TEST_F(Unpacking, Of_a_slice_gives_its_pages_and_no_other) {
    for (const auto& file :
         {save(folder_ / "tiff", tiff_of_pages(folder_, 5, 8)), save(folder_ / "pdf", pdf_of_text(5))}) {
        const auto whole = unpack_file(file, folder_.path(), limits_);
        ASSERT_TRUE(whole) << whole.error().detail;
        const auto third = bytes_of(whole->at(2).file), last = bytes_of(whole->at(4).file);
        const Folder part;
        const auto middle = unpack_file(file, part.path(), limits_, {3, 2});
        ASSERT_TRUE(middle) << middle.error().detail;
        ASSERT_EQ(middle->size(), 2U);
        EXPECT_EQ(bytes_of(middle->front().file), third);
        const auto rest = unpack_file(file, part.path(), limits_, {5, 25});
        ASSERT_TRUE(rest) << rest.error().detail;
        ASSERT_EQ(rest->size(), 1U);
        EXPECT_EQ(bytes_of(rest->front().file), last);
        EXPECT_TRUE(unpack_file(file, part.path(), limits_, {6, 25})->empty());
    }
}
TEST_F(Unpacking, Of_a_scanned_PDF_gives_the_scan_itself) {
    struct Case {
        Inside inside;
        int depth;
        const char* media;
    };
    for (const auto& c : {Case{Inside::jpeg, 32, "image/jpeg"}, Case{Inside::jpeg, 8, "image/jpeg"},
                          Case{Inside::group4, 1, "image/png"}, Case{Inside::flate, 8, "image/png"},
                          Case{Inside::flate, 32, "image/png"}}) {
        const auto pages = unpacked(save(folder_ / "scan", pdf_of_scan(c.inside, c.depth)));
        ASSERT_TRUE(pages) << pages.error().detail;
        EXPECT_EQ(pages->front().media, c.media);
        EXPECT_EQ(pages->front().width, 400) << "not drawn anew";
        EXPECT_EQ(pages->front().dpi, 300);
        if (c.inside != Inside::jpeg) {
            EXPECT_EQ(bytes_of(pages->front().file), picture(Encoding::png, c.depth)) << c.depth;
        }
    }
}
TEST_F(Unpacking, Of_a_PDF_with_text_draws_its_pages_at_300_dpi) {
    const auto file = save(folder_ / "text", pdf_of_text(2));
    const auto pages = unpacked(file);
    ASSERT_TRUE(pages) << pages.error().detail;
    ASSERT_EQ(pages->size(), 2U);
    EXPECT_EQ(pages->front().width, 600);
    EXPECT_EQ(pages->front().height, 300);
    EXPECT_EQ(pages->front().dpi, 300);
    EXPECT_EQ(unpacked(save(folder_ / "turned", pdf_of_text(1, "/Rotate 90")))->front().width, 300);
}
TEST_F(Unpacking, Of_the_same_file_gives_the_same_bytes) {
    for (const auto& file :
         {save(folder_ / "a", pdf_of_text(1)), save(folder_ / "b", tiff_of_pages(folder_, 1, 1))}) {
        const auto first = bytes_of(unpacked(file)->front().file);
        EXPECT_EQ(first, bytes_of(unpacked(file)->front().file));
    }
}
TEST_F(Unpacking, Judges_a_file_by_its_bytes_and_never_uses_its_name) {
    const auto pages = unpacked(save(folder_ / "odd\nname.pdf", picture(Encoding::png, 8)));
    ASSERT_TRUE(pages);
    EXPECT_EQ(pages->front().file, folder_ / "page-0001.png");
    EXPECT_EQ(open_file(folder_ / "odd\nname.pdf", limits_)->media, "image/png");
}

TEST_F(Unpacking, Refuses_what_is_no_page) {
    EXPECT_EQ(refusal(""), "file.empty");
    EXPECT_EQ(refusal("Dear Sir, this is text in a file called letter.pdf"), "file.unknown_kind");
    EXPECT_EQ(refusal(std::string("PK\3\4\0\0\0\0", 8)), "file.unknown_kind");
    EXPECT_EQ(refusal("GIF89a"), "file.unknown_kind");
}
TEST_F(Unpacking, Refuses_a_PDF_that_is_a_stub_or_cut_short) {
    EXPECT_EQ(refusal("%PDF-1.4\n1 0 obj <<>> endobj\ntrailer<<>>\n%%"), "file.damaged");
    EXPECT_EQ(refusal(pdf_of_text(0)), "file.damaged");
    EXPECT_EQ(refusal("%PDF-1.7\n" + std::string(2000, '\xA5')), "file.damaged");
}
TEST_F(Unpacking, Refuses_a_PDF_that_asks_for_a_password) {
    encrypt(save(folder_ / "plain", pdf_of_text(1)), folder_ / "locked");
    EXPECT_EQ(refusal_of(folder_ / "locked"), "file.encrypted");
}
TEST_F(Unpacking, Refuses_more_pages_than_docket_takes) {
    limits_.pages = 2;
    EXPECT_EQ(refusal(pdf_of_text(3)), "file.too_many_pages");
    EXPECT_EQ(refusal(tiff_of_pages(folder_, 3, 1)), "file.too_many_pages");
}
TEST_F(Unpacking, Refuses_more_bytes_than_docket_takes) {
    limits_.bytes = 100;
    EXPECT_EQ(refusal(picture(Encoding::png, 8)), "file.too_many_bytes");
}
TEST_F(Unpacking, Refuses_more_pixels_than_docket_takes_before_it_decodes_one) {
    EXPECT_EQ(refusal(png_that_says(picture(Encoding::png, 1), 20'000, 20'000)), "file.too_many_pixels");
    EXPECT_EQ(refusal(jpeg_bomb(65'000, 65'000)), "file.too_many_pixels");
    limits_.pixels = 100'000;
    EXPECT_EQ(refusal(tiff_of_pages(folder_, 1, 1)), "file.too_many_pixels");
    EXPECT_EQ(refusal(pdf_of_scan(Inside::group4, 1)), "file.too_many_pixels");
}
TEST_F(Unpacking, Refuses_a_PNG_whose_header_lies_about_its_size) {
    EXPECT_EQ(refusal(png_that_says(picture(Encoding::png, 8), 40, 30)), "file.not_what_it_says");
    EXPECT_EQ(refusal(png_that_says(picture(Encoding::png, 8), 4000, 3000)), "file.not_what_it_says");
}
TEST_F(Unpacking, Refuses_an_image_that_is_cut_short_or_scratched) {
    for (const auto encoding : {Encoding::png, Encoding::jpeg, Encoding::group4}) {
        auto bytes = picture(encoding, encoding == Encoding::group4 ? 1 : 8);
        bytes.resize(bytes.size() / 2);
        EXPECT_EQ(refusal(bytes), "file.damaged") << static_cast<int>(encoding);
    }
    auto scratched = picture(Encoding::png, 8);
    scratched[scratched.size() / 2] ^= 0x55U;
    EXPECT_EQ(refusal(scratched), "file.damaged");
    EXPECT_EQ(refusal(std::string("\x89PNG\r\n\x1a\n")), "file.damaged");
    EXPECT_EQ(refusal(std::string("II*\0\xff\xff\xff\xff", 8)), "file.damaged");
}

TEST_F(Unpacking, In_a_child_gives_what_it_gives_here) {
    ChildUnpacker child({{READING_CHILDREN, "unpack-child"}});
    const auto file = save(folder_ / "letter", tiff_of_pages(folder_, 2, 1));
    const auto opened = child.open(file);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->media, "image/tiff");
    EXPECT_EQ(opened->pages, 2);
    const auto pages = child.unpack(file, folder_.path(), {});
    ASSERT_TRUE(pages) << pages.error().detail;
    EXPECT_EQ(pages->at(1).file, folder_ / "page-0002.png");
    const auto drawn = child.unpack(save(folder_ / "text", pdf_of_text(1)), folder_.path(), {});
    ASSERT_TRUE(drawn) << drawn.error().detail;
    EXPECT_EQ(drawn->front().width, 600);
}
TEST_F(Unpacking, In_a_child_passes_its_refusals_on) {
    ChildUnpacker child({{READING_CHILDREN, "unpack-child"}});
    const auto refused = child.unpack(save(folder_ / "bad", "text"), folder_.path(), {});
    EXPECT_EQ(refused.error().code, "file.unknown_kind");
    EXPECT_EQ(refused.error().kind, Kind::invalid);
    ChildUnpacker dying({{"/bin/false"}});
    EXPECT_EQ(dying.open(folder_ / "bad").error().code, "child.died");
}

} // namespace
} // namespace docket::intake
