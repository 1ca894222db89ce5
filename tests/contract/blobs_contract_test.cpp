// What flow::Blobs promises, of every place bytes can lie in: memory, a folder, a store with the S3
// interface.
#include "pipeline/files/file_blobs.hpp"
#include "pipeline/s3/s3_blobs.hpp"
#include "tests/support/full_disk.hpp"
#include "tests/support/memory_blobs.hpp"
#include "tests/support/s3_server.hpp"
#include "tests/support/seeded_random.hpp"

#include <gmock/gmock.h>

#include <array>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }
std::string text_in(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Where the bytes lie, whoever opens it.
class Ground {
  public:
    virtual ~Ground() = default;
    virtual std::shared_ptr<flow::Blobs> open() = 0; // as another host would
    virtual void replace(const Digest& digest, std::string_view by) = 0;
    virtual void while_full(std::size_t longest, const std::function<void()>& act) {
        const FullDisk full(longest);
        act();
    }
};

class MemoryGround final : public Ground {
  public:
    std::shared_ptr<flow::Blobs> open() override { return blobs_; }
    void replace(const Digest& digest, std::string_view by) override {
        blobs_->replace(digest, bytes_of(by));
    }
    void while_full(std::size_t longest, const std::function<void()>& act) override {
        blobs_->limit(longest);
        act();
        blobs_->limit(std::numeric_limits<std::size_t>::max());
    }

  private:
    std::shared_ptr<MemoryBlobs> blobs_ = std::make_shared<MemoryBlobs>();
};

class FolderGround final : public Ground {
  public:
    std::shared_ptr<flow::Blobs> open() override { return files::FileBlobs::open(folder_.path()).value(); }
    void replace(const Digest& digest, std::string_view by) override {
        const auto file = files::place_of(folder_.path(), digest);
        fs::permissions(file, fs::perms::owner_all);
        std::ofstream(file) << by;
    }

  private:
    TemporaryFolder folder_;
};

class S3Ground final : public Ground {
  public:
    std::shared_ptr<flow::Blobs> open() override {
        const auto cache = folder_.path() / ("cache" + std::to_string(++hosts_));
        return s3::S3Blobs::open(s3::parse_address(server_.address(place_)).value(), cache,
                                 {clock_, random_, [](Millis) {}})
            .value();
    }
    void replace(const Digest& digest, std::string_view by) override {
        server_.put(files::place_of(place_, digest).string(), by);
    }

  private:
    S3Server& server_ = S3Server::shared();
    const std::string place_ = server_.new_bucket() + "/office";
    TemporaryFolder folder_;
    SystemClock clock_;
    SeededRandom random_{1};
    int hosts_ = 0;
};

enum class Place { memory, folder, s3 };
const char* name_of(Place place) {
    return std::array{"Memory", "Folder", "S3"}.at(static_cast<std::size_t>(place));
}
void PrintTo(Place place, std::ostream* out) { *out << name_of(place); }
std::string name(const ::testing::TestParamInfo<Place>& tested) { return name_of(tested.param); }
std::unique_ptr<Ground> ground_of(Place place) {
    if (place == Place::memory) return std::make_unique<MemoryGround>();
    if (place == Place::folder) return std::make_unique<FolderGround>();
    return std::make_unique<S3Ground>();
}

class Blobs : public ::testing::TestWithParam<Place> {
  protected:
    std::unique_ptr<Ground> ground = ground_of(GetParam());
    std::shared_ptr<flow::Blobs> blobs = ground->open();
    TemporaryFolder home;

    fs::path file_of(std::string_view text) const {
        const auto file = home.path() / "file";
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }
};
INSTANTIATE_TEST_SUITE_P(Of, Blobs, ::testing::Values(Place::memory, Place::folder, Place::s3), name);

TEST_P(Blobs, Are_named_by_their_digest_and_come_back_unchanged) {
    const auto digest = blobs->put(bytes_of("来信")).value();
    EXPECT_EQ(digest, sha256("来信"));
    EXPECT_TRUE(blobs->has(digest).value());
    EXPECT_EQ(blobs->get(digest).value(), bytes_of("来信"));
    EXPECT_EQ(text_in(blobs->path(digest).value()), "来信");
}
TEST_P(Blobs, May_be_empty_or_longer_than_any_buffer) {
    const auto empty = blobs->put({}).value();
    EXPECT_EQ(blobs->get(empty).value(), Bytes());
    std::string large(3'000'001, ' ');
    for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>(i * 31 + i / 251);
    const auto digest = blobs->put_file(file_of(large)).value();
    EXPECT_EQ(digest, sha256(large));
    const auto other = ground->open();
    EXPECT_EQ(other->get(empty).value(), Bytes());
    EXPECT_EQ(text_in(other->path(digest).value()), large);
    EXPECT_EQ(blobs->put(bytes_of(large)).value(), digest);
}
TEST_P(Blobs, That_were_never_put_are_unknown_by_name) {
    const auto digest = sha256("nothing");
    EXPECT_FALSE(blobs->has(digest).value());
    EXPECT_EQ(blobs->get(digest).error().code, "blob.unknown");
    EXPECT_EQ(blobs->path(digest).error().code, "blob.unknown");
    EXPECT_EQ(blobs->path(digest).error().kind, Kind::not_found);
}
TEST_P(Blobs, Are_there_for_every_host_once_one_has_put_them) {
    const auto digest = blobs->put(bytes_of("kept")).value();
    blobs.reset();
    const auto other = ground->open();
    EXPECT_TRUE(other->has(digest).value());
    EXPECT_EQ(other->get(digest).value(), bytes_of("kept"));
}
TEST_P(Blobs, That_were_altered_are_not_handed_out) {
    const auto digest = blobs->put(bytes_of("a letter")).value();
    ground->replace(digest, "b letter");
    const auto damaged = ground->open()->get(digest);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, "blob.damaged");
    EXPECT_EQ(damaged.error().kind, Kind::corrupt);
}
TEST_P(Blobs, That_were_cut_short_are_healed_by_putting_them_again) {
    const auto digest = blobs->put(bytes_of("a letter")).value();
    ground->replace(digest, "a let");
    const auto other = ground->open();
    EXPECT_EQ(other->get(digest).error().code, "blob.damaged");
    EXPECT_EQ(other->put(bytes_of("a letter")).value(), digest);
    EXPECT_EQ(ground->open()->get(digest).value(), bytes_of("a letter"));
}
TEST_P(Blobs, Put_by_several_hosts_and_threads_at_once_are_one) {
    const Bytes same(100'000, 9);
    const auto other = ground->open();
    std::array<bool, 4> ok{};
    std::vector<std::jthread> writers;
    for (std::size_t i = 0; i < ok.size(); ++i)
        writers.emplace_back([&, i] {
            auto& mine = i % 2 == 0 ? *blobs : *other;
            ok.at(i) = true;
            for (int n = 0; n < 5; ++n) {
                const auto digest = mine.put(same);
                ok.at(i) = ok.at(i) && digest && mine.get(*digest).value() == same;
            }
        });
    writers.clear();
    EXPECT_THAT(ok, ::testing::Each(true));
    EXPECT_EQ(ground->open()->get(sha256(same)).value(), same);
}
TEST_P(Blobs, That_find_no_room_are_refused_and_nothing_is_kept_of_them) {
    const Bytes large(200'000, 7);
    const auto file = file_of(std::string(200'000, 'x'));
    ground->while_full(100'000, [&] {
        const auto refused = blobs->put(large);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "blob.no_room");
        EXPECT_EQ(refused.error().kind, Kind::exhausted);
        EXPECT_EQ(blobs->put_file(file).error().code, "blob.no_room");
        EXPECT_FALSE(blobs->has(sha256(large)).value());
        EXPECT_TRUE(blobs->put(bytes_of("a small one still fits")));
    });
    EXPECT_TRUE(blobs->put(large)) << "once there is room";
}
TEST_P(Blobs, Of_a_file_that_is_not_there_are_a_named_failure) {
    EXPECT_EQ(blobs->put_file(home.path() / "missing").error().code, "blob.unavailable");
}

} // namespace
} // namespace docket::testing
