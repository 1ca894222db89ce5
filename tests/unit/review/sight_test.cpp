#include "review/sight.hpp"

#include <gtest/gtest.h>

namespace docket::review {
namespace {

TEST(Sight, Of_a_file_is_the_lawyers_while_the_task_is_his) {
    Bearing bearing;
    bearing.at_counsel = true;
    EXPECT_EQ(view_of(Role::lawyer, bearing), View{}) << "a colleague holds it";
    bearing.task_free = true;
    EXPECT_EQ(view_of(Role::lawyer, bearing), (View{Sight::row, true}));
    bearing.task_free = false;
    bearing.holds_task = true;
    EXPECT_EQ(view_of(Role::lawyer, bearing), (View{Sight::masked, true}));
    bearing.holds_task = false;
    bearing.lost_task = true;
    EXPECT_EQ(view_of(Role::lawyer, bearing), (View{Sight::row, true})) << "to be told who holds it now";
    bearing = {};
    bearing.had_task = true;
    EXPECT_EQ(view_of(Role::lawyer, bearing), (View{Sight::row, false})) << "read only";
}

TEST(Sight, Is_nobodys_who_acted_for_an_organ_of_the_matter) {
    for (const auto role :
         {Role::mailroom, Role::clerk, Role::lawyer, Role::leader, Role::auditor, Role::administrator})
        EXPECT_EQ(view_of(role, {true, true, true, true, true, true}), View{}) << name(role);
    Case c;
    c.rounds.resize(2);
    c.rounds[0].organ = "street-a";
    c.rounds[1].organ = "district";
    EXPECT_TRUE(acted_for_an_organ_of({"x", "x", Role::clerk, "", {"street-a"}}, c));
    EXPECT_FALSE(acted_for_an_organ_of({"x", "x", Role::clerk, "", {"street-b"}}, c));
}

TEST(Sight, Is_nobodys_who_stood_back_from_the_case) {
    Case c;
    c.recused = {"lawyer-2"};
    EXPECT_TRUE(bound_to({"lawyer-2", "x", Role::lawyer, "", {}}, c));
    EXPECT_FALSE(bound_to({"lawyer-1", "x", Role::lawyer, "", {}}, c));
}

TEST(Sight, Is_never_the_administrators_and_always_the_registers) {
    EXPECT_EQ(view_of(Role::administrator, {}), View{});
    for (const auto role : {Role::mailroom, Role::clerk, Role::leader, Role::auditor})
        EXPECT_EQ(view_of(role, {}).sight, Sight::full) << name(role);
}

TEST(Sight, Grows_from_none_to_full) {
    EXPECT_TRUE(at_least(Sight::full, Sight::masked));
    EXPECT_TRUE(at_least(Sight::row, Sight::row));
    EXPECT_FALSE(at_least(Sight::row, Sight::masked));
}

} // namespace
} // namespace docket::review
