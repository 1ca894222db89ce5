// What every adapter of access::TryBook and FactorBook promises, and the throttle over them.
#include "pipeline/access/throttle.hpp"
#include "tests/contract/access_ports.hpp"
#include "tests/support/manual_clock.hpp"

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

namespace docket::testing {
namespace {

using access::Counted;
using access::Factor;
using access::Manners;
using access::Throttle;
using access::Tries;
using namespace std::chrono_literals;

constexpr Instant then{Millis{1'780'000'000'000}};

class SignInContract : public ::testing::TestWithParam<AccessEngine> {
  protected:
    std::unique_ptr<AccessPorts> ports = access_ports(GetParam());
    ManualClock clock{then};

    template <class Act> std::string commit(const Act& act) {
        const auto done = ports->work().transact(act);
        return done ? "done" : done.error().code;
    }
    template <class Ask> auto asked(const Ask& ask) {
        std::decay_t<decltype(*ask(std::declval<Transaction&>()))> answer{};
        EXPECT_EQ(commit([&](Transaction& tx) -> Result<void> {
                      DOCKET_TRY(answer, ask(tx));
                      return {};
                  }),
                  "done");
        return answer;
    }
    void tried(const std::string& who, Instant last) {
        commit([&](Transaction& tx) { return ports->tries().keep(tx, who, {1, last, {}}); });
    }
    int n(const std::string& who) { return ports->tries().look(who).value().n; }
};
INSTANTIATE_TEST_SUITE_P(SignIn, SignInContract, access_engines(), access_engine_name);

TEST_P(SignInContract, Tries_are_kept_and_forgiven) {
    EXPECT_EQ(n("user:a"), 0);
    commit([&](Transaction& tx) { return ports->tries().keep(tx, "user:a", {2, then, then + 5s}); });
    const auto found = asked([&](Transaction& tx) { return ports->tries().find(tx, "user:a"); });
    EXPECT_EQ(found.n, 2);
    EXPECT_EQ(found.last, then);
    EXPECT_EQ(found.until, then + 5s);
    commit([&](Transaction& tx) { return ports->tries().forgive(tx, "user:a"); });
    EXPECT_EQ(n("user:a"), 0);
}

TEST_P(SignInContract, Old_tries_are_swept_and_there_are_never_more_than_so_many) {
    tried("old", then);
    for (int i = 1; i <= 5; ++i) tried("new-" + std::to_string(i), then + i * 1s);
    commit([&](Transaction& tx) { return ports->tries().sweep(tx, then + 1s, 100); });
    EXPECT_EQ(n("old"), 0);
    EXPECT_EQ(n("new-1"), 1);
    commit([&](Transaction& tx) { return ports->tries().sweep(tx, then, 3); });
    EXPECT_EQ(n("new-2"), 0);
    EXPECT_EQ(n("new-3"), 1);
}

TEST_P(SignInContract, Many_tries_at_once_on_several_hosts_are_no_more_than_are_free) {
    std::atomic<int> let_in = 0;
    {
        std::vector<std::jthread> hosts;
        for (int host = 0; host < 4; ++host)
            hosts.emplace_back([&] {
                Throttle throttle(clock, ports->work(), ports->tries());
                const std::array all{Counted{"user:a", Manners{}},
                                     Counted{"peer:b", Manners{20, 1s, 60s, 15min}}};
                for (int i = 0; i < 6; ++i) let_in += throttle.start(all).value() == 0ms ? 1 : 0;
            });
    }
    EXPECT_EQ(let_in, 3);
    EXPECT_EQ(n("peer:b"), 3) << "what had to wait counts nowhere";
}

TEST_P(SignInContract, A_wait_doubles_to_its_longest_and_all_is_forgotten_in_time) {
    Throttle throttle(clock, ports->work(), ports->tries());
    const std::array all{Counted{"user:a", Manners{1, 1s, 8s, 15min}}};
    Millis longest{};
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(throttle.start(all).value(), 0ms);
        const auto wait = throttle.wait(all).value();
        longest = std::max(longest, wait);
        clock.advance(wait);
    }
    EXPECT_EQ(longest, 8s);
    clock.advance(16min);
    EXPECT_EQ(throttle.start(all).value(), 0ms);
    EXPECT_EQ(throttle.wait(all).value(), 1s);
}

TEST_P(SignInContract, What_is_typed_and_nobodys_name_is_kept_as_sixteen_bits_of_a_digest) {
    const auto mark = access::mark_of_user("geheim-geheim", false);
    EXPECT_EQ(mark.size(), std::string("nobody:").size() + 4);
    EXPECT_EQ(mark.find("geheim"), std::string::npos);
    EXPECT_EQ(access::mark_of_user("clerk-1", true).size(), std::string("user:").size() + 64);
}

TEST_P(SignInContract, A_step_of_the_second_factor_is_used_once_and_no_earlier_one_after_it) {
    const auto use = [&](std::int64_t step) {
        return asked([&](Transaction& tx) { return ports->factors().use_step(tx, "clerk-1", step); });
    };
    EXPECT_FALSE(use(7)) << "there is none";
    commit([&](Transaction& tx) {
        return ports->factors().save(tx, Factor{"clerk-1", "GEZDGNBV", true, 5, then});
    });
    EXPECT_FALSE(use(5));
    EXPECT_TRUE(use(7));
    EXPECT_FALSE(use(7));
    EXPECT_FALSE(use(6));
    EXPECT_TRUE(use(8));
    const auto found = ports->factors().of("clerk-1").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->secret, "GEZDGNBV");
    EXPECT_TRUE(found->confirmed);
    EXPECT_EQ(found->used_step, 8);
    EXPECT_EQ(found->since, then);
}

TEST_P(SignInContract, A_recovery_code_is_used_once_and_goes_with_the_factor) {
    const auto use = [&](const std::string& digest) {
        return asked([&](Transaction& tx) { return ports->factors().use_recovery(tx, "clerk-1", digest); });
    };
    commit([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports->factors().save(tx, Factor{"clerk-1", "A", true, 0, then}));
        DOCKET_CHECK(ports->factors().keep_recovery(tx, "clerk-1", {"old"}));
        return ports->factors().keep_recovery(tx, "clerk-1", {"a", "b"});
    });
    EXPECT_FALSE(use("old"));
    EXPECT_TRUE(use("a"));
    EXPECT_FALSE(use("a"));
    EXPECT_EQ(ports->factors().recovery_left("clerk-1").value(), 1);
    EXPECT_EQ(ports->factors().recovery_left("clerk-2").value(), 0);
    commit([&](Transaction& tx) { return ports->factors().remove(tx, "clerk-1"); });
    EXPECT_FALSE(ports->factors().of("clerk-1").value());
    EXPECT_FALSE(use("b"));
}

} // namespace
} // namespace docket::testing
