#include "ocr/prepare/steps.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace docket::ocr {
namespace {

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}
PageImage grey() { return {2, 1, 1, 300, {0, 255}}; }

TEST(Steps, Are_named_in_order_and_ask_for_no_picture_that_nobody_looks_at) {
    Steps steps;
    EXPECT_TRUE(steps.done("decode"));
    EXPECT_TRUE(steps.done("orient", "180", 0.9, []() -> PageImage { throw std::logic_error("asked for"); }));
    ASSERT_EQ(steps.taken().size(), 2U);
    EXPECT_EQ(steps.taken()[1].name, "orient");
    EXPECT_GE(steps.taken()[1].ms, 0);
}
TEST(Steps, Are_explained_by_a_picture_each_and_an_index) {
    const testing::TemporaryFolder folder;
    const auto into = folder.path() / "new" / "page-1";
    Steps steps(into);
    ASSERT_TRUE(steps.done("decode"));
    ASSERT_TRUE(steps.done("orient", "turned by 180", 0.9, grey));
    EXPECT_TRUE(std::filesystem::is_regular_file(into / "02-orient.png"));
    EXPECT_FALSE(std::filesystem::exists(into / "01-decode.png"));
    EXPECT_NE(content(into / "index.txt").find("02\torient\tturned by 180\t0.90\t"), std::string::npos);
    Steps again(into);
    ASSERT_TRUE(again.done("decode"));
    EXPECT_EQ(content(into / "index.txt").find("orient"), std::string::npos) << "the index is written anew";
}
TEST(Steps, Say_so_when_the_pictures_cannot_be_written) {
    const testing::TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "in the way";
    Steps steps(folder.path() / "file" / "below");
    EXPECT_EQ(steps.done("decode").error().code, "ocr.explain_unwritable");
}

} // namespace
} // namespace docket::ocr
