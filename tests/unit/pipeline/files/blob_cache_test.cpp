#include "pipeline/files/blob_cache.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <array>
#include <thread>

namespace docket::files {
namespace {

using namespace std::chrono_literals;

class Cache : public ::testing::Test {
  protected:
    docket::testing::TemporaryFolder home{docket::testing::TemporaryFolder::in_memory()};
    docket::testing::ManualClock clock{from_ms(1'780'000'000'000)};
    // Room for ten; somebody looks after each.
    std::unique_ptr<BlobCache> cache = open();

    std::unique_ptr<BlobCache> open() const {
        return BlobCache::open(home.path() / "cache", {.most = 10'000, .shown = 1h}, clock).value();
    }
    static Bytes thousand(int n) { return Bytes(1000, static_cast<std::uint8_t>(n)); }
    static Digest name(int n) { return sha256(thousand(n)); }
    void keep(int n) const {
        auto draft = Draft::of(cache->drafts(), thousand(n)).value();
        ASSERT_TRUE(cache->keep(draft));
    }
    bool has(int n) const { return std::filesystem::exists(place_of(home.path() / "cache", name(n))); }
    int held() const {
        int n = 0;
        for (int i = 0; i < 100; ++i) n += has(i) ? 1 : 0;
        return n;
    }
};

TEST_F(Cache, Gives_what_it_took_up_and_knows_nothing_else) {
    keep(1);
    EXPECT_EQ(sha256(read_all(cache->find(name(1)).value().value()).value()), name(1));
    EXPECT_FALSE(cache->find(name(2)).value());
    ASSERT_TRUE(cache->drop(name(1)));
    ASSERT_TRUE(cache->drop(name(1)));
    EXPECT_FALSE(cache->find(name(1)).value());
}
TEST_F(Cache, Lets_go_of_what_was_not_asked_for_longest) {
    for (int n = 0; n < 10; ++n) {
        keep(n);
        clock.advance(1min);
    }
    clock.advance(2h);
    EXPECT_TRUE(cache->find(name(0)).value()); // asked for again
    keep(10);
    EXPECT_TRUE(has(0));
    EXPECT_FALSE(has(1));
    EXPECT_TRUE(has(10));
    EXPECT_LE(held(), 9);
}
TEST_F(Cache, Keeps_for_an_hour_what_somebody_was_shown_though_it_be_more_than_the_bound) {
    for (int n = 0; n < 19; ++n) keep(n);
    clock.advance(30min);
    keep(19);
    EXPECT_EQ(held(), 20);
    clock.advance(1h + 1ms);
    keep(20);
    EXPECT_LE(held(), 10);
    EXPECT_TRUE(has(20));
}
TEST_F(Cache, Stays_within_twice_the_bound_where_everything_is_asked_for_in_turn) {
    for (int n = 0; n < 60; ++n) {
        keep(n);
        clock.advance(10s); // six a minute, each of them just shown
        EXPECT_LE(held(), 21);
    }
    EXPECT_TRUE(has(59));
}
TEST_F(Cache, Is_bounded_also_where_two_programs_fill_it) {
    const auto other = open();
    std::array<std::jthread, 2> both;
    for (std::size_t k = 0; k < 2; ++k)
        both.at(k) = std::jthread([&, k] {
            auto& mine = k == 0 ? *cache : *other;
            for (int n = 0; n < 50; ++n) {
                auto draft = Draft::of(mine.drafts(), thousand(n)).value();
                EXPECT_TRUE(mine.keep(draft));
                clock.advance(2h);
                const auto found = mine.find(name(n));
                EXPECT_TRUE(found);
            }
        });
    for (auto& one : both) one.join();
    clock.advance(2h);
    keep(50);
    EXPECT_LE(held(), 10);
}
TEST_F(Cache, May_be_deleted_while_it_is_used) {
    keep(1);
    std::filesystem::remove_all(place_of(home.path() / "cache", name(1)).parent_path());
    EXPECT_FALSE(cache->find(name(1)).value());
    keep(1);
    EXPECT_TRUE(cache->find(name(1)).value());
}

} // namespace
} // namespace docket::files
