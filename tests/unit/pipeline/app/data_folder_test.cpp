#include "pipeline/app/arguments.hpp"
#include "pipeline/app/data_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <array>
#include <fstream>
#include <thread>

namespace docket::app {
namespace {

using namespace std::chrono_literals;

const std::filesystem::path office = std::string(DOCKET_SOURCE_DIR) + "/pipeline/config/haicang";

struct Folders : ::testing::Test {
    testing::TemporaryFolder temporary;
    std::filesystem::path root = temporary.path() / "data";

    Result<DataFolder> create(bool demo, const std::filesystem::path& from = office,
                              const Settings& settings = {}) {
        return DataFolder::create(root, {demo, SystemClock{}.now()}, settings, from);
    }
    std::string code(const Result<DataFolder>& folder) { return folder ? "done" : folder.error().code; }
    void write(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }
};

TEST_F(Folders, A_demo_lives_on_its_own_day_and_goes_on_from_there) {
    const auto made = create(true).value();
    EXPECT_EQ(china.date(made.clock->now()), demo_date);
    EXPECT_EQ(china.text(made.clock->now()).substr(0, 15), "2026-06-10 09:0");
    const auto opened = DataFolder::open(root).value();
    EXPECT_TRUE(opened.demo());
    const auto before = opened.clock->now();
    EXPECT_EQ(china.date(before), demo_date);
    std::this_thread::sleep_for(5ms);
    EXPECT_GT(opened.clock->now(), before); // leases run out there too
}

TEST_F(Folders, An_offices_own_folder_lives_on_the_machines_clock) {
    ASSERT_EQ(code(create(false)), "done");
    const auto opened = DataFolder::open(root).value();
    EXPECT_FALSE(opened.demo());
    EXPECT_LT(std::chrono::abs(opened.clock->now() - SystemClock{}.now()), 10s);
}

TEST_F(Folders, The_office_is_copied_into_the_folder) {
    const auto folder = create(false).value();
    for (const auto* file : {"office.json", "organs.json"})
        EXPECT_TRUE(std::filesystem::exists(folder.office() / file));
    for (const auto& part : {folder.blobs(), folder.issued(), folder.scratch()})
        EXPECT_TRUE(std::filesystem::is_directory(part));
}

TEST_F(Folders, Issued_documents_lie_where_the_setting_says) {
    const auto shared = temporary.path() / "shared";
    const auto made = create(false, office, {.issued = shared}).value();
    EXPECT_TRUE(std::filesystem::is_directory(shared));
    EXPECT_EQ(DataFolder::open(root).value().issued(), shared);
    EXPECT_EQ(made.issued(), shared);
}

TEST_F(Folders, Of_an_office_with_a_store_elsewhere_have_no_folder_of_originals) {
    const std::string store = "s3://letters/a?endpoint=https://a&region=r&credentials=/etc/docket/s3";
    ASSERT_EQ(code(create(false, office, {.blobs = store})), "done");
    EXPECT_FALSE(std::filesystem::exists(root / "blobs"));
    EXPECT_EQ(DataFolder::open(root).value().settings.blobs, store);
}

TEST_F(Folders, A_folder_that_holds_something_is_refused_and_left_alone) {
    std::filesystem::create_directory(root);
    write(root / "mine.txt", "mine");
    EXPECT_EQ(code(create(true)), "folder.not_empty");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(root), {}), 1);
}

TEST_F(Folders, A_data_folder_is_not_made_a_second_time) {
    ASSERT_EQ(code(create(true)), "done");
    EXPECT_EQ(code(create(false)), "folder.not_empty");
    EXPECT_TRUE(DataFolder::open(root)->demo());
}

TEST_F(Folders, An_empty_folder_may_become_one) {
    std::filesystem::create_directory(root);
    EXPECT_EQ(code(create(false)), "done");
}

TEST_F(Folders, Without_an_office_nothing_is_made) {
    EXPECT_EQ(code(create(false, temporary.path())), "folder.no_office");
    EXPECT_FALSE(std::filesystem::exists(root));
}

TEST_F(Folders, What_is_no_data_folder_is_not_opened) {
    EXPECT_EQ(code(DataFolder::open(root)), "folder.unknown");
    std::filesystem::create_directory(root);
    EXPECT_EQ(code(DataFolder::open(root)), "folder.unknown");
    write(root / "docket.json", "{\"docket\": 2}");
    EXPECT_EQ(code(DataFolder::open(root)), "folder.malformed");
    write(root / "docket.json", "{");
    EXPECT_EQ(code(DataFolder::open(root)), "folder.malformed");
}

TEST_F(Folders, What_is_set_beside_the_data_comes_back_and_what_is_no_setting_is_named) {
    const Settings shared{.store = "postgresql://docket@db.example/docket?sslmode=verify-full",
                          .blobs = "/srv/docket/originals",
                          .second_factor = "administrator,leader"};
    ASSERT_EQ(code(create(false, office, shared)), "done");
    EXPECT_EQ(DataFolder::open(root)->settings, shared);
    write(root / "docket.properties",
          "store = postgresql://db/docket\nstroe = x\nport = 1\nsign_in.third = x\n");
    const auto refused = DataFolder::open(root);
    ASSERT_EQ(code(refused), "config.malformed");
    EXPECT_NE(refused.error().detail.find("port"), std::string::npos);
    EXPECT_NE(refused.error().detail.find("stroe"), std::string::npos);
    EXPECT_NE(refused.error().detail.find("sign_in.third"), std::string::npos);
    std::filesystem::remove(root / "docket.properties");
    EXPECT_EQ(DataFolder::open(root)->settings, Settings{});
}

TEST_F(Folders, Without_a_name_the_folder_is_asked_for) {
    ASSERT_EQ(::unsetenv("DOCKET_DATA"), 0);
    const std::array options{Option{"data", "DIR", ""}};
    const auto asked = data_folder(*Arguments::parse({}, options));
    ASSERT_FALSE(asked);
    EXPECT_TRUE(is_usage(asked.error()));
}

TEST_F(Folders, Workers_stand_beside_each_other_and_nobody_is_alone_while_one_works) {
    const auto folder = create(false).value();
    EXPECT_TRUE(WorkerLock::nobody_works(folder).value());
    {
        const auto one = WorkerLock::shared(folder), other = WorkerLock::shared(folder);
        EXPECT_TRUE(one && other);
        EXPECT_FALSE(WorkerLock::nobody_works(folder).value());
    }
    EXPECT_TRUE(WorkerLock::nobody_works(folder).value());
}

} // namespace
} // namespace docket::app
