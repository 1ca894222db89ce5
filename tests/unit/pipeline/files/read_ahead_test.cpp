#include "pipeline/files/read_ahead.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace docket::files {
namespace {

using namespace std::chrono_literals;

struct ReadAhead : ::testing::Test {
    docket::testing::TemporaryFolder home;
    std::filesystem::path file = home.path() / "docket.db";
    static constexpr std::size_t size = 3'000'001;
    ReadAhead() { std::ofstream(file) << std::string(size, 'x'); }
};

TEST_F(ReadAhead, Reads_a_file_to_its_end) { EXPECT_EQ(read_ahead(file, 1min).value(), size); }
TEST_F(ReadAhead, Stops_when_its_time_is_over) { EXPECT_EQ(read_ahead(file, 0ms).value(), 0U); }
TEST_F(ReadAhead, Says_why_a_file_cannot_be_read) {
    EXPECT_EQ(read_ahead(home.path() / "none", 1min).error().code, "blob.unavailable");
}

} // namespace
} // namespace docket::files
