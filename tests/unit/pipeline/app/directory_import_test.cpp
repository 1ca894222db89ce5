#include "pipeline/app/directory_import.hpp"
#include "tests/support/premises.hpp"

#include <gmock/gmock.h>

namespace docket::app {
namespace {

struct DirectoryImport : ::testing::Test {
    testing::Premises premises;
    testing::House house{premises};
    json::Value list(const char* text) { return json::parse(text).value(); }
};

TEST_F(DirectoryImport, Of_people_keeps_their_conflicts_and_records_each) {
    const auto done = import_people(list(R"({"people": [{"id": "lawyer-9", "name": "方某", "role": "lawyer",
        "firm": "虚构的律师事务所", "conflicts": ["market", 7]}]})"),
                                    house.tools());
    EXPECT_EQ(done.value(), 1);
    EXPECT_THAT(house.person("lawyer-9").conflicts, ::testing::ElementsAre("market"));
    const auto record = house.store().record.of("person:lawyer-9").value();
    ASSERT_EQ(record.size(), 1U);
    EXPECT_EQ(record.front().act, "put_person");
    EXPECT_EQ(record.front().actor, "system");
    EXPECT_EQ(record.front().at, premises.clock.now());
}
TEST_F(DirectoryImport, Of_a_list_with_one_bad_person_brings_in_nobody) {
    const auto done = import_people(list(R"({"people": [{"id": "clerk-9", "name": "方某", "role": "clerk"},
        {"id": "clerk-10", "name": "", "role": "clerk"}]})"),
                                    house.tools());
    EXPECT_EQ(done.error().code, "people.malformed");
    EXPECT_EQ(house.store().directory.person("clerk-9").error().code, "person.unknown");
}
TEST_F(DirectoryImport, Of_organs_wants_a_graph_and_keeps_other_names) {
    EXPECT_FALSE(import_organs(
        list(R"({"organs": [{"code": "x", "name": "某局", "kind": "department", "superior": "y"}]})"),
        house.tools()));
    EXPECT_EQ(import_organs(list(R"({"organs": [{"code": "x", "name": "某区人民政府", "kind": "government",
        "aliases": ["某区政府"]}]})"),
                            house.tools())
                  .value(),
              1);
    EXPECT_THAT(house.store().directory.organ("x")->aliases, ::testing::ElementsAre("某区政府"));
    EXPECT_EQ(house.store().record.of("directory:organs")->front().act, "import_organs");
}

} // namespace
} // namespace docket::app
