#include "ocr/page_json.hpp"
#include "pipeline/base/utf8.hpp"

#include <gtest/gtest.h>

namespace docket::ocr {
namespace {

PageText sample() {
    Line first{{{U'来', {10, 10, 40, 42}, 0.971F}, {U'信', {55, 11, 41, 40}, 0.953F}},
               {10, 10, 86, 42},
               0.962F,
               "tesseract/chi_sim"};
    Line second{{{U'𠮷', {10, 70, 40, 40}, 0.5F}}, {10, 70, 40, 40}, 0.5F, "tesseract/chi_tra"};
    return {2480, 3508, 180, -1.234, {first, second}, "tesseract 5.3.0", 2100};
}

TEST(A_page, As_JSON_is_the_documented_form) {
    EXPECT_EQ(
        json::dump(to_json(sample())),
        R"({"v":1,"width":2480,"height":3508,"turned":180,"skew":-1.23,"ms":2100,"engine":"tesseract 5.3.0",)"
        R"("lines":[{"text":"来信","engine":"tesseract/chi_sim","box":[10,10,86,42],"confidence":962,)"
        R"("boxes":[10,10,40,42,55,11,41,40],"confidences":[971,953]},)"
        R"({"text":"𠮷","engine":"tesseract/chi_tra","box":[10,70,40,40],"confidence":500,)"
        R"("boxes":[10,70,40,40],"confidences":[500]}]})");
}
TEST(A_page, Comes_back_from_JSON_as_the_same_JSON) {
    const auto value = to_json(sample());
    const auto parsed = json::parse(json::dump(value));
    ASSERT_TRUE(parsed);
    const auto page = page_of(*parsed);
    ASSERT_TRUE(page);
    EXPECT_EQ(json::dump(to_json(*page)), json::dump(value));
    EXPECT_EQ(page->lines[0].glyphs[1].box, (Box{55, 11, 41, 40}));
}
TEST(A_page, Keeps_what_else_was_read_where_it_was_read) {
    auto page = sample();
    page.blank = true;
    page.lines[0].vertical = true;
    page.lines[0].glyphs[1].others = {{U'言', 0.31F}, {U'𠮷', 0.12F}};
    page.lines[0].second = "未言";
    page.lines[0].second_engine = "ppocr/v4";
    const auto text = json::dump(to_json(page));
    EXPECT_NE(
        text.find(
            R"("vertical":true,"others":[[1,"言𠮷",310,120]],"second":{"text":"未言","engine":"ppocr/v4"})"),
        std::string::npos)
        << text;
    const auto back = page_of(*json::parse(text));
    ASSERT_TRUE(back);
    EXPECT_EQ(json::dump(to_json(*back)), text);
    EXPECT_EQ(back->lines[0].glyphs[1].others, page.lines[0].glyphs[1].others);
}
TEST(A_page, Says_which_step_took_how_long_in_their_order) {
    auto page = sample();
    page.steps = {{"decode", 60}, {"orient", 12}, {"a later step", 0}};
    const auto text = json::dump(to_json(page));
    EXPECT_NE(text.find(R"("steps":{"decode":60,"orient":12,"a later step":0})"), std::string::npos) << text;
    EXPECT_EQ(page_of(*json::parse(text))->steps, page.steps);
    EXPECT_EQ(page_of(*json::parse(R"({"v":1,"lines":[],"steps":{"decode":"long"}})")).error().code,
              "page.malformed");
}
TEST(A_page, From_damaged_JSON_is_refused) {
    for (const auto* text :
         {"{}", "[]", R"({"v":2,"lines":[]})", R"({"v":1})", R"({"v":1,"lines":[{"text":"a"}]})",
          R"({"v":1,"lines":[{"text":"a","box":[1,2,3,4],"boxes":[1,2,3],"confidences":[1]}]})",
          R"({"v":1,"lines":[{"text":"a","box":[1,2,3,"4"],"boxes":[1,2,3,4],"confidences":[1]}]})"})
        EXPECT_EQ(page_of(*json::parse(text)).error().code, "page.malformed") << text;
    for (const auto* others : {"[[1,\"b\",1]]", "[[0,\"b\"]]", "[[0,\"b\",\"1\"]]", "[[-1,\"b\",1]]", "[0]"})
        EXPECT_EQ(page_of(*json::parse(R"({"v":1,"lines":[{"text":"a","box":[1,2,3,4],"boxes":[1,2,3,4],)"
                                       R"("confidences":[1],"others":)" +
                                       std::string(others) + "}]}"))
                      .error()
                      .code,
                  "page.malformed")
            << others;
}
TEST(A_page, As_text_is_its_lines) {
    EXPECT_EQ(utf8(sample()), "来信\n𠮷");
    EXPECT_NEAR(confidence(sample()), 0.808F, 0.001F);
    EXPECT_EQ(confidence(PageText{}), 0.0F);
}
TEST(Joined_boxes, Surround_both_and_ignore_the_empty) {
    EXPECT_EQ(join({10, 10, 5, 5}, {0, 20, 3, 3}), (Box{0, 10, 15, 13}));
    EXPECT_EQ(join({}, {1, 2, 3, 4}), (Box{1, 2, 3, 4}));
    EXPECT_EQ(join({1, 2, 3, 4}, {}), (Box{1, 2, 3, 4}));
}
TEST(Code_points, Survive_the_way_through_UTF_8) {
    std::string text;
    for (const char32_t ch : {U'a', U'é', U'信', U'𠮷', U'\U0010FFFF'}) append_utf8(text, ch);
    EXPECT_EQ(code_points(text), U"aé信𠮷\U0010FFFF");
}
TEST(Code_points, Of_broken_UTF_8_are_replaced_not_skipped) {
    EXPECT_EQ(code_points("a\xff"
                          "b\xe4\xbf"),
              U"a\uFFFD"
              U"b\uFFFD\uFFFD");
    EXPECT_EQ(code_points("\xed\xa0\x80"), U"\uFFFD\uFFFD\uFFFD") << "half of a surrogate pair";
    EXPECT_EQ(code_points("\xef\xbf\xbd!"), U"\uFFFD!") << "the replacement itself is one character";
}

} // namespace
} // namespace docket::ocr
