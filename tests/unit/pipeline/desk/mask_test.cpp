// What a lawyer may read of a petitioner, and that nothing else gets through.
#include "pipeline/desk/mask.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Masks, Keep_the_surname_the_tail_of_the_number_and_the_street) {
    EXPECT_EQ(desk::masked_name("张三"), "张某");
    EXPECT_EQ(desk::masked_name("张建国"), "张某某");
    EXPECT_EQ(desk::masked_name("欧阳修文"), "欧阳某某");
    EXPECT_EQ(desk::masked_name("欧阳修"), "欧阳某");
    EXPECT_EQ(desk::masked_id("350205199001280395"), "**************0395");
    EXPECT_EQ(desk::masked_phone("13900020115"), "139****0115");
    EXPECT_EQ(desk::masked_address("厦门市海沧区海沧街道温厝社区温厝路218号"), "厦门市海沧区海沧街道……");
}

TEST(Masks, Cover_names_and_numbers_inside_a_text_however_they_are_spaced) {
    const desk::Mask mask({{"林晓舟", "男", "350205199001280395", "13900020115", "海沧街道温厝路218号"}});
    EXPECT_EQ(mask.text("申请人林晓舟（林 晓 舟）电话139-0002-0115。"),
              "申请人林某某（林某某）电话139****0115。");
    EXPECT_THAT(mask.text("证件350205 19900128 0395，住海沧街道温厝路218号"), Not(HasSubstr("19900128")));
    EXPECT_THAT(mask.text("住海沧街道温厝路218号"), Not(HasSubstr("温厝路")));
}

TEST(Masks, Leave_nothing_of_the_name_and_the_number_of_a_minor) {
    review::Case c;
    c.received = day("2026-06-10");
    c.applicants = {{"林小禾", "女", "350205201503150021", "", ""},
                    {"林晓舟", "男", "350205199001280395", "", ""}};
    c.mandates = {{.kind = review::MandateKind::guardian, .name = "林大海", .from = c.received}};
    const auto mask = desk::Mask::of(c);
    EXPECT_EQ(mask.text("林小禾（350205201503150021）由父亲林大海代为反映，邻居林晓舟作证。"),
              "某某（******************）由父亲林某某代为反映，邻居林某某作证。");
    EXPECT_EQ(mask.name("林小禾"), "某某");
    EXPECT_EQ(mask.name("林晓舟"), "林某某");
    c.received = day("2035-06-10");
    EXPECT_EQ(desk::Mask::of(c).name("林小禾"), "林某某") << "eighteen by then";
}

TEST(Masks, Leave_days_digests_and_numbers_of_documents_alone) {
    const desk::Mask mask({});
    const auto digest = sha256(std::string_view("x")).hex();
    for (const auto& text : {std::string("2026-06-10"), digest, std::string("LX350205202606100001K"),
                             std::string("海府信复查〔2026〕12号")})
        EXPECT_EQ(mask.text(text), text);
}

// A minor from the letter to counsel: the page asks for the guardian, and no lawyer reads the name.
TEST(Masks, Keep_a_minor_from_a_lawyer_and_ask_the_clerk_for_the_guardian) {
    DeskHouse d;
    const auto number = d.house.register_letter(review_application());
    const json::Value minor = json::Object{
        {"applicants", json::Array{json::Object{{"name", "林小禾"}, {"id_number", "350205201503150021"}}}}};
    ASSERT_EQ(code_of(d.house.act(number, review::Act::accept, "clerk-1", minor)), "done");
    const auto seen = [&] { return desk::case_view(d.desk, d.who("clerk-1"), number).value(); };
    EXPECT_EQ(seen().texts_at("marks"), std::vector<std::string>{"未成年人"});
    EXPECT_THAT(json::dump(seen().at("warnings")), HasSubstr("请登记监护人"));
    const json::Value guardian = json::Object{
        {"kind", "guardian"}, {"name", "林大海"}, {"from", "2026-06-10"}, {"proof", "户口簿（虚构）"}};
    ASSERT_EQ(code_of(d.house.act(number, review::Act::add_mandate, "clerk-1", guardian)), "done");
    EXPECT_TRUE(seen().array_at("warnings").empty());
    EXPECT_EQ(seen().array_at("mandates").at(0).text_at("kind_word"), "监护人");
    carry(d.house, number, review::Stage::at_counsel);
    ASSERT_EQ(code_of(d.house.act(number, review::Act::claim, "lawyer-2", declared())), "done");
    const auto lawyer = d.who("lawyer-2");
    for (const auto& view :
         {desk::reviews(d.desk, lawyer), desk::review_file(d.desk, lawyer, number),
          desk::parties(d.desk, lawyer, number), desk::document(d.desk, lawyer, number, "draft")}) {
        EXPECT_THAT(json::dump(view.value()), Not(HasSubstr("小禾")));
        EXPECT_THAT(json::dump(view.value()), Not(HasSubstr("*0021")));
    }
    const auto page = desk::document_page(d.desk, lawyer, number, "draft", 1).value();
    EXPECT_THAT(std::string(page.begin(), page.end()), Not(HasSubstr("小禾")));
}

// Whatever the petitioner is called and wherever the name stands, a lawyer's answers never say it.
TEST(Masks, Cover_everything_a_lawyer_is_shown_of_a_case) {
    DeskHouse d;
    const auto lawyer = d.who("lawyer-2");
    for (int n = 1; n <= 3; ++n) {
        const auto number = d.house.register_letter(review_application(n));
        const auto a = d.house.load(number).applicants.front();
        carry(d.house, number, review::Stage::accepted);
        const auto said = "申请人" + a.name + "（" + a.id_number + "，电话" + a.phone + "）所述属实。";
        ASSERT_EQ(code_of(d.house.act(number, review::Act::draft, "clerk-1", opinion(said))), "done");
        carry(d.house, number, review::Stage::at_counsel);
        ASSERT_EQ(code_of(d.house.act(number, review::Act::claim, "lawyer-2", declared())), "done");
        std::string all;
        const auto add = [&](const Result<json::Value>& view) { all += json::dump(view.value()); };
        add(desk::reviews(d.desk, lawyer));
        add(desk::review_file(d.desk, lawyer, number));
        add(desk::tasks(d.desk, lawyer));
        add(desk::changes(d.desk, lawyer, 0, 60));
        add(desk::document(d.desk, lawyer, number, "draft"));
        const auto page = desk::document_page(d.desk, lawyer, number, "draft", 1).value();
        all += std::string(page.begin(), page.end());
        for (const auto& secret : {a.name, a.id_number, a.phone, a.address}) {
            ASSERT_FALSE(secret.empty());
            EXPECT_THAT(all, Not(HasSubstr(secret)));
        }
        EXPECT_THAT(all, HasSubstr(desk::masked_name(a.name)));
        EXPECT_THAT(std::string(page.begin(), page.end()), HasSubstr(lawyer.name)); // the watermark
        EXPECT_THAT(json::dump(desk::parties(d.desk, lawyer, number).value()),
                    HasSubstr(a.name)); // to declare
    }
}

} // namespace
} // namespace docket::testing
