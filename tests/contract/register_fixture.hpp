// What the contracts of the register's ports run on: every adapter of cases and arrivals, and sample rows.
#pragma once

#include "tests/contract/store_fixture.hpp"
#include "tests/support/memory_register.hpp"

namespace docket::testing {

// Cases and arrivals under test, with the transactions they take part in.
struct RegisterUnderTest {
    virtual ~RegisterUnderTest() = default;
    virtual Work& work() = 0;
    virtual review::CaseStore& cases() = 0;
    virtual flow::Arrivals& arrivals() = 0;
    virtual void reopen() = 0; // what lasts is closed and opened again
};

class MemoryRegisterUnderTest final : public RegisterUnderTest {
  public:
    Work& work() override { return register_; }
    review::CaseStore& cases() override { return register_.cases; }
    flow::Arrivals& arrivals() override { return register_.arrivals; }
    void reopen() override {}

  private:
    MemoryRegister register_;
};

class SqlRegisterUnderTest final : public RegisterUnderTest {
  public:
    explicit SqlRegisterUnderTest(Engine engine) : place_(engine) {}
    Work& work() override { return store_->work; }
    review::CaseStore& cases() override { return store_->cases; }
    flow::Arrivals& arrivals() override { return store_->arrivals; }
    void reopen() override {
        store_.reset();
        store_ = place_.open();
    }

  private:
    StorePlace place_;
    std::unique_ptr<store::Store> store_ = place_.open();
};

struct RegisterAdapter {
    std::string name;
    std::function<std::unique_ptr<RegisterUnderTest>()> make;
};
inline void PrintTo(const RegisterAdapter& adapter, std::ostream* out) { *out << adapter.name; }
inline auto register_adapters() {
    return ::testing::Values(
        RegisterAdapter{"Memory", [] { return std::make_unique<MemoryRegisterUnderTest>(); }},
        RegisterAdapter{"Sqlite", [] { return std::make_unique<SqlRegisterUnderTest>(Engine::sqlite); }},
        RegisterAdapter{"Postgres", [] { return std::make_unique<SqlRegisterUnderTest>(Engine::postgres); }});
}
inline std::string name_of(const ::testing::TestParamInfo<RegisterAdapter>& tested) {
    return tested.param.name;
}

class RegisterContract : public ::testing::TestWithParam<RegisterAdapter> {
  protected:
    static constexpr Instant t0{Millis{1'780'000'000'000}};
    static constexpr Date today{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{10}};

    review::CaseStore& cases() { return under_test_->cases(); }
    flow::Arrivals& arrivals() { return under_test_->arrivals(); }
    Work& work() { return under_test_->work(); }
    void reopen() { under_test_->reopen(); }

    // Runs the act in a transaction; a failure fails the test.
    template <class Act> void commit(const Act& act) {
        const auto done = under_test_->work().transact(act);
        EXPECT_TRUE(done) << (done ? "" : done.error().code + ": " + done.error().detail);
    }
    // The code of the failure that the act ended in.
    template <class Act> std::string refused(const Act& act) {
        const auto done = under_test_->work().transact(act);
        return done ? "it was done" : done.error().code;
    }

  private:
    std::unique_ptr<RegisterUnderTest> under_test_ = GetParam().make();
};

inline flow::Arrival sample_arrival(const std::string& uid, Date received, Instant at, int pages = 0,
                                    flow::ArrivalState state = flow::ArrivalState::in_progress) {
    flow::Arrival a;
    a.uid = uid;
    a.channel = "letter";
    a.received = received;
    a.pages_opened = pages;
    a.state = state;
    a.at = at;
    return a;
}

} // namespace docket::testing
