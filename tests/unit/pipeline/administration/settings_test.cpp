#include "pipeline/flow/counsel.hpp"
#include "tests/unit/pipeline/administration/office.hpp"

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;

struct Settings : AdministeredOffice {
    Result<json::Value> change(const std::string& key, json::Value value, std::int64_t version,
                               const std::string& reason = "局务会决定") {
        return administration::change_setting(
            tools(), ports(), who("admin-1"), key,
            json::Object{{"value", std::move(value)}, {"version", version}, {"reason", reason}});
    }
    json::Value row(const std::string& key) {
        return row_of(administration::settings(tools(), ports()).value(), "key", key);
    }
};

TEST_F(Settings, Say_where_each_comes_from_and_what_nobody_here_has_confirmed) {
    EXPECT_EQ(row("lawyer_days").at("value"), json::Value(3));
    EXPECT_EQ(row("lawyer_days").text_at("origin"), "default");
    EXPECT_TRUE(row("lawyer_days").bool_at("must_confirm"));
    EXPECT_EQ(row("label_prefix").text_at("value"), "ASN") << "office.json does not name it";
    ASSERT_TRUE(change("lawyer_days", 3, 0, "核对无误"));
    EXPECT_EQ(row("lawyer_days").text_at("origin"), "local");
    EXPECT_FALSE(row("lawyer_days").bool_at("must_confirm")) << "the same value, said to be right here";
    EXPECT_EQ(row("lawyer_days").text_at("by"), who("admin-1").name);
}

TEST_F(Settings, A_change_is_an_event_with_the_old_and_the_new_value_and_the_reason) {
    ASSERT_TRUE(change("review_prefix", "海府复查", 0));
    const auto events = this->events("setting:review_prefix");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].act, "change_setting");
    EXPECT_EQ(events[0].actor, "admin-1");
    const auto detail = json::parse(events[0].detail).value();
    EXPECT_EQ(detail.text_at("old"), "海府信复查");
    EXPECT_EQ(detail.text_at("new"), "海府复查");
    EXPECT_EQ(detail.text_at("reason"), "局务会决定");
}

TEST_F(Settings, What_does_not_fit_is_refused_and_leaves_no_trace) {
    EXPECT_EQ(code(change("lawyer_days", 0, 0)), "setting.malformed");
    EXPECT_EQ(code(change("lawyer_days", "3", 0)), "setting.malformed");
    EXPECT_EQ(code(change("review_prefix", "海府〔2026〕", 0)), "setting.malformed");
    EXPECT_EQ(code(change("contact_phone", "  ", 0)), "setting.malformed");
    EXPECT_EQ(code(change("name", "两\n行名称", 0)), "setting.malformed");
    EXPECT_EQ(code(change("government", "city", 0)), "setting.unknown") << "who we are is no parameter";
    EXPECT_EQ(code(change("lawyer_days", 5, 0, "好")), "administration.reason_missing");
    EXPECT_EQ(office.house.store().bylaws.version().value(), 0);
    EXPECT_TRUE(events("setting:lawyer_days").empty());
}

TEST_F(Settings, Of_two_administrators_the_second_is_told_and_overwrites_nothing) {
    ASSERT_TRUE(change("lawyer_days", 5, 0));
    EXPECT_EQ(code(change("lawyer_days", 9, 0)), "setting.stale");
    EXPECT_EQ(tools().office.lawyer_days, 5);
    EXPECT_EQ(events("setting:lawyer_days").size(), 1U);
}

TEST_F(Settings, The_next_request_goes_by_the_new_text) {
    const auto response =
        ask(http::Method::put, "/admin/settings/name", "admin-1",
            json::Object{{"value", "虚构区信访局"}, {"version", 0}, {"reason", "机构改革更名"}});
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(body_of(ask(http::Method::get, "/about", "")).text_at("office"), "虚构区信访局");
    EXPECT_EQ(ask(http::Method::put, "/admin/settings/name", "auditor-1").status, 403);
    EXPECT_EQ(ask(http::Method::get, "/admin/settings", "auditor-1").status, 200);
}

TEST_F(Settings, Another_host_has_the_change_when_it_looks_and_ends_what_it_began_by_the_old_text) {
    House other(office.premises);
    const auto begun = other.tools().now();
    ASSERT_TRUE(change("lawyer_days", 5, 0));
    EXPECT_EQ(other.tools().now().office.lawyer_days, 3) << "it has not looked";
    EXPECT_TRUE(other.bylaws().look().value());
    EXPECT_FALSE(other.bylaws().look().value()) << "nothing more was changed";
    EXPECT_EQ(other.tools().now().office.lawyer_days, 5);
    EXPECT_EQ(begun.office.lawyer_days, 3);

    const auto number = office.house.register_letter(review_application());
    carry(office.house, number, Stage::drafted);
    ASSERT_TRUE(office.house.act(number, Act::submit, "clerk-1"));
    ASSERT_TRUE(flow::act({number, Act::claim, "lawyer-2", json::Object{{"declaration", true}}},
                          other.tools().now()));
    const auto held = flow::held_task(other.load(number), other.tools()).value();
    ASSERT_TRUE(held);
    EXPECT_EQ(*held->lease_until - office.premises.clock.now(), std::chrono::days{5});
}

TEST_F(Settings, What_this_program_cannot_take_leaves_in_force_what_was) {
    const flow::Setting strange{"name", "17", 0, Instant{}, "admin-1", "由别的版本写入"};
    auto& store = office.house.store();
    ASSERT_TRUE(store.work.transact([&](Transaction& tx) { return store.bylaws.put(tx, strange); }));
    const auto looked = office.house.bylaws().look();
    ASSERT_FALSE(looked);
    EXPECT_EQ(looked.error().code, "office.malformed");
    EXPECT_EQ(tools().office.name, "厦门市海沧区信访局");
}

} // namespace
} // namespace docket::testing
