#include "review/query_code.hpp"
#include "tests/support/seeded_random.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

namespace docket::review {
namespace {

using ::testing::MatchesRegex;

class Always final : public Random {
  public:
    explicit Always(std::uint64_t n) : n_(n) {}
    std::uint64_t next() override { return n_; }

  private:
    std::uint64_t n_;
};

TEST(Query_code, Is_printed_in_groups_without_characters_that_are_read_for_one_another) {
    docket::testing::SeededRandom dice(20260610);
    for (int i = 0; i < 1000; ++i) {
        const auto code = QueryCode::drawn(dice);
        EXPECT_EQ(code.text().size(), 16U);
        EXPECT_EQ(code.text().find_first_of("01OILU"), std::string::npos) << code.text();
        EXPECT_THAT(code.printed(), MatchesRegex("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}"));
    }
}
TEST(Query_code, Is_drawn_from_chance_alone_with_every_character_in_every_place) {
    docket::testing::SeededRandom dice(20260610);
    std::set<std::string> all;
    std::vector<std::set<char>> seen(16);
    for (int i = 0; i < 2000; ++i) {
        const auto text = QueryCode::drawn(dice).text();
        all.insert(text);
        for (std::size_t at = 0; at < text.size(); ++at) seen[at].insert(text[at]);
    }
    EXPECT_EQ(all.size(), 2000U);
    for (const auto& characters : seen) EXPECT_EQ(characters.size(), 30U);
    Always none(0), most(~std::uint64_t{0});
    EXPECT_EQ(QueryCode::drawn(none).text(), "2222222222222222");
    EXPECT_EQ(QueryCode::drawn(most).text().size(), 16U) << "whatever chance says, it ends";
}
TEST(Query_code, Is_read_however_it_is_typed) {
    const auto code = QueryCode::read("7KQM2WXA9HTRBC4E");
    ASSERT_TRUE(code);
    for (const auto* typed :
         {"7KQM-2WXA-9HTR-BC4E", "7kqm-2wxa-9htr-bc4e", " 7KQM 2WXA 9HTR BC4E\n",
          "７ＫＱＭ－２ＷＸＡ－９ＨＴＲ－ＢＣ４Ｅ", "７ｋｑｍ　２ｗｘａ　９ｈｔｒ　ｂｃ４ｅ",
          "7KQM—2WXA–9HTR‐BC4E", "7K-QM2W_XA9HTRB C4E"})
        EXPECT_EQ(QueryCode::read(typed), code) << typed;
    EXPECT_EQ(QueryCode::read(code->printed()), code);
}
TEST(Query_code, Is_not_read_from_what_is_none) {
    for (const auto* typed :
         {"", "-", "7KQM-2WXA-9HTR", "7KQM-2WXA-9HTR-BC4E-2", "7KQM-2WXA-9HTR-BC40", "7KQM-2WXA-9HTR-BCIE",
          "7KQM-2WXA-9HTR-BC4。", "查询码7KQM2WXA9HTRBC4E", "7KQM2WXA9HTRBC4\xff", "LX3502052026061000016"})
        EXPECT_FALSE(QueryCode::read(typed)) << typed;
}

} // namespace
} // namespace docket::review
