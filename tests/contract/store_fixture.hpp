// A store of its own for a test, on each engine; it can be opened a second time.
#pragma once

#include "tests/support/engines.hpp"

#include <gtest/gtest.h>

namespace docket::testing {

class StoreTest : public ::testing::TestWithParam<Engine> {
  protected:
    static constexpr Instant t0{Millis{1'780'000'000'000}};
    static constexpr Date today{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{10}};

    store::Store& store() { return *store_; }
    void reopen() {
        store_.reset();
        store_ = open_again();
    }
    std::unique_ptr<store::Store> open_again() const { return place_.open(); }

    // Runs the act in a transaction; a failure fails the test.
    template <class Act> void commit(const Act& act) {
        const auto done = store().work.transact(act);
        EXPECT_TRUE(done) << (done ? "" : done.error().code + ": " + done.error().detail);
    }
    // The code of the failure that the act ended in.
    template <class Act> std::string refused(const Act& act) {
        const auto done = store().work.transact(act);
        return done ? "it was done" : done.error().code;
    }

  private:
    StorePlace place_{GetParam()};
    std::unique_ptr<store::Store> store_ = open_again();
};

} // namespace docket::testing
