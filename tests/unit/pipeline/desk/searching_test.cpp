// What people find, and what they never find.
#include "pipeline/desk/indexing.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Searching : ::testing::Test {
    DeskHouse d;
    std::vector<std::string> unsearchable;

    void index() {
        const auto done = desk::index_all(
            d.desk, [&](const std::string& subject, const Failure&) { unsearchable.push_back(subject); });
        ASSERT_TRUE(done) << done.error().detail;
    }
    json::Value found(const std::string& words, const std::string& who = "clerk-1", int offset = 0) {
        const auto id = desk::search(d.desk, d.who(who), words).value().text_at("id");
        return desk::found(d.desk, d.who(who), id, offset, 20).value();
    }
    std::vector<std::string> numbers(const std::string& words, const std::string& who = "clerk-1") {
        std::vector<std::string> out;
        const auto rows = found(words, who);
        for (const auto& row : rows.array_at("rows"))
            out.push_back(row.at("case").is_null() ? row.text_at("arrival")
                                                   : row.at("case").text_at("number"));
        return out;
    }
    static std::string hit_of(const json::Value& row, std::string_view where) {
        for (const auto& hit : row.array_at("hits"))
            for (const auto& piece : hit.array_at("snippet"))
                if (hit.text_at("where") == where && piece.bool_at("hit")) return piece.text_at("text");
        return "";
    }
};

TEST_F(Searching, Finds_a_letter_by_a_word_of_its_text_with_the_place_on_the_page) {
    const auto number = d.house.register_letter(review_application(1));
    index();
    const auto all = found("雨水管");
    EXPECT_EQ(all.int_at("total"), 1);
    const auto& row = all.array_at("rows").front();
    EXPECT_EQ(row.at("case").text_at("number"), number);
    EXPECT_EQ(row.text_at("arrival"), "A000001");
    const auto& hit = row.array_at("hits").front();
    EXPECT_EQ(hit.text_at("where"), "第1页");
    EXPECT_EQ(hit_of(row, "第1页"), "雨水管");
    EXPECT_EQ(hit.int_at("page"), 1);
    EXPECT_EQ(hit.array_at("boxes").size(), 1U);
    EXPECT_EQ(hit.array_at("lines").size(), 4U);
    EXPECT_THAT(unsearchable, IsEmpty());
}
TEST_F(Searching, Finds_it_by_numbers_days_and_other_characters_also_across_the_end_of_a_line) {
    const auto number = d.house.register_letter(review_application(7));
    index();
    for (const auto* words : {"139-0002-0115", "350205 1990", "海街信访[2026]7号", "2026-05-07", "2026.4.28",
                              "溫厝路", "依法提出", "林晓舟 雨水", "水"})
        EXPECT_THAT(numbers(words), ElementsAre(number)) << words;
    for (const auto* words : {"139-0002-0116", "2026-05-08", "林晓舟 烧烤"})
        EXPECT_THAT(numbers(words), IsEmpty()) << words;
    const auto across = found("现依法提出");
    EXPECT_EQ(across.array_at("rows").front().array_at("hits").front().array_at("boxes").size(), 2U)
        << "one box a line";
}
TEST_F(Searching, Knows_what_a_person_corrected_and_what_waits_for_one) {
    const auto id = d.house.receive("unsure\n" + review_application(3)).value().id;
    d.house.work();
    index();
    EXPECT_THAT(numbers("雨水管"), ElementsAre("A000001")) << "no case yet";
    const auto letter = desk::letter(d.desk, id).value();
    ASSERT_TRUE(desk::verify(d.desk, d.who("mailroom-1"), id,
                             json::Object{{"version", letter.int_at("version")},
                                          {"fields", json::Object{{"applicant", "林曉洲"}}}}));
    index();
    EXPECT_THAT(numbers("林晓洲"), ElementsAre(d.house.arrival(id).case_number));
}
TEST_F(Searching, Covers_identity_and_telephone_numbers_of_fields_but_for_their_ends) {
    d.house.register_letter(review_application(1));
    index();
    const auto row = found("0395").array_at("rows").front();
    EXPECT_EQ(hit_of(row, "证件号码"), "**************0395");
}
TEST_F(Searching, Hides_a_case_from_whoever_is_bound_to_it_also_before_the_index_knows) {
    const auto number = d.house.register_letter(review_application(1));
    index();
    auto bound = d.who("clerk-2");
    bound.conflicts = {d.house.load(number).rounds.front().organ};
    d.house.put(bound);
    EXPECT_THAT(numbers("雨水管", "clerk-1"), ElementsAre(number));
    EXPECT_EQ(found("雨水管", "clerk-2").int_at("total"), 0) << "nor is it counted";
    auto c = d.house.load(number);
    c.recused = {"auditor-1"}; // saved, and not yet in the index
    ASSERT_TRUE(d.house.tools().work.transact(
        [&](Transaction& tx) { return d.house.tools().cases.save(tx, c, c.version); }));
    EXPECT_THAT(numbers("雨水管", "auditor-1"), IsEmpty());
}
TEST_F(Searching, Finds_the_words_of_a_document_for_whoever_may_open_it) {
    const auto number = d.house.register_letter(review_application(1));
    carry(d.house, number, review::Stage::issued);
    d.house.work();
    index();
    const auto opinion = d.house.load(number).current().document_number;
    const auto rows = found(opinion).array_at("rows");
    const auto documents = std::ranges::count_if(
        rows, [](const json::Value& row) { return row.text_at("kind") == "documents"; });
    EXPECT_EQ(documents, 1);
    const auto of_mailroom = found(opinion, "mailroom-1").array_at("rows");
    for (const auto& row : of_mailroom) EXPECT_EQ(row.text_at("kind"), "letter");
}
TEST_F(Searching, Tells_every_place_on_the_pages_of_a_letter) {
    d.house.register_letter(re_review_application(1));
    index();
    const auto id = desk::search(d.desk, d.who("clerk-1"), "无证").value().text_at("id");
    const auto places = desk::places(d.desk, d.who("clerk-1"), id, 1).value();
    std::vector<std::int64_t> pages;
    for (const auto& place : places.array_at("places")) pages.push_back(place.int_at("page"));
    EXPECT_THAT(pages, ElementsAre(1, 2));
    EXPECT_EQ(desk::places(d.desk, d.who("clerk-2"), id, 1).error().code, "search.expired")
        << "the words are of whoever typed them";
}
TEST_F(Searching, Goes_on_when_the_bytes_of_a_letter_are_damaged) {
    const auto id = d.house.receive(review_application(1)).value().id;
    d.house.work();
    auto page = d.house.tools().pages.of(id).value().front();
    page.reading = std::string(64, '0');
    ASSERT_TRUE(
        d.house.tools().work.transact([&](Transaction& tx) { return d.house.tools().pages.save(tx, page); }));
    d.house.register_letter(re_review_application(1));
    index();
    EXPECT_EQ(found("烧烤").int_at("total"), 1);
}

} // namespace
} // namespace docket::testing
