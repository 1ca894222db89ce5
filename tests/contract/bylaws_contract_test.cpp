// What the store promises of the bylaws' book, and of people, organs and contracts that several people
// change.
#include "pipeline/flow/bylaws.hpp"
#include "tests/contract/store_fixture.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class BylawsContract : public StoreTest {
  protected:
    static flow::Setting setting(std::int64_t version, const std::string& value) {
        return {"lawyer_days", value, version, t0, "admin-1", "局务会决定"};
    }
    std::string put(const auto& value) {
        return refused([&](Transaction& tx) { return store().bylaws.put(tx, value); });
    }
    std::string change(const auto& value) {
        return refused([&](Transaction& tx) { return store().directory.change(tx, value); });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, BylawsContract, engines(), engine_name);

TEST_P(BylawsContract, A_setting_is_there_for_whoever_opens_the_store) {
    EXPECT_EQ(store().bylaws.version().value(), 0);
    EXPECT_THAT(store().bylaws.read().value().settings, SizeIs(0));
    ASSERT_EQ(put(setting(0, "5")), "it was done");
    const auto other = open_again();
    const auto read = other->bylaws.read().value();
    EXPECT_EQ(read.version, 1);
    ASSERT_THAT(read.settings, SizeIs(1));
    const auto& found = read.settings.front();
    EXPECT_EQ(found.key, "lawyer_days");
    EXPECT_EQ(found.value, "5");
    EXPECT_EQ(found.version, 1);
    EXPECT_EQ(found.changed, t0);
    EXPECT_EQ(found.by, "admin-1");
    EXPECT_EQ(found.reason, "局务会决定");
}

TEST_P(BylawsContract, Who_did_not_see_the_newest_setting_changes_nothing_and_raises_no_version) {
    ASSERT_EQ(put(setting(0, "5")), "it was done");
    EXPECT_EQ(put(setting(0, "9")), "setting.stale");
    EXPECT_EQ(put(setting(2, "9")), "setting.stale");
    ASSERT_EQ(put(setting(1, "7")), "it was done");
    const auto read = store().bylaws.read().value();
    EXPECT_EQ(read.settings.front().value, "7");
    EXPECT_EQ(read.settings.front().version, 2);
    EXPECT_EQ(read.version, 2);
}

TEST_P(BylawsContract, A_year_is_published_and_replaced_by_whoever_saw_it) {
    const flow::CalendarYear year{2027, "year,2027\n2027-01-01,off\n", "国办通知", 0, t0, "admin-1"};
    ASSERT_EQ(put(year), "it was done");
    EXPECT_EQ(put(year), "calendar.stale");
    auto again = year;
    again.version = 1;
    again.days = "year,2027\n";
    ASSERT_EQ(put(again), "it was done");
    const auto read = store().bylaws.read().value();
    ASSERT_THAT(read.years, SizeIs(1));
    EXPECT_EQ(read.years.front().days, "year,2027\n");
    EXPECT_EQ(read.years.front().source, "国办通知");
    EXPECT_EQ(read.years.front().version, 2);
    EXPECT_EQ(read.version, 2);
}

TEST_P(BylawsContract, Of_two_who_change_a_person_the_second_is_refused) {
    review::Person person{"clerk-1", "陈某（虚构）", review::Role::clerk, "", {"market"}};
    ASSERT_EQ(change(person), "it was done");
    EXPECT_EQ(change(person), "person.stale") << "it is there already";
    auto seen = store().directory.person("clerk-1").value();
    EXPECT_EQ(seen.version, 1);
    seen.organ = "bureau";
    ASSERT_EQ(change(seen), "it was done");
    EXPECT_EQ(change(seen), "person.stale");
    const auto now = store().directory.person("clerk-1").value();
    EXPECT_EQ(now.organ, "bureau");
    EXPECT_EQ(now.version, 2);
    EXPECT_THAT(now.conflicts, ElementsAre("market"));
}

TEST_P(BylawsContract, An_import_replaces_without_asking_and_is_a_change_that_others_notice) {
    review::Organ organ{"city", "厦门市人民政府", review::OrganKind::government, "", 0, {"市政府"}, {"旧名"}};
    commit([&](Transaction& tx) { return store().directory.put(tx, organ); });
    const auto seen = store().directory.organ("city").value();
    EXPECT_THAT(seen.former, ElementsAre("旧名"));
    commit([&](Transaction& tx) { return store().directory.put(tx, organ); });
    EXPECT_EQ(change(seen), "organ.stale");
}

TEST_P(BylawsContract, A_contract_has_its_lawyers_and_is_changed_by_whoever_saw_it) {
    for (const auto* id : {"lawyer-1", "lawyer-2"})
        ASSERT_EQ(change(review::Person{id, id, review::Role::lawyer, "", {}}), "it was done");
    review::Contract contract{"k-1",        "虚构的律师事务所",        today, today, 30, 5,
                              {"征地拆迁"}, {{"lawyer-1", "1350200"}}, 0};
    ASSERT_EQ(change(contract), "it was done");
    EXPECT_EQ(change(contract), "contract.stale");
    contract.version = 1;
    contract.lawyers = {{"lawyer-1", "1350200"}, {"lawyer-2", "1350201"}};
    ASSERT_EQ(change(contract), "it was done");
    const auto all = store().directory.contracts().value();
    ASSERT_THAT(all, SizeIs(1));
    EXPECT_EQ(all.front().version, 2);
    EXPECT_EQ(all.front().from, today);
    EXPECT_THAT(all.front().specialties, ElementsAre("征地拆迁"));
    ASSERT_THAT(all.front().lawyers, SizeIs(2));
    EXPECT_EQ(all.front().lawyers.back().licence, "1350201");
}

} // namespace
} // namespace docket::testing
