// What every adapter of access::Bindings and Departures promises.
#include "tests/contract/access_ports.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using access::Binding;
using access::Departure;
using access::Identity;
using namespace std::chrono_literals;

constexpr Instant noon{Millis{1'780'000'000'000}};
const std::string here = "https://sso.example/", there = "https://sso.other.example/";

class ProviderContract : public ::testing::TestWithParam<AccessEngine> {
  protected:
    std::unique_ptr<AccessPorts> ports = access_ports(GetParam());

    template <class Act> std::string commit(const Act& act) {
        const auto done = ports->work().transact(act);
        return done ? "done" : done.error().code;
    }
    std::string bind(const std::string& person, const Identity& identity) {
        return commit([&](Transaction& tx) {
            return ports->bindings().save(tx, Binding{identity, person, noon});
        });
    }
    std::string whose(const Identity& identity) {
        const auto found = ports->bindings().of_identity(identity).value();
        return found ? found->person : "nobody";
    }
    void leave(const std::string& state, Instant at) {
        commit([&](Transaction& tx) {
            return ports->departures().leave(
                tx, Departure{state, {"nonce", "verifier", "https://d/back"}, "/mail", at});
        });
    }
    std::optional<Departure> take(const std::string& state) {
        std::optional<Departure> out;
        commit([&](Transaction& tx) -> Result<void> {
            DOCKET_TRY(out, ports->departures().take(tx, state));
            return {};
        });
        return out;
    }
};
INSTANTIATE_TEST_SUITE_P(Provider, ProviderContract, access_engines(), access_engine_name);

TEST_P(ProviderContract, An_identity_is_one_persons_and_a_person_has_one) {
    EXPECT_EQ(bind("clerk-1", {here, "a"}), "done");
    EXPECT_EQ(whose({here, "a"}), "clerk-1");
    EXPECT_EQ(bind("clerk-2", {here, "a"}), "access.identity_taken");
    EXPECT_EQ(bind("clerk-2", {there, "a"}), "done") << "a subject means nothing without its issuer";
    EXPECT_EQ(bind("clerk-1", {here, "b"}), "done");
    EXPECT_EQ(whose({here, "a"}), "nobody");
    const auto found = ports->bindings().of_person("clerk-1").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->identity, (Identity{here, "b"}));
    EXPECT_EQ(found->since, noon);
}

TEST_P(ProviderContract, A_binding_that_is_removed_is_gone_and_can_be_another_persons) {
    bind("clerk-1", {here, "a"});
    commit([&](Transaction& tx) { return ports->bindings().remove(tx, "clerk-1"); });
    EXPECT_EQ(whose({here, "a"}), "nobody");
    EXPECT_FALSE(ports->bindings().of_person("clerk-1").value());
    EXPECT_EQ(bind("clerk-2", {here, "a"}), "done");
}

TEST_P(ProviderContract, A_departure_is_taken_once_as_it_was_left) {
    leave("state-1", noon);
    EXPECT_FALSE(take("state-2"));
    const auto taken = take("state-1");
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->state, "state-1");
    EXPECT_EQ(taken->errand.nonce, "nonce");
    EXPECT_EQ(taken->errand.verifier, "verifier");
    EXPECT_EQ(taken->errand.back, "https://d/back");
    EXPECT_EQ(taken->wanted, "/mail");
    EXPECT_EQ(taken->at, noon);
    EXPECT_FALSE(take("state-1"));
}

TEST_P(ProviderContract, Departures_before_an_instant_are_forgotten) {
    leave("old", noon);
    leave("new", noon + 1s);
    commit([&](Transaction& tx) { return ports->departures().forget_before(tx, noon + 1s); });
    EXPECT_FALSE(take("old"));
    EXPECT_TRUE(take("new"));
}

} // namespace
} // namespace docket::testing
