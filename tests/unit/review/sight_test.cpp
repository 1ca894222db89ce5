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
    EXPECT_TRUE(bound_to({{"lawyer-2", "x", Role::lawyer, "", {}}}, c));
    EXPECT_FALSE(bound_to({{"lawyer-1", "x", Role::lawyer, "", {}}}, c));
}

struct Reports : ::testing::Test {
    Organs organs = Organs::make({{"district", "某区人民政府", OrganKind::government, "", 0, {}},
                                  {"street", "某街道办事处", OrganKind::street, "district", 0, {}},
                                  {"station", "某街道某站", OrganKind::agency, "street", 0, {}},
                                  {"market", "某区某局", OrganKind::department, "district", 0, {}}})
                        .value();
    std::vector<Person> people;

    static Case against(std::vector<Accused> accused) {
        Case c;
        c.number = "LX-1";
        c.matter = MatterClass::report;
        c.matter_salt = "salt";
        c.accused = std::move(accused);
        return c;
    }
    static Person person(const std::string& id, const std::string& name, const std::string& organ,
                         Role role = Role::clerk) {
        return {id, name, role, "", {}, organ};
    }
    bool kept(const Person& person, const Case& c) const {
        return bound_to(ties_of(person, organs, people), c);
    }
};

TEST_F(Reports, Are_kept_from_whoever_belongs_to_the_accused_unit_or_to_one_below_it) {
    const auto c = against({{"", "street", ""}});
    for (const auto role : {Role::mailroom, Role::clerk, Role::leader, Role::auditor, Role::administrator}) {
        EXPECT_TRUE(kept(person("x", "甲", "street", role), c)) << name(role);
        EXPECT_TRUE(kept(person("x", "甲", "station", role), c)) << name(role);
    }
    EXPECT_FALSE(kept(person("x", "甲", "district"), c)) << "who is above it looks into it";
    EXPECT_FALSE(kept(person("x", "甲", "market"), c));
    EXPECT_FALSE(kept(person("x", "甲", ""), c));
}

TEST_F(Reports, Are_kept_from_whoever_works_where_the_powers_of_the_accused_unit_went) {
    auto all = organs.all();
    for (auto& organ : all)
        if (organ.code == "street") organ.successor = "market";
    organs = Organs::make(std::move(all)).value();
    const auto c = against({{"", "street", ""}});
    EXPECT_TRUE(kept(person("x", "甲", "market"), c));
    EXPECT_TRUE(reaches_accused("market", c, organs, people));
    EXPECT_FALSE(kept(person("x", "甲", "district"), c));
}

TEST_F(Reports, Are_kept_from_the_accused_under_whatever_post) {
    const auto of_a_unit = against({{"王某", "street", ""}}), of_none = against({{"王 某", "", ""}});
    EXPECT_TRUE(kept(person("x", "王某", ""), of_a_unit)) << "nothing says that it is another one";
    EXPECT_FALSE(kept(person("x", "王某", "market"), of_a_unit)) << "another person of the name";
    EXPECT_TRUE(kept(person("x", "王某", "market"), of_none));
    EXPECT_FALSE(kept(person("x", "王某某", ""), of_none));
    const auto known = against({{"王某", "", "leader-1"}});
    EXPECT_TRUE(kept(person("leader-1", "王某", "market", Role::leader), known));
    EXPECT_FALSE(kept(person("leader-2", "王某", "", Role::leader), known));
}

TEST_F(Reports, Are_kept_from_lawyers_whose_firm_acted_for_the_accused_unit) {
    const auto c = against({{"", "street", ""}});
    Person acted{"lawyer-1", "甲", Role::lawyer, "某所", {"station"}},
        colleague{"lawyer-2", "乙", Role::lawyer, "某所", {}},
        other{"lawyer-3", "丙", Role::lawyer, "另一所", {"market"}};
    people = {acted, colleague, other};
    EXPECT_TRUE(kept(acted, c));
    EXPECT_TRUE(kept(colleague, c));
    EXPECT_FALSE(kept(other, c));
}

TEST_F(Reports, Alone_are_kept) {
    auto c = against({{"王某", "street", ""}});
    for (const auto matter : {MatterClass::undecided, MatterClass::suggestion, MatterClass::relief}) {
        c.matter = matter;
        EXPECT_FALSE(kept(person("x", "王某", "street"), c)) << name(matter);
        EXPECT_TRUE(shields_of(c).empty());
    }
}

TEST_F(Reports, Reach_the_accused_through_its_organs_and_through_the_organ_he_or_she_is_of) {
    const auto unit = against({{"", "street", ""}});
    EXPECT_TRUE(reaches_accused("street", unit, organs, people));
    EXPECT_TRUE(reaches_accused("station", unit, organs, people));
    EXPECT_FALSE(reaches_accused("district", unit, organs, people));
    people = {person("leader-9", "王某", "market", Role::leader)};
    EXPECT_TRUE(reaches_accused("market", against({{"王某", "", ""}}), organs, people));
    EXPECT_FALSE(reaches_accused("street", against({{"王某", "", ""}}), organs, people));
}

TEST_F(Reports, Are_told_to_the_record_by_a_digest_that_no_name_can_be_tried_against) {
    auto c = against({{"王某", "", ""}}), other = c;
    other.matter_salt = "another";
    EXPECT_NE(accusation(c), accusation(other));
    other = c;
    other.accused.front().name = "李某";
    EXPECT_NE(accusation(c), accusation(other));
    EXPECT_EQ(accusation(Case{}), "");
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
