#include "outputs/document.hpp"
#include "outputs/schema.hpp"
#include "tests/unit/outputs/samples.hpp"

#include <gmock/gmock.h>

namespace docket::outputs {
namespace {

using json::Array;
using json::Object;
using json::Value;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<Document> all{samples::acceptance_notice(), samples::petition_notice(),
                                samples::refusal_notice(),    samples::supplement_notice(),
                                samples::respondent_notice(), samples::extension_notice(),
                                samples::ending_notice(),     samples::handling_opinion(),
                                samples::review_opinion(),    samples::re_review_opinion()};

TEST(Document, Survives_the_way_to_JSON_and_back) {
    std::mt19937 chance(20260413);
    for (int i = 0; i < 200; ++i) {
        const auto document = samples::random(chance);
        const auto again = json::parse(json::dump(to_json(document)));
        ASSERT_TRUE(again);
        const auto read = from_json(*again);
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(*read, document);
        EXPECT_EQ(full_digest(*read), full_digest(document));
    }
}
TEST(Document, Does_not_depend_on_the_order_of_members) {
    const auto written = to_json(samples::review_opinion());
    Object turned;
    const auto& members = written.object()->members();
    for (auto it = members.rbegin(); it != members.rend(); ++it) turned.set(it->first, it->second);
    EXPECT_EQ(full_digest(*from_json(turned)), full_digest(samples::review_opinion()));
}

Value broken(void (*breaks)(Object&)) {
    Value value = to_json(samples::review_opinion());
    breaks(*value.object());
    return value;
}
std::string reason(void (*breaks)(Object&)) {
    const auto read = from_json(broken(breaks));
    if (read) return "accepted";
    EXPECT_EQ(read.error().code, "document.schema");
    return read.error().detail;
}

TEST(Document, That_breaks_the_schema_is_refused_with_the_place) {
    EXPECT_THAT(reason([](Object& o) { o.set("surprise", 1); }), HasSubstr("surprise"));
    EXPECT_THAT(reason([](Object& o) { o.set("version", 2); }), HasSubstr("version"));
    EXPECT_THAT(reason([](Object& o) { o.set("type", "letter"); }), HasSubstr("type"));
    EXPECT_THAT(reason([](Object& o) {
                    o.set("claims", Array{Object{{"n", 1}, {"text", 5}}});
                }),
                HasSubstr("claims[0].text"));
    EXPECT_THAT(reason([](Object& o) { o.set("claims", Array{}); }), HasSubstr("claims"));
    EXPECT_THAT(reason([](Object& o) { o.set("dated", "2026-2-30"); }), HasSubstr("dated"));
    EXPECT_THAT(reason([](Object& o) { o.set("parties", nullptr); }), HasSubstr("parties"));
    EXPECT_THAT(reason([](Object& o) { o.set("number", std::string(501, 'a')); }), HasSubstr("number"));
    EXPECT_FALSE(from_json(Value("text")));
    EXPECT_FALSE(from_json(Value(Object{})));
}
TEST(Document, With_a_day_that_does_not_exist_is_refused_by_name) {
    EXPECT_THAT(reason([](Object& o) { o.set("dated", "2026-02-30"); }),
                HasSubstr("dated: there is no such day"));
    EXPECT_THAT(reason([](Object& o) {
                    o.set("receipt", Object{{"received_on", "2026-13-01"}, {"channel", "visit"}});
                }),
                HasSubstr("receipt.received_on"));
}
TEST(Document, Schema_is_itself_JSON) { EXPECT_TRUE(json::parse(document_schema())); }

TEST(Document, Text_digest_changes_with_any_word_and_not_with_what_approval_adds) {
    const auto document = samples::review_opinion();
    auto approved = document;
    approved.number = "海府信复查〔2026〕18号";
    approved.dated = plus_days(*document.dated, 1);
    approved.imprint->printed_on = plus_days(*document.dated, 2);
    EXPECT_EQ(text_digest(approved), text_digest(document));
    EXPECT_NE(full_digest(approved), full_digest(document));

    auto reworded = document;
    reworded.findings[1].evidence[0] += "。";
    EXPECT_NE(text_digest(reworded), text_digest(document));
    auto later = document;
    later.due_on = plus_days(*document.due_on, 1);
    EXPECT_NE(text_digest(later), text_digest(document));
}

TEST(Sound_document, Has_no_faults) {
    for (const auto& document : all) EXPECT_THAT(faults(document), IsEmpty());
}
std::vector<std::string> faults_after(void (*change)(Document&)) {
    auto document = samples::review_opinion();
    change(document);
    return faults(document);
}
TEST(Unsound_document, Names_each_fault_in_a_sentence) {
    EXPECT_THAT(faults_after([](Document& d) { d.claims[1].n = 3; }), Contains(HasSubstr("连续编号")));
    EXPECT_THAT(faults_after([](Document& d) { d.dispositions[1].claim = 7; }),
                Contains(HasSubstr("第7项请求不存在")));
    EXPECT_THAT(faults_after([](Document& d) { d.dispositions.pop_back(); }),
                Contains(HasSubstr("逐项答复")));
    EXPECT_THAT(faults_after([](Document& d) { d.dispositions[0].period_days = 0; }),
                Contains(HasSubstr("期限")));
    EXPECT_THAT(faults_after([](Document& d) { d.dispositions[1].ground = Ground::facts; }),
                Contains(HasSubstr("不相符")));
    EXPECT_THAT(faults_after([](Document& d) { d.findings[0].claim = 9; }),
                Contains(HasSubstr("第9项请求不存在")));
    EXPECT_THAT(faults_after([](Document& d) { d.reasoning.citations.clear(); }),
                Contains(HasSubstr("法律法规")));
    EXPECT_THAT(faults_after([](Document& d) { d.round = Round::handling; }),
                Contains(HasSubstr("复查程序")));
    EXPECT_THAT(faults_after([](Document& d) { d.parties.clear(); }), Contains(HasSubstr("申请人")));
    EXPECT_THAT(faults_after([](Document& d) { d.dated = plus_days(*d.accepted_on, -1); }),
                Contains(HasSubstr("成文日期早于受理日期")));
}
TEST(Unsound_document, Is_one_that_offers_a_remedy_the_law_does_not_give) {
    EXPECT_THAT(faults_after([](Document& d) {
                    d.remedy = {Remedy::Way::final, {}, 0};
                }),
                Contains(HasSubstr("不得写成终结")));
    EXPECT_THAT(faults_after([](Document& d) { d.remedy.days = 15; }), Contains(HasSubstr("30日")));
    auto last = samples::re_review_opinion();
    last.remedy = samples::review_opinion().remedy;
    EXPECT_THAT(faults(last), Contains(HasSubstr("终结意见")));
    auto notice = samples::acceptance_notice();
    notice.remedy = samples::review_opinion().remedy;
    EXPECT_EQ(validate(notice).error().code, "document.unsound");
}
TEST(Unsound_document, Is_a_refusal_without_its_ground_its_reason_or_the_way_it_directs_to) {
    const auto after = [](void (*breaks)(Document&)) {
        auto notice = samples::refusal_notice();
        breaks(notice);
        return faults(notice);
    };
    EXPECT_THAT(after([](Document&) {}), IsEmpty());
    EXPECT_THAT(after([](Document& d) { d.declining.reset(); }),
                Contains(HasSubstr("应当写明不予受理的情形")));
    EXPECT_THAT(after([](Document& d) { d.declining->basis.clear(); }), Contains(HasSubstr("依据的条文")));
    EXPECT_THAT(after([](Document& d) { d.declining->reason.clear(); }), Contains(HasSubstr("本案的理由")));
    EXPECT_THAT(after([](Document& d) { d.declining->way.clear(); }), Contains(HasSubstr("机关和途径")));
    EXPECT_THAT(after([](Document& d) { d.remedy.way = Remedy::Way::final; }),
                Contains(HasSubstr("不是信访意见")));
    auto opinion = samples::review_opinion();
    opinion.declining = samples::refusal_notice().declining;
    EXPECT_THAT(faults(opinion), Contains(HasSubstr("只有不予受理告知书")));
}
TEST(Refusal_of_a_request, May_name_neither_the_organ_nor_the_opinion_it_is_against) {
    auto notice = samples::refusal_notice();
    notice.round = Round::review;
    notice.declining->says = Declining::Says::not_accepted;
    EXPECT_THAT(faults(notice), IsEmpty());
}
TEST(Citation, Is_placed_in_Chinese_numerals) {
    EXPECT_EQ(place({"某法", 35, 0, 1, 2, ""}), "第三十五条第一款第（二）项");
    EXPECT_EQ(place({"某法", 133, 1, 0, 0, ""}), "第一百三十三条之一");
    EXPECT_EQ(chinese_number(10), "十");
    EXPECT_EQ(chinese_number(19), "十九");
    EXPECT_EQ(chinese_number(110), "一百一十");
    EXPECT_EQ(chinese_number(105), "一百零五");
    EXPECT_EQ(chinese_number(1260), "一千二百六十");
    EXPECT_EQ(chinese_number(2006), "二千零六");
}

} // namespace
} // namespace docket::outputs
