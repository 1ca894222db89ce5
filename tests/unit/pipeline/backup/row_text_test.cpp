#include "pipeline/backup/names.hpp"
#include "pipeline/backup/row_text.hpp"
#include "pipeline/json/json.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace docket::backup {
namespace {

using ::testing::ElementsAre;

const Table table{
    "t", {{"n", ColumnKind::integer}, {"x", ColumnKind::real}, {"s", ColumnKind::text}}, {"n"}, false};

Row back(const std::string& line) { return row_of(line.substr(0, line.size() - 1), table).value(); }

TEST(A_row_as_a_line, Comes_back_as_it_was) {
    using Limits = std::numeric_limits<std::int64_t>;
    for (const auto& row :
         {Row{std::int64_t{1}, 0.1 + 0.2, std::string("来信")}, Row{Limits::min(), 1e300, std::string()},
          Row{Limits::max(), -5.0, std::string("\"quoted\\\"\n\t\x01\x1f 🖂")},
          Row{Cell(), Cell(), Cell()}})
        EXPECT_EQ(back(line_of(row)), row) << line_of(row);
}
TEST(A_row_as_a_line, Is_JSON_for_every_other_program) {
    const auto line = line_of({std::int64_t{-7}, 0.5, std::string("a\"b\\\x02来")});
    EXPECT_EQ(line, "[-7,0.5,\"a\\\"b\\\\\\u0002来\"]\n");
    EXPECT_EQ(json::parse(line.substr(0, line.size() - 1)).value(),
              json::Value(json::Array{-7, 0.5, "a\"b\\\x02来"}));
}
TEST(A_row_as_a_line, Is_the_same_for_either_nought) {
    EXPECT_EQ(line_of({std::int64_t{0}, -0.0, Cell()}), line_of({std::int64_t{0}, 0.0, Cell()}));
}
TEST(A_row_as_a_line, Is_refused_where_it_is_no_row_of_its_table) {
    for (const auto* line :
         {"", "[1,2.5]", "[1,2.5,\"a\",4]", "[1,2.5,\"a\"", "[\"1\",2.5,\"a\"]", "[1,2.5,\"a\\n\"]",
          "[1,2.5,\"a\\u0041\"]", "[1.5,2.5,\"a\"]", "[1,2.5,a]", "[1,2.5,\"a\"] "})
        EXPECT_EQ(row_of(line, table).error().code, "backup.damaged") << line;
}

TEST(Names, Are_the_digests_of_blobs_with_the_place_that_names_them) {
    const Table pages{
        "page",
        {{"id", ColumnKind::integer}, {"image", ColumnKind::text}, {"reading", ColumnKind::text}},
        {"id"},
        true};
    const Table events{"event", {{"n", ColumnKind::integer}, {"detail", ColumnKind::text}}, {"n"}, false};
    const std::string a(64, 'a'), b(64, 'b');
    std::vector<std::string> found;
    const auto note = [&](const Name& name) -> Result<void> {
        found.push_back(name.where + (name.must ? " must " : " may ") + name.blob.hex().substr(0, 2));
        return {};
    };
    ASSERT_TRUE(Names(pages).each({std::int64_t{12}, a, std::string()}, note));
    ASSERT_TRUE(Names(events).each(
        {std::int64_t{3}, "{\"was\":\"" + b + "\",\"no\":\"" + a + "a\",\"is\":\"" + a + "\"}"}, note));
    EXPECT_THAT(found,
                ElementsAre("page.image 12 must aa", "event.detail 3 may bb", "event.detail 3 may aa"));
    EXPECT_FALSE(Names(table).any());
}

} // namespace
} // namespace docket::backup
