// Starts programs from one thread that lives as long as the process. The kernel ties "die with your parent"
// (PR_SET_PDEATHSIG) to the thread that forked, so a worker thread that comes and goes must not fork. Private
// to the sandbox; start() may be called from any thread.
#pragma once

#include "pipeline/sandbox/command.hpp"

#include <sys/types.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>

namespace docket::sandbox {

// The child's ends of its streams; they stay the caller's to close.
struct Streams {
    int in = -1, out = -1, err = -1;
};

class Spawner {
  public:
    static Spawner& of_process();
    // The process id of the started program, leader of its own process group.
    // Failure: unavailable "child.not_started".
    Result<pid_t> start(const Command& command, const Limits& limits, Streams streams);

  private:
    Spawner();
    void serve(const std::stop_token& stop);

    std::mutex mutex_;
    std::condition_variable_any awake_;
    std::queue<std::function<void()>> waiting_; // guarded by mutex_
    std::jthread thread_;                       // last: it uses the others
};

} // namespace docket::sandbox
