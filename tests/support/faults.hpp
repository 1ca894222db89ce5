// Faults at a chosen point: every transaction has three points (before it begins, when its act has run but is
// not committed, after it was committed) and every call of the blobs two (before, after). Points are counted
// over both. Any thread; meant for one.
#pragma once

#include "pipeline/base/transaction.hpp"
#include "pipeline/flow/ports.hpp"

#include <functional>

namespace docket::testing {

// The program ends here. Not a std::exception: nothing but the test may catch it.
struct Crash {};

class Faults {
  public:
    enum class How { failure, crash, meanwhile };
    // The n-th point from now on, from 1; 0: none.
    void at(int n, How how) { left_ = n, how_ = how, hit_ = false; }
    // Nothing breaks at the n-th point, but somebody else does this then.
    void meanwhile(int n, std::function<void()> done) {
        at(n, How::meanwhile);
        meanwhile_ = std::move(done);
    }
    void none() { left_ = 0; }
    bool hit() const { return hit_; }
    // Throws Crash, or says that this point fails.
    bool reached() {
        if (left_ == 0 || --left_ > 0) return false;
        hit_ = true;
        if (how_ == How::crash) throw Crash{};
        if (how_ == How::failure) return true;
        meanwhile_();
        return false;
    }

  private:
    int left_ = 0;
    How how_ = How::failure;
    bool hit_ = false;
    std::function<void()> meanwhile_;
};

class FaultyWork final : public Work {
  public:
    FaultyWork(Work& real, Faults& faults) : real_(real), faults_(faults) {}
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override {
        const auto broken = fail(Kind::unavailable, "store.unavailable", "the store is gone for a moment");
        if (faults_.reached()) return broken;
        DOCKET_CHECK(real_.transact([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(act(tx));
            return faults_.reached() ? Result<void>(broken) : Result<void>();
        }));
        return faults_.reached() ? Result<void>(broken) : Result<void>();
    }

  private:
    Work& real_;
    Faults& faults_;
};

class FaultyBlobs final : public flow::Blobs {
  public:
    FaultyBlobs(flow::Blobs& real, Faults& faults) : real_(real), faults_(faults) {}
    Result<Digest> put(std::span<const std::uint8_t> bytes) override {
        return around<Digest>([&] { return real_.put(bytes); });
    }
    Result<Digest> put_file(const std::filesystem::path& file) override {
        return around<Digest>([&] { return real_.put_file(file); });
    }
    Result<Bytes> get(const Digest& digest) override {
        return around<Bytes>([&] { return real_.get(digest); });
    }
    Result<std::filesystem::path> path(const Digest& digest) override {
        return around<std::filesystem::path>([&] { return real_.path(digest); });
    }
    Result<bool> has(const Digest& digest) override {
        return around<bool>([&] { return real_.has(digest); });
    }

  private:
    template <class T, class Call> Result<T> around(const Call& call) {
        const auto broken = fail(Kind::unavailable, "blob.unavailable", "the folder is gone for a moment");
        if (faults_.reached()) return broken;
        auto result = call();
        if (faults_.reached()) return broken;
        return result;
    }
    flow::Blobs& real_;
    Faults& faults_;
};

} // namespace docket::testing
