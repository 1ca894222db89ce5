// What is learned from corrections: characters of listed names, never of a person's.
#include "ocr/fields/confusions.hpp"
#include "pipeline/text/utf8.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace docket::ocr::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Confusion> learned(std::string_view read, std::string_view meant) {
    return confusions_in(read, meant, haicang());
}

TEST(Confusions, Are_learned_inside_listed_names) {
    EXPECT_THAT(learned("住新按村12号", "住新垵村12号"), ElementsAre(Confusion{"按", "垵"}));
    EXPECT_THAT(learned("被申请人：海沧区教肓局。", "被申请人：海沧区教育局。"),
                ElementsAre(Confusion{"肓", "育"}));
    EXPECT_THAT(learned("反映困瑶村和高屿街道的路灯", "反映囷瑶村和嵩屿街道的路灯"),
                ElementsAre(Confusion{"困", "囷"}, Confusion{"高", "嵩"}));
}
TEST(Confusions, Are_not_learned_outside_them) {
    EXPECT_THAT(learned("申请人：张喆坤，住新垵村", "申请人：张喆堃，住新垵村"), IsEmpty());
    EXPECT_THAT(learned("本人林阿朋反映", "本人林阿明反映"), IsEmpty());
    EXPECT_THAT(learned("霞阳，今年五十岁", "霞明，今年五十岁"), IsEmpty());
}
TEST(Confusions, Of_a_line_that_was_typed_anew_are_none) {
    EXPECT_THAT(learned("口口口口口", "新阳街道办事处"), IsEmpty());
    EXPECT_THAT(learned("办事处", "新阳街道办事处"), IsEmpty());
    EXPECT_THAT(learned("", "新阳街道办事处"), IsEmpty());
}
TEST(Confusions, Never_hold_a_character_that_stands_in_no_listed_name) {
    std::set<char32_t> listed;
    const auto take = [&](const std::string& name) {
        const std::u32string characters = text::decode(name).value();
        listed.insert(characters.begin(), characters.end());
    };
    for (const auto& organ : haicang().organs()) {
        take(organ.name);
        for (const auto& alias : organ.aliases) take(alias);
    }
    for (const auto& unit : haicang().divisions().units()) take(unit.full());
    take("村社区居委会农场杏林镇人民政府"); // ways to call a unit, and former names
    std::mt19937 chance(43);
    const std::u32string people = U"张王李赵陈林黄吴蔡郑喆堃镕翀旻淼鑫垚犇骉霞阳明海沧新";
    const std::vector<std::string> places{"新垵村", "霞阳社区", "海沧区教育局", "新阳街道办事处", "囷瑶村"};
    for (int round = 0; round < 2000; ++round) {
        const auto name = [&] {
            std::u32string out;
            for (auto n = 2 + chance() % 2; n > 0; --n) out += people[chance() % people.size()];
            return out;
        };
        const auto person = name(), corrected = name();
        const std::u32string meant = text::decode(places[chance() % places.size()]).value();
        auto place = meant;
        place[chance() % place.size()] = static_cast<char32_t>(0x4E00 + chance() % 0x5000);
        const auto line = [](const std::u32string& who, const std::u32string& where) {
            return text::encode(U"申请人" + who + U"，反映" + where + U"的道路");
        };
        for (const auto& one : learned(line(person, place), line(corrected, meant))) {
            const std::u32string character = text::decode(one.meant).value();
            ASSERT_TRUE(listed.contains(character[0])) << one.read << one.meant;
        }
    }
}
TEST(Names_meant, Are_offered_as_they_were_learned_most_often_first) {
    EXPECT_THAT(names_meant("新按村", {{"按", "垵"}}, haicang()), ElementsAre("新阳街道新垵村"));
    EXPECT_THAT(names_meant("海沧区教肓局", {{"按", "垵"}, {"肓", "育"}}, haicang()),
                ElementsAre("厦门市海沧区教育局"));
    EXPECT_THAT(names_meant("张喆坤", {{"坤", "堃"}}, haicang()), IsEmpty());
}

} // namespace
} // namespace docket::ocr::testing
