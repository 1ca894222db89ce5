#include "pipeline/store/writer_gate.hpp"

namespace docket::store {

void WriterGate::enter() {
    std::unique_lock lock(mutex_);
    if (!taken_) {
        taken_ = true;
        return;
    }
    Waiter self;
    waiting_.push_back(&self);
    self.called.wait(lock, [&] { return self.has_turn; });
}

// The turn is handed to one, who is woken alone: of a crowd that is woken all but one would go back to sleep.
void WriterGate::leave() {
    const std::scoped_lock lock(mutex_);
    if (waiting_.empty()) {
        taken_ = false;
        return;
    }
    auto& next = *waiting_.front();
    waiting_.pop_front();
    next.has_turn = true;
    next.called.notify_one(); // under the lock: it is gone as soon as it has seen its turn
}

} // namespace docket::store
