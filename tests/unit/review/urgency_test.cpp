#include "review/urgency.hpp"

#include <gmock/gmock.h>

namespace docket::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<UrgentWords> lists{{"自伤轻生", {U"跳楼", U"轻生"}, {}},
                                     {"限期讨薪", {U"拖欠工资"}, {U"月底前", U"号前"}}};

TEST(Urgent_words_of_a_text, Are_found_once_each_where_they_stand_first) {
    EXPECT_THAT(urgent_words(U"我要跳楼。真的跳楼。", lists), ElementsAre(UrgentHit{0, 2, 4}));
    EXPECT_THAT(urgent_words(U"有人轻生，有人跳楼。", lists),
                ElementsAre(UrgentHit{0, 7, 9}, UrgentHit{0, 2, 4}));
    EXPECT_THAT(urgent_words(U"", lists), IsEmpty());
}
TEST(Urgent_words_of_a_text, That_need_another_word_count_only_in_its_sentence) {
    EXPECT_THAT(urgent_words(U"公司拖欠工资三个月。", lists), IsEmpty());
    EXPECT_THAT(urgent_words(U"公司拖欠工资。请在月底前答复。", lists), IsEmpty());
    EXPECT_THAT(urgent_words(U"公司拖欠工资。拖欠工资的必须在月底前付清。", lists),
                ElementsAre(UrgentHit{1, 7, 11}));
}
TEST(Urgent_matter, Owes_two_reports_from_the_moment_a_person_has_marked_it) {
    UrgentMatter matter;
    matter.state = Urgency::suspected;
    EXPECT_THAT(matter.reports_missing(), IsEmpty());
    matter.state = Urgency::urgent;
    EXPECT_THAT(matter.reports_missing(), ElementsAre("government", "superior"));
    matter.reports.push_back({"government", {}, "电话"});
    EXPECT_THAT(matter.reports_missing(), ElementsAre("superior"));
}
TEST(Urgency, Has_a_name_that_is_read_back) {
    for (const auto one : {Urgency::none, Urgency::suspected, Urgency::urgent, Urgency::cleared})
        EXPECT_EQ(parse_urgency(name(one)).value(), one);
    EXPECT_EQ(parse_urgency("hurried").error().code, "urgency.unknown");
}

} // namespace
} // namespace docket::review
