#include "ocr/fields/lexicon.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string resolve(std::u32string_view value) {
    const auto mention = haicang().resolve(value);
    if (!mention) return "none";
    auto out = haicang().organs()[mention->organ].code;
    for (const auto& doubt : mention->doubts) out += " " + doubt;
    return out;
}

std::vector<std::string> find(std::u32string_view text) {
    std::vector<std::string> out;
    for (const auto& mention : haicang().find(text)) {
        out.push_back(haicang().organs()[mention.organ].code);
        for (const auto& doubt : mention.doubts) out.back() += " " + doubt;
    }
    return out;
}

TEST(Lexicon, Knows_an_organ_by_its_name_and_aliases) {
    EXPECT_EQ(resolve(U"厦门市海沧区人民政府新阳街道办事处"), "street-xinyang");
    EXPECT_EQ(resolve(U"新阳街道办"), "street-xinyang");
    EXPECT_EQ(resolve(U"厦门市海沧区新阳街道办事处"), "street-xinyang");
    EXPECT_EQ(resolve(U"海沧区人民政府新阳街道办事处"), "street-xinyang");
    EXPECT_EQ(resolve(U"区政府"), "district");
    EXPECT_EQ(resolve(U"厦门市海沧区市场监督管理局新阳市场监督管理所"), "market-xinyang");
}
TEST(Lexicon, Doubts_a_name_that_is_short_or_misread) {
    EXPECT_EQ(resolve(U"新阳街道"), "street-xinyang respondent.short_name");
    EXPECT_EQ(resolve(U"教育局"), "education respondent.short_name");
    EXPECT_EQ(resolve(U"新阳街道办亊处"), "street-xinyang respondent.fuzzy");
    EXPECT_EQ(resolve(U"海沦区教肓局"), "none");
    EXPECT_EQ(resolve(U"厦门市海沦区人民政府新阳街道办亊处"), "street-xinyang respondent.fuzzy");
}
TEST(Lexicon, Takes_no_organ_for_another_that_it_does_not_know) {
    for (const auto* value :
         {U"集美区教育局", U"厦门市集美区教育局", U"厦门市思明区人民政府", U"思明区政府", U"漳州市政府",
          U"厦门市同安区人力资源和社会保障局", U"海沧区人民法院", U"海沧区人民政府办公室", U"街道办事处",
          U"海沧区", U"人民政府", U"", U"政府", U"某街道办事处", U"厦门市海沧区人民政府东屿街道办事处"})
        EXPECT_EQ(resolve(value).find_first_of(' ') == std::string::npos ? resolve(value) : "doubted",
                  "none");
}
TEST(Lexicon, Finds_organs_in_running_text_longest_first) {
    EXPECT_THAT(find(U"申请人不服海沧区人民政府新阳街道办事处的意见，向海沧区人民政府申请复查"),
                ElementsAre("street-xinyang", "district"));
    EXPECT_THAT(find(U"向区政府和市政府反映"), ElementsAre("district", "city"));
    EXPECT_THAT(find(U"集美区政府、思明区教育局、漳州市政府"), IsEmpty());
    EXPECT_THAT(find(U"找海沧区政府办公室"), ElementsAre("district respondent.longer_name"));
    EXPECT_THAT(find(U"海沧区人民政府东屿街道办事处作出的"), ElementsAre("district respondent.longer_name"));
    EXPECT_THAT(find(U"海沧区人民政府信访事项复查意见书"), ElementsAre("district"));
    EXPECT_THAT(find(U"集美区新阳街道办事处"), IsEmpty());
}
TEST(Lexicon, That_is_malformed_is_refused) {
    for (const auto* text : {"{}", R"({"organs": []})", R"({"organs": [{"code": "a"}]})",
                             R"({"organs": [{"code": "a", "name": "甲局", "aliases": [1]}]})",
                             R"({"organs": [{"code": "a", "name": "甲局"}, {"code": "b", "name": "甲局"}]})"})
        EXPECT_EQ(Lexicon::from_json(json::parse(text).value()).error().code, "lexicon.malformed") << text;
}

} // namespace
} // namespace docket::ocr::testing
