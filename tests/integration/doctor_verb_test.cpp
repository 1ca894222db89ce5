// docket doctor over a folder of its own: what it finds out itself, not what it is told.
#include "tests/support/demo_house.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

struct Told {
    int exit = 0;
    std::map<std::string, json::Value> checks;
    std::string level(const std::string& check) const { return checks.at(check).text_at("level"); }
    std::string says(const std::string& check) const { return checks.at(check).text_at("says"); }
};

Told examined(const DemoHouse& house, std::vector<std::string> environment = {}) {
    const auto ended = house.docket({"doctor", "--json"}, std::move(environment));
    const auto value = json::parse(ended.out);
    EXPECT_TRUE(value) << ended.out << ended.err;
    Told told{ended.exit, {}};
    for (const auto& check : value->array_at("checks")) told.checks[check.text_at("name")] = check;
    return told;
}

TEST(DoctorVerb, A_new_folder_is_well_but_for_a_backup_and_one_page_is_read_by_its_children) {
    const DemoHouse house;
    const auto told = examined(house);
    for (const auto* well :
         {"store", "calendar", "faces", "children", "chain", "ledger", "queue", "guarded", "door"})
        EXPECT_EQ(told.level(well), "ok") << well << ": " << told.says(well);
    EXPECT_THAT(told.says("backup"), HasSubstr("没有备份"));
    EXPECT_EQ(told.level("backup"), "warning");
    EXPECT_NE(told.level("engines"), "fault") << told.says("engines");
    EXPECT_TRUE(fs::is_empty(house.path() / "scratch")) << "what was tried leaves nothing";
}

TEST(DoctorVerb, What_is_broken_is_a_fault_and_the_rest_is_still_examined) {
    const DemoHouse house;
    fs::permissions(house.path(), fs::perms{0755});
    std::ofstream(house.path() / "anchors.log", std::ios::app)
        << "9 " << std::string(64, 'a') << " 1781000000000\n";
    std::ofstream(house.path() / "docket.properties") << "listen = 0.0.0.0:80\n";
    const auto told = examined(house, {"DOCKET_MODELS=/nowhere"});
    EXPECT_EQ(told.exit, 1);
    EXPECT_EQ(told.level("guarded"), "warning");
    EXPECT_EQ(told.level("chain"), "fault") << told.says("chain");
    EXPECT_EQ(told.level("door"), "fault");
    EXPECT_EQ(told.level("engines"), "warning") << "reading goes on with one engine";
    EXPECT_EQ(told.level("ledger"), "ok");
}

TEST(DoctorVerb, A_database_that_is_gone_is_not_made_anew) {
    const DemoHouse house;
    for (const auto* part : {"docket.db", "docket.db-wal", "docket.db-shm"}) fs::remove(house.path() / part);
    const auto told = examined(house);
    EXPECT_EQ(told.exit, 1);
    EXPECT_EQ(told.level("store"), "fault");
    EXPECT_EQ(told.level("ledger"), "warning");
    EXPECT_EQ(told.level("children"), "ok") << "what needs no database is examined all the same";
    EXPECT_FALSE(fs::exists(house.path() / "docket.db"));
}

TEST(DoctorVerb, A_damaged_model_is_told_by_its_digest) {
    const DemoHouse house;
    const TemporaryFolder models;
    std::ofstream(models.path() / "models.json") << "{}";
    std::ofstream(models.path() / "rec.onnx") << "not a model";
    std::ofstream(models.path() / "SHA256SUMS") << std::string(64, '0') << "  rec.onnx\n";
    const auto told = examined(house, {"DOCKET_MODELS=" + models.path().string()});
    EXPECT_EQ(told.level("engines"), "fault");
    EXPECT_THAT(told.says("engines"), HasSubstr("rec.onnx"));
}

} // namespace
} // namespace docket::testing
