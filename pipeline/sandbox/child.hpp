// One child process under limits: its streams, its memory, its end. Owned by one thread at a time; may be
// moved between threads. When the object goes, the child and its process group are killed and reaped.
//
// The child has a process group, no core file, no new privileges, bounded files and descriptors, no network
// where the kernel allows that, and dies with this process. Of what it prints on stderr the last 4 KB are
// kept.
#pragma once

#include "pipeline/sandbox/command.hpp"
#include "pipeline/sandbox/descriptor.hpp"

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace docket::sandbox {

enum class Heard {
    enough, // what was waited for has come
    closed, // the child closed its output or ended
};

class Child {
  public:
    // Failure: unavailable "child.not_started".
    static Result<Child> start(const Command& command, const Limits& limits);
    Child(Child&& other) noexcept;
    Child& operator=(Child&&) = delete;
    ~Child();

    pid_t id() const { return id_; }
    std::int64_t peak_bytes() const { return peak_; } // the most memory seen so far

    // Sends `message` and appends what the child prints to `answer` until `enough(answer)` or the end.
    // Failures: unavailable "child.timeout" and "child.memory"; the child is then dead.
    Result<Heard> exchange(std::string_view message, std::string& answer,
                           const std::function<bool(std::string_view)>& enough);
    // Waits for the end of a child that closed its output, for what is left of the last exchange's time.
    // The status is waitpid()'s. Failures as above.
    Result<int> wait();
    bool ended();                       // it is dead, whether reaped or not
    void hang_up() { in_.reset(); }     // its stdin ends
    void kill();                        // the whole group, and reaps
    std::string last_complaint() const; // the last line of its stderr, printable ASCII, at most 200 bytes

    // What the end of a child looked like: unavailable "child.died", with its signal or exit status and the
    // last line it printed on stderr. Kills it if it still runs.
    Failure death();

  private:
    using Moment = std::chrono::steady_clock::time_point;
    Child(pid_t id, const Limits& limits) : id_(id), limits_(limits) {}
    Result<void> within_limits();
    bool send(std::string_view& rest);
    bool receive(std::string& answer);
    void keep_complaints();

    Failure lost(std::string code, const std::string& why);

    pid_t id_ = -1; // -1: moved from
    Limits limits_;
    Descriptor in_, out_, err_;
    std::optional<int> status_; // once reaped
    std::string complaints_;
    std::int64_t peak_ = 0;
    Moment deadline_{};
};

} // namespace docket::sandbox
