// A store of its own for a test, on a file that can be opened a second time.
#pragma once

#include "pipeline/store/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace docket::testing {

class StoreTest : public ::testing::Test {
  protected:
    static constexpr Instant t0{Millis{1'780'000'000'000}};
    static constexpr Date today{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{10}};

    std::filesystem::path file() const { return folder_.path() / "docket.db"; }
    store::Store& store() { return *store_; }
    void reopen() {
        store_.reset();
        store_ = open_again();
    }
    std::unique_ptr<store::Store> open_again() const { return store::open_store({.file = file()}).value(); }

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
    TemporaryFolder folder_;
    std::unique_ptr<store::Store> store_ = open_again();
};

} // namespace docket::testing
