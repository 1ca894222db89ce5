// What a petitioner learns by asking with the code of the case: the documents that went out, and nothing
// else.
#include "pipeline/base/veil.hpp"
#include "pipeline/flow/query.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <cctype>

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Asking : ::testing::Test {
    Premises premises;
    House house{premises};

    std::string code_of_case(const std::string& number) {
        const auto code = house.load(number).query_code;
        return code ? code->printed() : "";
    }
    // "2026-06-10 复查意见书", or the code of the failure.
    std::vector<std::string> told(const std::string& typed) {
        const auto issued = flow::issued_under(typed, house.tools());
        if (!issued) return {issued.error().code};
        std::vector<std::string> out;
        for (const auto& one : *issued) out.push_back(iso(one.dated) + " " + one.type);
        return out;
    }
    std::vector<std::string> told_of(const std::string& number) { return told(code_of_case(number)); }
    void do_next(const std::string& number) {
        const auto done = next_act(house, number);
        ASSERT_TRUE(done) << done.error().code;
    }
    std::string tried(const std::string& number, Act act, const std::string& who, const json::Value& input) {
        return docket::testing::code_of(house.act(number, act, who, input));
    }
    // As it was before there were codes.
    void forget_code(const std::string& number) {
        auto c = house.load(number);
        c.query_code.reset();
        const auto version = c.version;
        const auto kept = house.tools().work.transact(
            [&](Transaction& tx) { return house.tools().cases.save(tx, c, version); });
        ASSERT_TRUE(kept) << kept.error().detail;
    }
    // The words of all that was written of the case, from its files.
    std::string written(const std::string& number) {
        house.work();
        std::string out;
        for (const auto& [file, bytes] : premises.shelf.files())
            if (file.starts_with(number + "/")) out += bytes;
        return out;
    }
};

TEST_F(Asking, Every_case_has_a_code_of_its_own_from_its_registration) {
    const auto one = house.register_letter(review_application(1)),
               other = house.register_letter(first_letter(2));
    EXPECT_THAT(code_of_case(one), Not(IsEmpty()));
    EXPECT_THAT(code_of_case(other), Not(IsEmpty()));
    EXPECT_NE(code_of_case(one), code_of_case(other));
    const auto before = code_of_case(one);
    carry(house, one, Stage::archived);
    EXPECT_EQ(code_of_case(one), before) << "it is for good: it stands on paper";
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Asking, A_petitioner_sees_what_went_out_with_its_date_and_nothing_before_it_did) {
    const auto number = house.register_letter(review_application());
    EXPECT_THAT(told_of(number), IsEmpty()) << "the code is right, nothing went out yet";
    carry(house, number, Stage::accepted);
    EXPECT_THAT(told_of(number), ElementsAre("2026-06-10 信访事项复查申请受理告知书"));
    premises.clock.advance(std::chrono::days{5});
    carry(house, number, Stage::approved);
    EXPECT_FALSE(house.load(number).current().document_number.empty());
    EXPECT_THAT(told_of(number), ElementsAre("2026-06-10 信访事项复查申请受理告知书"))
        << "an opinion that has its number is not out yet";
    do_next(number);
    const auto both = ElementsAre("2026-06-10 信访事项复查申请受理告知书", "2026-06-15 复查意见书");
    EXPECT_THAT(told_of(number), both);
    carry(house, number, Stage::archived);
    EXPECT_THAT(told_of(number), both) << "of a case that is over as well";
}

TEST_F(Asking, A_refusal_is_called_what_its_head_says) {
    const auto number = house.register_letter(first_letter());
    ASSERT_EQ(tried(number, Act::decline, "clerk-1", declining("N7")), "done");
    EXPECT_THAT(told_of(number), ElementsAre("2026-06-10 " + house.load(number).current().document_title));
    EXPECT_THAT(house.load(number).current().document_title, HasSubstr("告知书"));
}

TEST_F(Asking, What_goes_to_other_organs_or_comes_from_them_is_not_shown) {
    const auto number = house.register_letter(first_letter());
    ASSERT_EQ(tried(number, Act::transfer, "clerk-1",
                    json::Object{{"organ", "street-songyu"}, {"reason", "由该机关办理。"}}),
              "done");
    EXPECT_THAT(told_of(number), IsEmpty());
    const auto application = house.register_letter(review_application(2));
    EXPECT_FALSE(house.load(application).rounds.front().document_number.empty());
    EXPECT_THAT(told_of(application), IsEmpty()) << "the disputed opinion is another organ's";
}

TEST_F(Asking, A_code_that_nobody_has_and_what_is_no_code_are_answered_alike) {
    const auto number = house.register_letter(review_application());
    const auto unknown = flow::issued_under("2222-2222-2222-2222", house.tools()).error();
    EXPECT_EQ(unknown.code, "query.no_such_code");
    EXPECT_EQ(unknown.kind, Kind::not_found);
    for (const std::string& typed : {std::string(), std::string("你好"), number, number.substr(0, 16),
                                     house.load(number).applicants.front().name}) {
        const auto none = flow::issued_under(typed, house.tools()).error();
        EXPECT_EQ(none.code, unknown.code) << typed;
        EXPECT_EQ(none.detail, unknown.detail) << typed;
    }
}

TEST_F(Asking, A_code_is_found_however_it_is_typed) {
    const auto number = house.register_letter(review_application());
    carry(house, number, Stage::accepted);
    auto typed = code_of_case(number);
    for (auto& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    EXPECT_THAT(told("　" + typed), ElementsAre("2026-06-10 信访事项复查申请受理告知书"));
}

TEST_F(Asking, The_notices_print_the_code_and_where_to_ask) {
    const auto number = house.register_letter(first_letter());
    ASSERT_EQ(
        tried(number, Act::accept, "clerk-1", json::Object{{"claims", json::Array{"请求修复破损的路面"}}}),
        "done");
    const auto& address = house.tools().office.query_address;
    EXPECT_THAT(written(number),
                HasSubstr("你可以在" + address + "凭查询码" + code_of_case(number) + "查询办理进度。"));
    const auto refused = house.register_letter(first_letter(2));
    ASSERT_EQ(tried(refused, Act::decline, "clerk-1", declining("N7")), "done");
    EXPECT_THAT(written(refused), HasSubstr("凭查询码" + code_of_case(refused)));
}

TEST_F(Asking, A_case_older_than_the_codes_gets_one_with_its_next_notice_and_keeps_it) {
    const auto number = house.register_letter(first_letter());
    forget_code(number);
    EXPECT_EQ(code_of_case(number), "");
    ASSERT_EQ(
        tried(number, Act::accept, "clerk-1", json::Object{{"claims", json::Array{"请求修复破损的路面"}}}),
        "done");
    const auto code = code_of_case(number);
    EXPECT_THAT(code, Not(IsEmpty()));
    EXPECT_THAT(written(number), HasSubstr(code));
    ASSERT_EQ(tried(number, Act::ask_extension, "clerk-1",
                    json::Object{{"days", 20}, {"reason", "需要委托鉴定，结论尚未作出。"}}),
              "done");
    ASSERT_EQ(tried(number, Act::extend, "leader-1", json::Object{}), "done");
    EXPECT_EQ(code_of_case(number), code);
    EXPECT_THAT(told(code),
                ElementsAre("2026-06-10 信访事项受理告知书", "2026-06-10 信访事项延长办理期限告知书"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Asking, An_informant_learns_no_more_and_the_accused_do_not_come_by_the_code) {
    const auto number = house.register_letter(first_letter());
    ASSERT_TRUE(
        flow::set_matter(number, "clerk-1", house.load(number).version,
                         json::Object{{"matter", "report"},
                                      {"accused", json::Array{json::Object{{"organ", "street-haicang"}}}}},
                         house.tools()));
    ASSERT_EQ(tried(number, Act::decline, "clerk-1", declining("N7")), "done");
    EXPECT_THAT(told_of(number), ElementsAre("2026-06-10 " + house.load(number).current().document_title));
    const auto code = *house.load(number).query_code;
    const Veil veil({"organ:street-haicang"});
    EXPECT_EQ(house.tools().cases.of_query_code(code).value(), "");
}

} // namespace
} // namespace docket::testing
