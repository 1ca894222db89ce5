// A line of traditional print, read by a model that knows its characters and by one that knows few of them.
#include "ocr/ppocr/scripts.hpp"
#include "tests/unit/ocr/reading/looks.hpp"

#include <gtest/gtest.h>

namespace docket::ocr::ppocr {
namespace {

const std::u32string simple = U"海沧区请貢令说明只尺，。：0123信",
                     complex = U"海滄區請責令說明只尺丞。0123信";

std::string both(const std::vector<Seen>& first, const std::vector<Seen>& traditional) {
    return said(Scripts(simple, complex).joined(first, traditional));
}

TEST(Two_models, Of_a_character_that_one_does_not_know_believe_the_other) {
    EXPECT_EQ(both(look(U"貢令", 0.99F), look(U"責令", 0.6F)), "責令")
        << "the first was never taught 責 and is sure of what looks like it";
}
TEST(Two_models, Decide_together_on_what_both_know) {
    EXPECT_EQ(both(look(U"只", 0.95F), look(U"尺", 0.8F)), "只");
    EXPECT_EQ(both(look(U"只", 0.6F), look(U"尺", 0.8F)), "尺");
}
TEST(Two_models, Leave_marks_and_figures_to_the_first) {
    EXPECT_EQ(both(look(U"請：12", 0.9F), look(U"請'72", 0.99F)), "請：12");
}
TEST(Two_models, Keep_a_mark_that_only_the_first_saw_and_a_character_that_only_the_second_saw) {
    auto first = look(U"海滄區，信", 0.9F), second = look(U"海滄區，信", 0.9F);
    first.erase(first.begin() + 1);
    second.erase(second.begin() + 3);
    EXPECT_EQ(both(first, second), "海滄區，信");
}
TEST(Two_models, Leave_out_a_character_that_only_the_first_saw_and_was_not_sure_of) {
    auto second = look(U"海区信", 0.9F);
    second.erase(second.begin() + 1);
    EXPECT_EQ(both(look(U"海区信", 0.7F), second), "海信");
}
TEST(Two_models,
     Take_the_degree_sign_of_the_traditional_one_for_the_stop_it_stands_for_and_its_quotes_for_nothing) {
    EXPECT_EQ(both({}, look(U"信°”", 0.9F)), "信。");
}

} // namespace
} // namespace docket::ocr::ppocr
