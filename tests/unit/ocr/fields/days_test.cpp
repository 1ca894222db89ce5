// Which day of a letter is which, and whose opinion was which. Persons and numbers are invented.
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::IsEmpty;

LetterFields review(const std::string& text) {
    return fields_of("信访复查申请书\n申请人：柳青山\n" + text + "\n2026年4月2日\n");
}
LetterFields re_review(const std::string& text) {
    return fields_of("信访复核申请书\n申请人：柳青山\n" + text + "\n2026年6月2日\n");
}
std::vector<std::string> doubts_of(const LetterFields& found, std::string_view name) {
    const auto* field = found.find(name);
    return field == nullptr ? std::vector<std::string>{"absent"} : field->doubts;
}
void expect_days(const LetterFields& found, const char* issued, const char* received) {
    EXPECT_EQ(found.value("disputed_date"), issued);
    EXPECT_EQ(found.value("received_on"), received);
}

TEST(Day, Told_before_its_date_is_not_taken_from_the_verb_behind_it) {
    expect_days(
        review("街道给我的是新街信处〔2026〕9号处理意见，日期是2026年3月1日，我拿到的时候是2026年3月9日。\n"
               "我不服，请求复查。"),
        "2026-03-01", "2026-03-09");
    expect_days(review("新街信处〔2026〕9号处理意见书落款为2026年3月1日，2026年3月9日交到我手上。我不服。"),
                "2026-03-01", "2026-03-09");
    expect_days(
        review("我收到新街信处〔2026〕9号处理意见书的时间是2026.3.9，该意见书签发于2026.3.1，我不服。"),
        "2026-03-01", "2026-03-09");
    expect_days(
        review("我不服新街信处〔2026〕9号处理意见书，上面写的日期是2026年3月1日，送到我家是2026年3月9日。"),
        "2026-03-01", "2026-03-09");
}
TEST(Day, Told_before_its_date_bears_no_doubt) {
    const auto found =
        review("我不服新街信处〔2026〕9号处理意见，它的落款时间为2026年3月1日，签收日期为2026年3月9日。");
    EXPECT_THAT(doubts_of(found, "disputed_date"), IsEmpty());
    EXPECT_THAT(doubts_of(found, "received_on"), IsEmpty());
}
TEST(Day, In_brackets_behind_an_opinion_is_when_it_was_made) {
    const auto found =
        re_review("复查意见（海政信复查〔2026〕8号，2026年5月4日）维持新街信处〔2026〕9号处理意见，"
                  "申请人2026年5月11日收到，仍然不服。");
    expect_days(found, "2026-05-04", "2026-05-11");
}
TEST(Day, In_brackets_of_which_one_was_read_as_that_of_a_number_is_found) {
    EXPECT_EQ(re_review("复查意见（海政信复查[2026）8号，2026年5月4日）我不服。").value("disputed_date"),
              "2026-05-04");
    EXPECT_EQ(review("我不服新街信处〔2026〕9号（2026年3月1日）处理意见。").value("disputed_date"),
              "2026-03-01");
}
TEST(Day, Before_the_number_of_an_opinion_that_was_upheld_is_not_its_own) {
    const auto found = re_review("我不服复查意见。复查亲见（2026年5月4日】维持新街信处〔2026〕9号处理意见。");
    EXPECT_EQ(found.value("original_date"), "");
}
TEST(Day, Right_before_the_number_or_the_opinion_is_when_it_was_made) {
    expect_days(review("我不服2026年3月1日新街信处〔2026〕9号处理意见书，快递2026年3月9日到我手里。"),
                "2026-03-01", "2026-03-09");
    EXPECT_EQ(review("2026年3月1日，被申请人答复我（新街信处〔2026〕9号处理意见书），我不服。")
                  .value("disputed_date"),
              "2026-03-01");
}
TEST(Day, Of_the_opinion_that_was_upheld_is_not_that_of_the_one_that_upheld_it) {
    const auto found =
        re_review("原处理意见是新阳街道办事处2026年3月1日作出的新街信处〔2026〕9号文，"
                  "复查意见是2026年5月11日收到的。我对海沧区人民政府2026年5月4日作出的复查意见不服。");
    expect_days(found, "2026-05-04", "2026-05-11");
    EXPECT_EQ(found.value("original_date"), "2026-03-01");
    EXPECT_EQ(found.value("original_organ"), "厦门市海沧区人民政府新阳街道办事处");
}
TEST(Day, Of_a_call_of_a_time_limit_or_of_what_never_came_is_none_of_them) {
    const auto found = review(
        "我不服新街信处〔2026〕9号处理意见书。2026年3月1日接到一个电话，说在2026年3月20日之前作出答复，"
        "到2026年3月25日仍没有收到。");
    EXPECT_EQ(found.value("disputed_date"), "");
    EXPECT_EQ(found.value("received_on"), "");
}
TEST(Day, On_which_the_writer_handed_in_papers_is_not_when_the_opinion_came) {
    const auto found = review("我不服新街信处〔2026〕9号处理意见书，2026年3月12日把材料送到街道的窗口。");
    EXPECT_EQ(found.value("received_on"), "");
}
TEST(Organ, That_a_petition_was_sent_to_and_that_answered_it_is_the_respondent) {
    const auto found =
        review("我向海沧区教育局写信反映，得到的答复是海教信访〔2026〕9号处理意见，我对这个答复不服。");
    EXPECT_EQ(found.value("respondent"), "厦门市海沧区教育局");
}
TEST(Organ, Whose_number_stands_between_it_and_the_opinion_made_it) {
    const auto found = re_review("我对海沧区人民政府作出的复查意见不服。\n"
                                 "这些新阳街道办事处在新街信处〔2026〕1009号处理意见中都没有否认。");
    EXPECT_EQ(found.value("original_organ"), "厦门市海沧区人民政府新阳街道办事处");
}

TEST(Organ, In_a_cell_too_narrow_for_its_label_is_found) {
    const auto found =
        fields_of("信访复核申请表\n申请人　柳青山\n原办理机　新阳街道办事处\n关\n复查机关　海沧区人民政府\n");
    EXPECT_EQ(found.value("original_organ"), "厦门市海沧区人民政府新阳街道办事处");
    EXPECT_EQ(found.value("respondent"), "厦门市海沧区人民政府");
}

} // namespace
} // namespace docket::ocr::testing
