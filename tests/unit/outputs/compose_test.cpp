#include "outputs/compose.hpp"
#include "tests/unit/outputs/samples.hpp"

#include <gmock/gmock.h>

namespace docket::outputs {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path folder = std::filesystem::path(DOCKET_SOURCE_DIR) / "outputs/templates";

Composed composed(const Document& document) {
    const auto with = load_template(folder, document.type);
    EXPECT_TRUE(with) << with.error().detail;
    const auto made = compose(document, *with);
    EXPECT_TRUE(made) << made.error().detail;
    return *made;
}
std::string text(const Document& document) { return plain_text(composed(document)); }

Template little(const std::string& block) {
    const auto value = json::parse(
        R"({"version":1,"type":"review_opinion","words":{"w":{"男":"先生{w/round}"}},"blocks":[)" + block +
        "]}");
    const auto read = read_template(*value);
    EXPECT_TRUE(read) << read.error().detail;
    return *read;
}
Result<Composed> made_with(const std::string& block) {
    return compose(samples::review_opinion(), little(block));
}

TEST(Template, Of_each_type_leaves_no_placeholder_open) {
    for (const auto& document :
         {samples::acceptance_notice(), samples::petition_notice(), samples::refusal_notice(),
          samples::supplement_notice(), samples::respondent_notice(), samples::extension_notice(),
          samples::ending_notice(), samples::handling_opinion(), samples::review_opinion(),
          samples::re_review_opinion()}) {
        const auto words = text(document);
        for (const auto* mark : {"{", "}", "[[", "]]", "。。", "，，", "；。"})
            EXPECT_THAT(words, Not(HasSubstr(mark))) << words;
        EXPECT_THAT(words, HasSubstr(document.number));
        EXPECT_THAT(words, HasSubstr(formal(*document.dated)));
        for (const auto& claim : document.claims) EXPECT_THAT(words, HasSubstr(claim.text));
    }
}
TEST(Template, Has_words_for_every_outcome_and_ground) {
    for (auto document : {samples::review_opinion(), samples::re_review_opinion()})
        for (int outcome = 0; outcome < 6; ++outcome)
            for (int ground = 1; ground < 11; ++ground) {
                document.dispositions[0] = {1, static_cast<Outcome>(outcome), static_cast<Ground>(ground),
                                            "改按水田标准补发", 30};
                EXPECT_THAT(text(document), HasSubstr("改按水田标准补发"));
            }
}
TEST(Review_opinion, Names_the_organ_and_the_period_of_re_review_and_ends_nothing) {
    const auto words = text(samples::review_opinion());
    EXPECT_THAT(words, HasSubstr("30日内向厦门市人民政府请求复核"));
    EXPECT_THAT(words, Not(HasSubstr("信访终结")));
    EXPECT_THAT(words, Not(HasSubstr("行政诉讼")));
    EXPECT_THAT(words, Not(HasSubstr("行政复议")));
}
TEST(Re_review_opinion, Ends_the_matter_and_offers_nothing_whatever_the_document_says) {
    auto document = samples::re_review_opinion();
    document.remedy = samples::review_opinion().remedy;
    for (const auto& words : {text(document), text(samples::re_review_opinion())}) {
        EXPECT_THAT(words, HasSubstr("信访终结意见"));
        EXPECT_THAT(words, HasSubstr("《信访工作条例》第三十六条"));
        EXPECT_THAT(words, Not(HasSubstr("请求复核")));
        EXPECT_THAT(words, Not(HasSubstr("30日内")));
    }
}
TEST(Review_opinion, Without_the_organ_of_re_review_cannot_be_composed) {
    auto document = samples::review_opinion();
    document.remedy = {Remedy::Way::final, {}, 0};
    const auto made = compose(document, *load_template(folder, document.type));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, "template.unresolved");
    EXPECT_THAT(made.error().detail, HasSubstr("remedy."));
}
TEST(Acceptance_notice, Tells_the_period_and_offers_no_remedy) {
    const auto words = text(samples::acceptance_notice());
    EXPECT_THAT(words, HasSubstr("期限至2026年4月15日届满"));
    EXPECT_THAT(words, HasSubstr("信访事项复查申请受理告知书"));
    EXPECT_THAT(words, Not(HasSubstr("请求复核")));
    EXPECT_THAT(text(samples::petition_notice()), HasSubstr("由厦门市海沧区信访局于2026年1月7日转送本机关"));
}
TEST(Draft, Has_the_words_of_the_document_that_approval_numbers_and_dates) {
    for (const auto& approved :
         {samples::acceptance_notice(), samples::review_opinion(), samples::re_review_opinion()}) {
        auto draft = approved;
        draft.number.clear();
        draft.dated.reset();
        if (draft.imprint) draft.imprint->printed_on.reset();
        EXPECT_EQ(wording_digest(composed(draft)), wording_digest(composed(approved)));
        EXPECT_NE(plain_text(composed(draft)), plain_text(composed(approved)));
        auto reworded = approved;
        reworded.claims[0].text += "元";
        EXPECT_NE(wording_digest(composed(reworded)), wording_digest(composed(approved)));
    }
}
TEST(Draft, Cannot_name_its_own_number_in_the_text) {
    EXPECT_EQ(made_with(R"({"text":"见{number}"})").error().code, "template.unresolved");
    EXPECT_EQ(made_with(R"({"kind":"number","text":"{number}"})")->blocks[0].text, "海府信复查〔2026〕17号");
}
TEST(Names, Of_many_applicants_are_put_in_short) {
    auto document = samples::review_opinion();
    auto party = document.parties[0];
    for (const auto* name : {"李某甲", "王某乙"}) document.parties.push_back((party.name = name, party));
    const auto made = compose(document, little(R"({"text":"{applicants}|{applicant_names}|{you}"})"));
    EXPECT_EQ(made->blocks[0].text, "张喆堃等3人|张喆堃、李某甲、王某乙|你们");
}
TEST(Segment, Is_dropped_when_a_fact_in_it_is_missing) {
    auto document = samples::review_opinion();
    document.case_number.clear();
    const auto made =
        compose(document, little(R"({"text":"甲[[（{case_number}）]]乙[[（{number}{respondent}）]][丙]"})"));
    EXPECT_EQ(made->blocks[0].text, "甲乙[丙]"); // a paragraph never knows the number
}
TEST(Condition, Asks_for_presence_absence_or_a_value) {
    const auto made = made_with(R"({"text":"1","when":"hearing"},{"text":"2","when":"!hearing"},
        {"text":"3","when":["round=review","channel!=letter"]},{"text":"4","when":"round=handling"})");
    EXPECT_EQ(plain_text(*made), "1\n3\n");
}
TEST(Heading, Is_numbered_within_the_level_above) {
    const auto made = made_with(R"({"level":1,"text":"甲"},{"level":2,"text":"乙"},{"level":3,"text":"丙"},
        {"level":4,"text":"丁"},{"level":2,"text":"戊"},{"level":1,"text":"己"},{"level":2,"text":"庚"})");
    EXPECT_EQ(plain_text(*made), "一、甲\n（一）乙\n1.丙\n（1）丁\n（二）戊\n二、己\n（一）庚\n");
}
TEST(Line_break, Of_a_drafter_begins_a_paragraph) {
    auto document = samples::review_opinion();
    document.findings[0].text = "甲。\r\n\n　　 乙。\n";
    const auto made = compose(document, little(R"({"each":"findings","text":"{item.text}"})"));
    EXPECT_EQ(made->blocks[0].text, "甲。");
    EXPECT_EQ(made->blocks[1].text, "乙。");
}
TEST(Line_break, In_a_heading_is_dropped) {
    auto document = samples::review_opinion();
    document.additions = {{1, "其他\n情况"}, {0, "无。"}};
    const auto made =
        compose(document, little(R"({"each":"additions","level_from":"item.level","text":"{item.text}"})"));
    EXPECT_EQ(plain_text(*made), "一、其他情况\n无。\n");
}
TEST(Template, That_is_wrong_is_refused_with_the_place) {
    const auto refused = [](const std::string& block) {
        return read_template(
                   *json::parse(R"({"version":1,"type":"review_opinion","blocks":[)" + block + "]}"))
            .error();
    };
    EXPECT_THAT(refused(R"({"text":"a","colour":"red"})").detail, HasSubstr("colour"));
    EXPECT_THAT(refused(R"({"text":"a"},{"kind":"poem","text":"b"})").detail, HasSubstr("blocks[1].kind"));
    EXPECT_EQ(refused(R"({"each":"claims"})").code, "template.malformed");
    EXPECT_EQ(refused(R"({"level":5,"text":"a"})").code, "template.malformed");
    EXPECT_EQ(made_with(R"({"text":"{issuer"})").error().code, "template.malformed");
    EXPECT_EQ(made_with(R"({"text":"{nothing/issuer}"})").error().code, "template.unresolved");
    EXPECT_EQ(load_template("/nowhere", DocumentType::review_opinion).error().code, "template.missing");
    EXPECT_EQ(compose(samples::acceptance_notice(), little(R"({"text":"a"})")).error().code, "template.type");
}
TEST(Template, Does_not_expand_what_the_drafter_wrote) {
    auto document = samples::review_opinion();
    document.findings[0].text = "见{issuer}与[[{round}]]";
    const auto made = compose(document, little(R"({"each":"findings","text":"{item.text}"})"));
    EXPECT_EQ(made->blocks[0].text, "见{issuer}与[[{round}]]");
}

} // namespace
} // namespace docket::outputs
