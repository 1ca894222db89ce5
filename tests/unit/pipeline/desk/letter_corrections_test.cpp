// Corrections: each with what stood before, found again by their place, and what is learned from them.
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

struct LetterCorrections : ::testing::Test {
    DeskHouse d;

    std::int64_t arrive(const std::string& text) {
        const auto id = d.house.receive(text).value().id;
        d.house.work();
        return id;
    }
    json::Value shown(std::int64_t id) { return desk::letter(d.desk, id).value(); }
    json::Array lines(std::int64_t id) {
        return desk::reading(d.desk, id)->array_at("pages").front().array_at("lines");
    }
    void save(std::int64_t id, const std::string& person, json::Object fields, json::Array typed = {}) {
        const auto done = desk::confirm_fields(d.desk, d.who(person), id,
                                               json::Object{{"version", shown(id).int_at("version")},
                                                            {"fields", std::move(fields)},
                                                            {"lines", std::move(typed)}});
        ASSERT_TRUE(done) << done.error().detail;
    }
    json::Array history(std::int64_t id, const std::string& name) {
        const auto letter = shown(id);
        for (const auto& one : letter.array_at("fields"))
            if (one.text_at("name") == name) return one.array_at("history");
        return {};
    }
    std::size_t line_with(std::int64_t id, const std::string& words) {
        const auto all = lines(id);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].text_at("text").find(words) != std::string::npos) return i;
        ADD_FAILURE() << words;
        return 0;
    }
};

TEST_F(LetterCorrections, Keep_who_changed_what_and_what_stood_there_also_the_second_time) {
    const auto id = arrive(review_application(1));
    const auto read = shown(id).array_at("fields")[1].text_at("value");
    save(id, "clerk-1", {{"applicant", "林晓州"}});
    save(id, "clerk-2", {{"applicant", "林晓洲"}});
    const auto all = history(id, "applicant");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].text_at("before"), read);
    EXPECT_EQ(all[0].text_at("after"), "林晓州");
    EXPECT_EQ(all[1].text_at("before"), "林晓州");
    EXPECT_EQ(all[1].text_at("by"), d.who("clerk-2").name);
}
TEST_F(LetterCorrections, Are_none_where_a_person_only_confirms) {
    const auto id = arrive(review_application(2));
    save(id, "clerk-1", {{"applicant", shown(id).array_at("fields")[1].text_at("value")}});
    EXPECT_THAT(history(id, "applicant"), ::testing::IsEmpty());
}
TEST_F(LetterCorrections, Of_a_line_survive_a_new_reading_word_for_word) {
    const auto id = arrive(review_application(3));
    const auto at = line_with(id, "申请人");
    const auto box = lines(id)[at].array_at("box");
    save(id, "clerk-1", {},
         {json::Object{{"page", 1}, {"line", 99}, {"text", "这一行是人改的"}, {"box", box}}});
    ASSERT_TRUE(desk::reread(d.desk, d.who("clerk-1"), id, shown(id).int_at("version")));
    d.house.work();
    EXPECT_EQ(lines(id)[at].at("confirmed").text_at("value"), "这一行是人改的");
    EXPECT_THAT(d.house.faults(), ::testing::IsEmpty());
}
TEST_F(LetterCorrections, Of_a_listed_name_teach_and_are_offered_for_the_next_letter) {
    const auto id = arrive("来信\n反映人：林阿明\n反映困瑶村路灯不亮，请派人修理，多谢。\n2026年5月6日\n");
    const auto at = line_with(id, "困瑶村");
    save(id, "clerk-1", {},
         {json::Object{{"page", 1}, {"line", at + 1}, {"text", "反映囷瑶村路灯不亮，请派人修理，多谢。"}}});
    const auto learned = d.house.store().corrections.learned().value();
    ASSERT_EQ(learned.size(), 1U);
    EXPECT_EQ(learned[0].confusion, (ocr::Confusion{"困", "囷"}));
    EXPECT_EQ(lines(id)[at].text_at("text"), "反映困瑶村路灯不亮，请派人修理，多谢。"); // what was read stays
}
TEST_F(LetterCorrections, Of_what_an_informant_wrote_teach_nothing) {
    const auto id = arrive("来信\n举报人：林阿明\n举报困瑶村路灯不亮，请派人修理，多谢。\n2026年5月6日\n");
    const auto at = line_with(id, "困瑶村");
    save(id, "clerk-1", {},
         {json::Object{{"page", 1}, {"line", at + 1}, {"text", "举报囷瑶村路灯不亮，请派人修理，多谢。"}}});
    EXPECT_THAT(d.house.store().corrections.learned().value(), ::testing::IsEmpty());
    EXPECT_EQ(d.house.store().corrections.of(id)->size(), 1U);
}
TEST_F(LetterCorrections, Of_a_persons_name_teach_nothing) {
    const auto id = arrive(review_application(4));
    save(id, "clerk-1", {{"applicant", "林晓州"}});
    const auto at = line_with(id, "申请人");
    auto words = lines(id)[at].text_at("text");
    save(id, "clerk-1", {}, {json::Object{{"page", 1}, {"line", at + 1}, {"text", words + "林"}}});
    EXPECT_THAT(d.house.store().corrections.learned().value(), ::testing::IsEmpty());
}
TEST_F(LetterCorrections, Confirmed_text_is_the_same_after_any_number_of_readings) {
    const auto id = arrive(review_application(5));
    const auto all = lines(id);
    for (std::size_t at = 0; at < all.size(); at += 2)
        save(id, "clerk-1", {},
             {json::Object{{"page", 1},
                           {"line", at + 1},
                           {"text", "第" + std::to_string(at) + "行"},
                           {"box", all[at].array_at("box")}}});
    for (int round = 0; round < 3; ++round) {
        ASSERT_TRUE(desk::reread(d.desk, d.who("clerk-1"), id, shown(id).int_at("version")));
        d.house.work();
        const auto now = lines(id);
        for (std::size_t at = 0; at < all.size(); at += 2)
            ASSERT_EQ(now[at].at("confirmed").text_at("value"), "第" + std::to_string(at) + "行");
    }
}

} // namespace
} // namespace docket::testing
