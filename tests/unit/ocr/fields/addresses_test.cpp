// Where the writer can be reached: address and telephone, as letters say them; and where requests end.
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

std::vector<std::string> claims(const LetterFields& found) { return values(found, "claim"); }

TEST(An_address, Ends_where_the_day_of_the_letter_begins) {
    const auto found = fields_of("信访人：林阿明\n"
                                 "住址：海沧区新阳街道霞阳村霞美路31号2单元503室\n2026年4月5日\n");
    EXPECT_EQ(found.value("address"), "海沧区新阳街道霞阳村霞美路31号2单元503室");
}
TEST(An_address, Ends_before_words_that_only_tell_of_it) {
    EXPECT_EQ(fields_of("我家住海沧区东孚街道寨后村寨西里81号一带，屋后就是山。\n").value("address"),
              "海沧区东孚街道寨后村寨西里81号");
}
TEST(An_address, Goes_on_in_the_next_line_until_it_has_its_number) {
    EXPECT_EQ(fields_of("住址：海沧区新阳街道霞阳村\n霞美路31号\n电话：13900001234\n").value("address"),
              "海沧区新阳街道霞阳村霞美路31号");
    EXPECT_EQ(
        fields_of("住址：海沧区新阳街道霞阳村霞美苑16号楼\n205室\n电话：13900001234\n").value("address"),
        "海沧区新阳街道霞阳村霞美苑16号楼205室");
    EXPECT_EQ(fields_of("住址：海沧区新阳街道霞阳村\n邻居夜里施工，吵得一家老小睡不着觉，请管一管。\n")
                  .value("address"),
              "海沧区新阳街道霞阳村");
}
TEST(An_address, Is_said_in_running_text_too) {
    EXPECT_EQ(fields_of("我的住址是海沧区新阳街道霞阳村霞美路31号，随时可以来看。\n").value("address"),
              "海沧区新阳街道霞阳村霞美路31号");
}
TEST(An_address, With_a_house_number_goes_before_a_mention_of_a_street) {
    const auto found = fields_of("我住在霞美路的老房子里已有二十年，周围都是老邻居。\n"
                                 "我家住海沧区新阳街道霞阳村霞美路31号，请来看看。\n");
    EXPECT_EQ(found.value("address"), "海沧区新阳街道霞阳村霞美路31号");
}
TEST(An_address, Without_a_house_number_is_doubted) {
    const auto found = fields_of("我住在海沧区新阳街道霞阳村，请来看看。\n");
    ASSERT_NE(found.find("address"), nullptr);
    EXPECT_THAT(found.find("address")->doubts, Contains("address.no_number"));
}
TEST(An_address, Is_none_where_people_only_live_somewhere) {
    EXPECT_EQ(fields_of("住路口的人家都可以证明，夜里根本没有办法睡觉。\n").value("address"), "");
}
TEST(A_telephone_number, With_dashes_is_found_where_words_announce_it) {
    EXPECT_EQ(fields_of("需要核实可以打我的手机\n139-0000-5501，白天都在。\n").value("phone"), "13900005501");
    EXPECT_EQ(fields_of("家里的座机号码是0592-6000442，晚上有人。\n").value("phone"), "0592-6000442");
    EXPECT_EQ(fields_of("我的存折号是0592-6000442。\n").value("phone"), "");
}
TEST(Requests, End_where_a_heading_of_the_level_above_begins) {
    const auto found = fields_of("信访局：\n一、我的请求：\n1.拆除违建；\n2.恢复通道。\n"
                                 "二、经过\n去年三月邻居把通道堵了，我们多次劝说都没有用。\n2026年5月2日\n");
    EXPECT_THAT(claims(found), ElementsAre("拆除违建", "恢复通道"));
}
TEST(Requests, Stand_under_a_heading_with_a_number_before_it) {
    const auto found =
        fields_of("信访局：\n一、事实\n去年三月邻居把通道堵了。\n"
                  "二、信访请求\n1、拆除违建；\n2、恢复通道。\n我们等了一年。\n2026年5月2日\n");
    EXPECT_THAT(claims(found), ElementsAre("拆除违建", "恢复通道"));
}
TEST(Requests, Are_counted_though_the_mark_behind_the_number_was_read_as_a_stroke) {
    const auto found = fields_of("信访局：\n我的请求：\n1丶拆除违建；\n2丶恢复通道。\n2026年5月2日\n");
    EXPECT_THAT(claims(found), ElementsAre("拆除违建", "恢复通道"));
}

} // namespace
} // namespace docket::ocr::testing
