// The sheet docket prints is the sheet docket reads.
#include "ocr/barcodes/barcodes.hpp"
#include "outputs/render/pdf.hpp"
#include "outputs/render/png.hpp"
#include "outputs/separator/sheet.hpp"
#include "outputs/separator/slip.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace docket::outputs {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

struct Separator : ::testing::Test {
    std::shared_ptr<const Faces> faces = Faces::open(debian_fonts()).value();
    SeparatorWish wish{"虚构区信访局", "B000012", "3", "PATCHT", "docket:separator;batch=B000012;box=3", 1};

    std::vector<ocr::Barcode> read(double dpi) { return read(separator_sheets(wish, *faces).value(), dpi); }
    std::vector<ocr::Barcode> read(const DisplayList& list, double dpi) {
        const auto png = render_png(list, 0, dpi, faces).value();
        const auto file =
            std::filesystem::temp_directory_path() / ("separator-" + std::to_string(static_cast<int>(dpi)) +
                                                      "-" + std::to_string(::getpid()) + ".png");
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
        auto found = ocr::barcodes_in(file);
        std::filesystem::remove(file);
        return found;
    }
};

TEST_F(Separator, Is_read_back_as_it_was_printed_at_every_usual_resolution) {
    for (const double dpi : {150.0, 200.0, 300.0}) {
        const auto found = read(dpi);
        std::vector<std::string> said;
        for (const auto& one : found) said.push_back(one.type + " " + one.text);
        EXPECT_THAT(said,
                    ::testing::IsSupersetOf({std::string("CODE-128 PATCHT"), "QR-Code " + wish.qr_text}))
            << dpi;
        for (const auto& one : found) EXPECT_FALSE(one.box.empty()) << one.text;
    }
}

TEST_F(Separator, Has_as_many_sheets_as_asked_for_and_says_so_in_words) {
    wish.count = 3;
    const auto list = separator_sheets(wish, *faces).value();
    EXPECT_EQ(list.pages.size(), 3U);
    EXPECT_THAT(text_of(list),
                ::testing::AllOf(::testing::HasSubstr("分隔单"), ::testing::HasSubstr("第 3 盒")));
    const auto pdf =
        PdfRenderer(faces).render(list, {"分隔单", "虚构区信访局", Date{std::chrono::year{2026} / 6 / 10}});
    ASSERT_TRUE(pdf) << pdf.error().detail;
    EXPECT_EQ(std::string(pdf->begin(), pdf->begin() + 5), "%PDF-");
}

TEST_F(Separator, Refuses_none_and_too_many) {
    for (const int count : {0, 201}) {
        wish.count = count;
        EXPECT_EQ(separator_sheets(wish, *faces).error().code, "separator.count");
    }
}

TEST_F(Separator, A_slip_of_service_names_its_document_and_is_read_back) {
    const SlipWish slip{"虚构区信访局",       "LX3502052026061000016",
                        "信访事项受理告知书", "虚信受〔2026〕1号",
                        "张喆堃、陈祎",       {"直接送达", "留置送达", "邮寄送达", "电子送达", "公告送达"},
                        "2026年6月10日",      "docket:slip;case=LX3502052026061000016;document=notice-1"};
    const auto list = service_slip(slip, *faces).value();
    ASSERT_EQ(list.pages.size(), 1U);
    for (const auto* words :
         {"送　达　回　证", "虚信受〔2026〕1号", "张喆堃、陈祎", "□公告送达", "拒收事由、"})
        EXPECT_THAT(text_of(list), ::testing::HasSubstr(words));
    for (const auto& rule : list.pages.front().rules) {
        EXPECT_GE(rule.x, 20);
        EXPECT_LE(rule.x + rule.length, 190);
        EXPECT_LE(rule.y + rule.thickness / 2, 280);
    }
    for (const double dpi : {150.0, 200.0, 300.0})
        EXPECT_THAT(read(list, dpi), ::testing::Contains(Field(&ocr::Barcode::text, slip.qr_text))) << dpi;
}

TEST(Barcodes, Of_what_is_no_picture_are_none) {
    EXPECT_THAT(ocr::barcodes_in("/nowhere/at/all.png"), ::testing::IsEmpty());
    EXPECT_THAT(ocr::barcodes_of({10, 10, 3, 0, {}}), ::testing::IsEmpty());
}

} // namespace
} // namespace docket::outputs
