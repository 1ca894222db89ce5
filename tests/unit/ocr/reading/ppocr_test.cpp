#include "ocr/ppocr/ppocr.hpp"
#include "pipeline/base/utf8.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/ocr/reading/draw.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace docket::ocr {
namespace {

// The models that ./run fetches.
std::filesystem::path models() { return std::filesystem::path(DOCKET_SOURCE_DIR) / "build/models"; }

PageText read(const PageImage& page) {
    static const auto engine = PpocrEngine::open(models());
    EXPECT_TRUE(engine) << (engine ? "" : engine.error().detail);
    if (!engine) return {};
    const auto text = (*engine)->read(page, {});
    EXPECT_TRUE(text);
    return text ? *text : PageText{};
}

TEST(The_second_engine, Reads_a_printed_page_line_by_line_with_a_box_for_each_character) {
    const auto page = read(draw({{"关于路灯不亮的反映", "海沧区信访局：", "我叫林某某，电话13900001234。"}}));
    EXPECT_EQ(utf8(page), "关于路灯不亮的反映\n海沧区信访局：\n我叫林某某，电话13900001234。");
    ASSERT_EQ(page.lines.size(), 3U);
    for (const auto& line : page.lines)
        for (std::size_t i = 1; i < line.glyphs.size(); ++i) {
            EXPECT_GT(line.glyphs[i].box.w, 0);
            EXPECT_GT(line.glyphs[i].box.x, line.glyphs[i - 1].box.x);
        }
    EXPECT_GT(confidence(page), 0.95F);
}
TEST(The_second_engine, Reads_a_leaning_line) {
    const auto page = read(draw({.lines = {"这一行字有一点斜，也应当读得出来"}, .tilt = 3}));
    EXPECT_EQ(utf8(page), "这一行字有一点斜，也应当读得出来");
}
TEST(The_second_engine, Reads_traditional_print_with_the_model_that_knows_it) {
    const auto page = read(draw({{"責令被申請人撤銷處理意見", "認定舊屋損壞，賠償及修繕"}}));
    EXPECT_EQ(utf8(page), "責令被申請人撤銷處理意見\n認定舊屋損壞，賠償及修繕");
    EXPECT_NE(page.engine.find(" + "), std::string::npos) << "both models are on record: " << page.engine;
    EXPECT_EQ(read(draw({{"责令被申请人撤销处理意见"}})).engine.find(" + "), std::string::npos);
}
TEST(The_second_engine, Reads_nothing_on_a_white_page) {
    EXPECT_TRUE(read(draw({.lines = {}})).lines.empty());
}
// fold.py takes arithmetic out of the models and must take nothing else.
TEST(The_second_engine, Reads_alike_with_the_models_as_they_came_and_folded) {
    ASSERT_TRUE(std::filesystem::is_regular_file(models() / "folded/ch_PP-OCRv4_rec_infer.onnx"));
    const testing::TemporaryFolder as_they_came;
    for (const auto& file : std::filesystem::directory_iterator(models()))
        if (file.is_regular_file())
            std::filesystem::create_symlink(file.path(), as_they_came.path() / file.path().filename());
    const auto engine = PpocrEngine::open(as_they_came.path());
    ASSERT_TRUE(engine);
    for (const auto& lines : {std::vector<std::string>{"关于路灯不亮的反映", "我叫林某某，电话13900001234。"},
                              std::vector<std::string>{"責令被申請人撤銷處理意見"}}) {
        const auto image = draw({.lines = lines, .tilt = 1});
        const auto folded = read(image);
        const auto came = (*engine)->read(image, {});
        ASSERT_TRUE(came);
        EXPECT_EQ(utf8(folded), utf8(*came));
        EXPECT_EQ(folded.engine, came->engine) << "the record names the model, however it is laid out";
        ASSERT_EQ(folded.lines.size(), came->lines.size());
        for (std::size_t i = 0; i < folded.lines.size(); ++i) {
            EXPECT_NEAR(folded.lines[i].confidence, came->lines[i].confidence, 0.001F);
            EXPECT_NEAR(folded.lines[i].box.x, came->lines[i].box.x, 2);
            EXPECT_NEAR(folded.lines[i].box.w, came->lines[i].box.w, 2);
        }
    }
}
TEST(The_second_engine, Gives_the_same_reading_twice) {
    const auto page = draw({{"二〇二六年五月六日"}});
    EXPECT_EQ(utf8(read(page)), utf8(read(page)));
}
TEST(The_second_engine, Refuses_an_image_without_pixels) {
    const auto engine = PpocrEngine::open(models());
    ASSERT_TRUE(engine);
    EXPECT_EQ((*engine)->read(PageImage{}, {}).error().code, "ocr.image_unusable");
}
TEST(The_second_engine, Says_which_file_of_the_models_is_missing) {
    const auto none = PpocrEngine::open("/nowhere");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, "ocr.no_model");
    EXPECT_NE(none.error().detail.find("models.json"), std::string::npos);
}
TEST(The_second_engine, Refuses_a_folder_whose_words_make_no_sense) {
    const auto folder = std::filesystem::temp_directory_path() / "docket-ppocr-test";
    std::filesystem::create_directories(folder);
    for (const auto* file : {"det.onnx", "rec.onnx", "keys.txt"}) std::ofstream(folder / file) << "no model";
    std::ofstream(folder / "models.json")
        << R"({"detection":"det.onnx","recognition":"rec.onnx","dictionary":"keys.txt"})";
    EXPECT_EQ(PpocrEngine::open(folder).error().code, "ocr.model_unusable") << "a dictionary of one line";
    std::string keys;
    for (char32_t ch = U'一'; ch < U'一' + 200; ++ch) append_utf8(keys, ch), keys += '\n';
    std::ofstream(folder / "keys.txt") << keys;
    std::ofstream(folder / "models.json")
        << R"({"detection":"det.onnx","recognition":"rec.onnx","dictionary":"keys.txt","traditional":{"recognition":"cht.onnx"}})";
    const auto half = PpocrEngine::open(folder);
    EXPECT_EQ(half.error().code, "ocr.no_model");
    EXPECT_NE(half.error().detail.find("cht.onnx"), std::string::npos) << half.error().detail;
    std::ofstream(folder / "models.json") << "{";
    EXPECT_EQ(PpocrEngine::open(folder).error().code, "ocr.model_unusable");
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace docket::ocr
