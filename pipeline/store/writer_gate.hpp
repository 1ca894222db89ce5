// The one door of a process to writing, first come, first served: an engine with a single writer would make
// its connections sleep and starve, a queue of our own does not. Any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

namespace docket::store {

class WriterGate {
  public:
    // Held while writing; whoever holds it must not ask again (std::logic_error).
    class Pass {
      public:
        Pass() = default; // of an engine that needs none
        explicit Pass(WriterGate& gate) : gate_(&gate) { gate.enter(); }
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        ~Pass() {
            if (gate_ != nullptr) gate_->leave();
        }

      private:
        WriterGate* gate_ = nullptr;
    };

  private:
    void enter();
    void leave();

    std::mutex mutex_;
    std::condition_variable moved_;
    std::uint64_t next_ = 0, serving_ = 0;
    std::thread::id inside_;
};

} // namespace docket::store
