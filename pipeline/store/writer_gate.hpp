// The one door of a process to writing, first come, first served: SQLite would make its connections sleep and
// starve, a queue of our own does not; and of several threads that waited for PostgreSQL each would hold a
// session that the one whose turn it is may need. Any thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

namespace docket::store {

class WriterGate {
  public:
    // Held while writing; whoever holds it must not ask again (Tx sees to it).
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
    struct Waiter {
        std::condition_variable called;
        bool has_turn = false;
    };
    void enter();
    void leave();

    std::mutex mutex_;
    bool taken_ = false;
    std::deque<Waiter*> waiting_; // each lives on the stack of its thread
};

} // namespace docket::store
