#include "pipeline/store/writer_gate.hpp"

#include "pipeline/base/assert.hpp"

namespace docket::store {

void WriterGate::enter() {
    std::unique_lock lock(mutex_);
    DOCKET_ASSERT(inside_ != std::this_thread::get_id(),
                  "a writing transaction was opened inside another one");
    const auto ticket = next_++;
    moved_.wait(lock, [&] { return serving_ == ticket; });
    inside_ = std::this_thread::get_id();
}

void WriterGate::leave() {
    const std::scoped_lock lock(mutex_);
    inside_ = {};
    ++serving_;
    moved_.notify_all();
}

} // namespace docket::store
