#include "review/chain.hpp"

#include <gtest/gtest.h>

namespace docket::review {
namespace {

// Twelve events over three subjects, chained by hand.
std::vector<Event> record() {
    std::vector<Event> out;
    std::map<std::string, std::int64_t> seq;
    Digest previous;
    for (int i = 1; i <= 12; ++i) {
        Event e;
        e.subject = i % 3 == 0 ? "arrival:1" : i % 3 == 1 ? "case:A" : "case:B";
        e.act = "act" + std::to_string(i);
        e.actor = "clerk-1";
        e.at = from_ms(1000 * i);
        e.to = "stage" + std::to_string(i);
        e.n = i;
        e.seq = ++seq[e.subject];
        e.previous = previous;
        e.hash = previous = link(e);
        out.push_back(e);
    }
    return out;
}
std::map<std::string, Standing> states() {
    return {{"arrival:1", {"stage12"}}, {"case:A", {"stage10"}}, {"case:B", {"stage11"}}};
}

std::vector<std::string> findings(const std::vector<Event>& events, std::vector<Anchor> anchors,
                                  const std::map<std::string, Standing>& now = states()) {
    Verifier verifier(std::move(anchors));
    for (const auto& e : events) verifier.feed(e);
    return verifier.finish(now);
}
Anchor at(const Event& e) { return {{e.n, e.hash}, e.at}; }

TEST(Chain, That_nobody_touched_holds) {
    const auto events = record();
    EXPECT_TRUE(findings(events, {at(events[4]), at(events[11])}).empty());
}
TEST(Chain, With_any_member_of_any_event_changed_is_found) {
    for (std::size_t i = 0; i < 12; ++i)
        for (int member = 0; member < 7; ++member) {
            auto events = record();
            auto& e = events[i];
            switch (member) {
            case 0: e.act += "x"; break;
            case 1: e.actor = "leader-1"; break;
            case 2: e.at += Millis{1}; break;
            case 3: e.from = "x"; break;
            case 4: e.basis = "x"; break;
            case 5: e.text = "x"; break;
            default: e.detail = "{}"; break;
            }
            EXPECT_FALSE(findings(events, {}).empty()) << i << "/" << member;
        }
}
TEST(Chain, With_an_event_taken_out_of_the_middle_is_found) {
    auto events = record();
    events.erase(events.begin() + 5);
    EXPECT_FALSE(findings(events, {}).empty());
}
TEST(Chain, Whose_tail_was_deleted_is_found_by_its_anchor) {
    auto events = record();
    const auto anchor = at(events.back());
    events.resize(9);
    const auto found = findings(events, {anchor},
                                {{"arrival:1", {"stage9"}}, {"case:A", {"stage7"}}, {"case:B", {"stage8"}}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].find("tail"), std::string::npos);
}
TEST(Chain, That_was_rewritten_whole_is_found_by_its_anchor) {
    auto events = record();
    const auto anchor = at(events[7]);
    events[2].actor = "somebody else";
    Digest previous;
    for (auto& e : events) {
        e.previous = previous;
        e.hash = previous = link(e);
    }
    const auto found = findings(events, {anchor});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].find("rewritten"), std::string::npos);
}
TEST(Chain, Of_a_case_that_was_deleted_from_the_register_is_found) {
    auto now = states();
    now.erase("case:B");
    EXPECT_EQ(findings(record(), {}, now).size(), 1U);
}
TEST(Chain, Of_a_case_whose_stage_was_moved_behind_its_back_is_found) {
    auto now = states();
    now["case:A"].state = "approved";
    EXPECT_EQ(findings(record(), {}, now).size(), 1U);
}
TEST(Chain, Finds_a_case_that_stands_in_the_register_without_a_record) {
    auto now = states();
    now["case:C"].state = "registered";
    EXPECT_EQ(findings(record(), {}, now).size(), 1U);
}

} // namespace
} // namespace docket::review
