#include "review/likeness/judge.hpp"

#include <gtest/gtest.h>

namespace docket::review::likeness {
namespace {

constexpr auto water =
    "我家住一楼，去年冬天楼上装修把雨水立管改了道，每逢下雨阳台就往里返水，木地板已经起鼓，"
    "物业来看过两回，说要等开发商出图纸，一直没有下文。我买地板花了3860元，发票还在。";
constexpr auto water_again =
    "三月里我写过信，说的是楼上改雨水立管、我家阳台返水的事。入夏以来又返了四次水，木地板全部"
    "泡坏，墙根发黑。物业仍说等开发商图纸。请你们到现场看看雨水立管。";
constexpr auto school =
    "孩子今年上一年级，户口和房产都在学区里，报名时却被告知学位已满，要统筹到四公里外的学校。"
    "同一栋楼的邻居收到了录取通知，我们想知道排序的办法。";

Sitter letter(const std::string& name, const std::string& words,
              const std::vector<std::string>& claims = {}) {
    Sitter out;
    out.received = std::chrono::year{2026} / 3 / 4;
    out.applicants = {{name, "", "", "13800000123", ""}};
    out.claims = claims;
    out.words = words;
    return out;
}
std::optional<Proposal> judged(const Sitter& later, const Sitter& earlier) {
    return judge(portray(later), portray(earlier));
}
bool has(const Proposal& proposal, ReasonKind kind) {
    for (const auto& reason : proposal.reasons)
        if (reason.kind == kind) return true;
    return false;
}

TEST(Judge, Proposes_the_same_person_with_the_same_matter_in_new_words) {
    const auto found = judged(letter("林秋实", water_again, {"修复雨水立管"}),
                              letter("林秋实", water, {"恢复被改动的雨水立管，赔偿木地板"}));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->relation, Relation::repeat);
    ASSERT_TRUE(has(*found, ReasonKind::same_person));
    EXPECT_TRUE(has(*found, ReasonKind::same_matter));
    EXPECT_FALSE(has(*found, ReasonKind::same_paper));
}

TEST(Judge, Proposes_nothing_of_another_matter_or_another_person) {
    EXPECT_FALSE(
        judged(letter("林秋实", school, {"公布学位排序"}), letter("林秋实", water, {"修复雨水立管"})));
    auto neighbour = letter("方砚秋", water_again, {"修复雨水立管"});
    neighbour.applicants.front().phone = "13800000456";
    EXPECT_FALSE(judged(neighbour, letter("林秋实", water, {"修复雨水立管"})));
}

TEST(Judge, Knows_a_paper_that_was_scanned_again_though_characters_were_misread) {
    std::string misread = water;
    for (const auto& [right, wrong] :
         {std::pair<std::string, std::string>{"阳台", "阴台"}, {"图纸", "国纸"}, {"，物业来", "物业米"}})
        if (const auto at = misread.find(right); at != std::string::npos)
            misread.replace(at, right.size(), wrong);
    auto again = letter("林秋买", misread);
    again.applicants.front().phone = "";
    const auto found = judged(again, letter("林秋实", water));
    ASSERT_TRUE(found);
    EXPECT_TRUE(has(*found, ReasonKind::same_paper));
    EXPECT_GT(found->score, 0.8);
}

TEST(Judge, Takes_a_form_letter_of_two_people_for_two_letters) {
    auto other = letter("方砚秋", water);
    other.applicants.front().phone = "13800000456";
    EXPECT_FALSE(judged(other, letter("林秋实", water)));
}

TEST(Judge, Calls_a_request_for_review_related_to_the_first_letter_and_no_repeat) {
    auto review = letter("林秋实", water_again, {"修复雨水立管"});
    review.kind = LetterKind::review_application;
    const auto found = judged(review, letter("林秋实", water, {"恢复雨水立管"}));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->relation, Relation::related);
}

TEST(Judge, Finds_one_signer_of_two_joint_letters) {
    auto many = letter("方砚秋", water, {"修复雨水立管"});
    many.applicants.push_back({"林秋实", "", "", "", ""});
    many.applicants.push_back({"许若谷", "", "", "", ""});
    auto few = letter("许若谷", water_again, {"修复雨水立管"});
    few.applicants.front().phone = "";
    few.applicants.push_back({"周云帆", "", "", "", ""});
    const auto found = judged(few, many);
    ASSERT_TRUE(found);
    ASSERT_TRUE(has(*found, ReasonKind::same_signer));
    EXPECT_EQ(found->reasons.front().person, 0U);
}

TEST(Judge, Compares_the_accused_of_letters_without_a_name) {
    auto one = letter("", water), other = letter("", water_again);
    one.applicants.clear();
    other.applicants.clear();
    EXPECT_FALSE(judged(other, one)) << "nobody is named";
    one.accused = other.accused = {"某公司王某某"};
    const auto found = judged(other, one);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->reasons.front().by, SameBy::accused);
    other.words = school;
    EXPECT_FALSE(judged(other, one));
}

TEST(Judge, Knows_pages_that_are_the_same_bit_by_bit) {
    auto one = letter("林秋实", water), other = letter("", "");
    other.applicants.clear();
    one.pictures = {std::string(64, '1'), std::string(64, '2')};
    other.pictures = {std::string(64, '2')};
    const auto found = judged(other, one);
    ASSERT_TRUE(found);
    EXPECT_TRUE(has(*found, ReasonKind::same_file));
    EXPECT_DOUBLE_EQ(found->score, 1);
}

TEST(Judge, Puts_the_earlier_first_by_day_and_then_by_number) {
    const Date first = std::chrono::year{2026} / 3 / 4, second = std::chrono::year{2026} / 3 / 5;
    EXPECT_TRUE(is_earlier(first, "LX9", second, "LX1"));
    EXPECT_TRUE(is_earlier(first, "LX1", first, "LX9"));
    EXPECT_FALSE(is_earlier(second, "LX1", first, "LX9"));
}

TEST(Keys, Of_a_portrait_are_each_there_once_the_strongest_first) {
    const auto keys = keys_of(portray(letter("林秋实", water, {"修复雨水立管"})));
    ASSERT_FALSE(keys.empty());
    for (std::size_t i = 1; i < keys.size(); ++i) EXPECT_GE(keys[i - 1].says, keys[i].says);
    for (const auto& key : keys) EXPECT_GE(key.value, 0);
    EXPECT_TRUE(keys_of(Portrait{}).empty());
}

} // namespace
} // namespace docket::review::likeness
