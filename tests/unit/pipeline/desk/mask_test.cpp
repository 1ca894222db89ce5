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

TEST(Masks, Leave_days_digests_and_numbers_of_documents_alone) {
    const desk::Mask mask({});
    const auto digest = sha256(std::string_view("x")).hex();
    for (const auto& text : {std::string("2026-06-10"), digest, std::string("LX350205202606100001K"),
                             std::string("海府信复查〔2026〕12号")})
        EXPECT_EQ(mask.text(text), text);
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
