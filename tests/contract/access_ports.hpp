// The ports of access over each adapter, for the suites that all of them pass. One thread, but where a test
// says otherwise.
#pragma once

#include "tests/contract/store_fixture.hpp"
#include "tests/support/memory_access.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace docket::testing {

struct AccessPorts {
    virtual ~AccessPorts() = default;
    virtual Work& work() = 0;
    virtual access::Accounts& accounts() = 0;
    virtual access::Sessions& sessions() = 0;
    virtual access::OnceBook& once() = 0;
    virtual access::TryBook& tries() = 0;
    virtual access::FactorBook& factors() = 0;
    virtual access::Bindings& bindings() = 0;
    virtual access::Departures& departures() = 0;
};

struct AccessInMemory final : AccessPorts {
    MemoryAccess all;
    Work& work() override { return all; }
    access::Accounts& accounts() override { return all; }
    access::Sessions& sessions() override { return all; }
    access::OnceBook& once() override { return all.once; }
    access::TryBook& tries() override { return all.tries; }
    access::FactorBook& factors() override { return all.factors; }
    access::Bindings& bindings() override { return all.bindings; }
    access::Departures& departures() override { return all.departures; }
};

// With the people clerk-1 and clerk-2.
struct AccessInSql final : AccessPorts {
    StorePlace place;
    std::unique_ptr<store::Store> store = place.open();
    explicit AccessInSql(Engine engine) : place(engine) {
        const auto made = store->work.transact([&](Transaction& tx) -> Result<void> {
            for (const auto* id : {"clerk-1", "clerk-2"})
                DOCKET_CHECK(store->directory.put(tx, review::Person{id, id, review::Role::clerk, "", {}}));
            return {};
        });
        EXPECT_TRUE(made);
    }
    Work& work() override { return store->work; }
    access::Accounts& accounts() override { return store->accounts; }
    access::Sessions& sessions() override { return store->sessions; }
    access::OnceBook& once() override { return store->once; }
    access::TryBook& tries() override { return store->tries; }
    access::FactorBook& factors() override { return store->factors; }
    access::Bindings& bindings() override { return store->bindings; }
    access::Departures& departures() override { return store->departures; }
};

// None is memory; the others a store.
using AccessEngine = std::optional<Engine>;
inline std::unique_ptr<AccessPorts> access_ports(AccessEngine engine) {
    if (engine) return std::make_unique<AccessInSql>(*engine);
    return std::make_unique<AccessInMemory>();
}
inline auto access_engines() {
    return ::testing::Values(AccessEngine(), AccessEngine(Engine::sqlite), AccessEngine(Engine::postgres));
}
inline std::string access_engine_name(const ::testing::TestParamInfo<AccessEngine>& tested) {
    return tested.param ? name(*tested.param) : "Memory";
}

} // namespace docket::testing
