#include "pipeline/files/file_blobs.hpp"
#include "tests/support/full_disk.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <fstream>
#include <stop_token>
#include <thread>

namespace docket::files {
namespace {

namespace fs = std::filesystem;
using docket::testing::FullDisk;
using docket::testing::TemporaryFolder;

Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }

class Blobs : public ::testing::Test {
  protected:
    TemporaryFolder home;
    fs::path folder = home.path() / "blobs";
    std::unique_ptr<FileBlobs> blobs = FileBlobs::open(folder).value();

    fs::path place(const Digest& digest) const {
        return folder / digest.hex().substr(0, 2) / digest.hex().substr(2);
    }
    std::ptrdiff_t drafts() const {
        return std::distance(fs::directory_iterator(folder / "tmp"), fs::directory_iterator());
    }
};

TEST_F(Blobs, Are_named_by_their_digest_and_come_back_unchanged) {
    const auto digest = blobs->put(bytes("来信")).value();
    EXPECT_EQ(digest, sha256("来信"));
    EXPECT_EQ(blobs->get(digest).value(), bytes("来信"));
    EXPECT_EQ(blobs->path(digest).value(), place(digest));
    EXPECT_TRUE(blobs->has(digest).value());
    EXPECT_EQ(fs::status(place(digest)).permissions(), fs::perms::owner_read | fs::perms::group_read);
    EXPECT_EQ(drafts(), 0);
}
TEST_F(Blobs, May_be_empty_or_longer_than_any_buffer) {
    const auto empty = blobs->put({}).value();
    EXPECT_EQ(blobs->get(empty).value(), Bytes());
    Bytes large(3'000'001);
    for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<std::uint8_t>(i * 31 + i / 251);
    std::ofstream(home.path() / "large", std::ios::binary)
        .write(reinterpret_cast<const char*>(large.data()), static_cast<std::streamsize>(large.size()));
    const auto digest = blobs->put_file(home.path() / "large").value();
    EXPECT_EQ(digest, sha256(large));
    EXPECT_EQ(blobs->get(digest).value(), large);
    EXPECT_EQ(blobs->put(large).value(), digest);
}
TEST_F(Blobs, That_were_never_put_are_unknown_by_name) {
    const auto digest = sha256("nothing");
    EXPECT_FALSE(blobs->has(digest).value());
    EXPECT_EQ(blobs->get(digest).error().code, "blob.unknown");
    EXPECT_EQ(blobs->path(digest).error().kind, Kind::not_found);
}
TEST_F(Blobs, That_were_damaged_are_not_handed_out_and_are_healed_by_putting_them_again) {
    const auto digest = blobs->put(bytes("a letter")).value();
    fs::permissions(place(digest), fs::perms::owner_all);
    std::ofstream(place(digest)) << "another!";
    EXPECT_EQ(blobs->get(digest).error().code, "blob.damaged");
    EXPECT_EQ(blobs->put(bytes("a letter")).value(), digest);
    EXPECT_EQ(blobs->get(digest).value(), bytes("a letter"));
}
TEST_F(Blobs, Survive_the_program_that_put_them) {
    const auto digest = blobs->put(bytes("kept")).value();
    blobs.reset();
    EXPECT_EQ(FileBlobs::open(folder).value()->get(digest).value(), bytes("kept"));
}
TEST_F(Blobs, Of_a_full_disk_are_refused_and_leave_nothing_behind) {
    const Bytes large(200'000, 7);
    std::ofstream(home.path() / "large", std::ios::binary) << std::string(200'000, 'x');
    {
        const FullDisk full(100'000);
        const auto refused = blobs->put(large);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "blob.no_room");
        EXPECT_EQ(refused.error().kind, Kind::exhausted);
        EXPECT_EQ(blobs->put_file(home.path() / "large").error().code, "blob.no_room");
        EXPECT_EQ(drafts(), 0);
        EXPECT_FALSE(blobs->has(sha256(large)).value());
        EXPECT_TRUE(blobs->put(bytes("a small one still fits")));
    }
    EXPECT_TRUE(blobs->put(large)) << "once there is room";
}
TEST_F(Blobs, Put_by_several_threads_at_once_are_one_blob) {
    const Bytes same(100'000, 9);
    std::vector<std::jthread> writers;
    std::array<bool, 4> ok{};
    for (auto& good : ok)
        writers.emplace_back([&] {
            good = true;
            for (int i = 0; i < 10; ++i) {
                const auto digest = blobs->put(same);
                good = good && digest && blobs->get(*digest).value() == same;
            }
        });
    writers.clear();
    EXPECT_THAT(ok, ::testing::Each(true));
    EXPECT_EQ(drafts(), 0);
}
TEST_F(Blobs, Left_half_written_by_a_killed_program_are_cleared_away) {
    std::ofstream(folder / "tmp" / "draft-killed") << "half";
    blobs = FileBlobs::open(folder).value();
    EXPECT_EQ(drafts(), 0);
}
TEST_F(Blobs, Being_written_are_not_taken_for_leftovers_by_a_program_that_starts) {
    std::jthread starting([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) EXPECT_TRUE(FileBlobs::open(folder));
    });
    for (int i = 0; i < 100; ++i) {
        const auto digest = blobs->put(bytes("letter " + std::to_string(i)));
        ASSERT_TRUE(digest) << digest.error().detail;
        EXPECT_TRUE(blobs->has(*digest).value());
    }
}
TEST_F(Blobs, Of_a_file_that_is_not_there_are_a_named_failure) {
    EXPECT_EQ(blobs->put_file(home.path() / "missing").error().code, "blob.unavailable");
    EXPECT_EQ(FileBlobs::open(home.path() / "no" / "where").error().code, "blob.unavailable");
}

} // namespace
} // namespace docket::files
