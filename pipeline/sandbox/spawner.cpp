#include "pipeline/sandbox/spawner.hpp"

#include "pipeline/sandbox/descriptor.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <future>

namespace docket::sandbox {
namespace {

constexpr int report = 3; // the descriptor that tells the parent why exec failed; closed by exec itself

// Everything the child needs after fork, laid out before it: there only async-signal-safe calls are allowed.
struct Launch {
    const char* program;
    char* const* argv;
    char* const* environment;
    Streams streams;
    int failed;
    pid_t parent;
    const Limits* limits;
};

bool limit(__rlimit_resource_t what, std::int64_t most) noexcept {
    const rlimit both{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
    return ::setrlimit(what, &both) == 0;
}

bool confine(const Limits& limits) noexcept {
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, limits.file_bytes) &&
           limit(RLIMIT_NOFILE, limits.open_files) && limit(RLIMIT_CPU, limits.cpu_seconds) &&
           ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

// Where the kernel allows them: no network, and the first to go when the machine runs out of memory.
void confine_further() noexcept {
    if (::unshare(CLONE_NEWNET) != 0) static_cast<void>(::unshare(CLONE_NEWUSER | CLONE_NEWNET));
    const int score = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score < 0) return;
    static_cast<void>(::write(score, "1000", 4) == 4);
    ::close(score);
}

bool take_streams(const Launch& launch) noexcept {
    return ::dup2(launch.streams.in, 0) == 0 && ::dup2(launch.streams.out, 1) == 1 &&
           ::dup2(launch.streams.err, 2) == 2 && ::dup3(launch.failed, report, O_CLOEXEC) == report &&
           ::close_range(report + 1, ~0U, 0) == 0;
}

void default_signals() noexcept {
    for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Launch& launch) noexcept {
    default_signals();
    ::setpgid(0, 0);
    if (take_streams(launch)) {
        confine_further();
        // After unshare, which may clear it; the parent may have died before it took hold.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        if (::getppid() == launch.parent && confine(*launch.limits))
            ::execve(launch.program, launch.argv, launch.environment);
    }
    const int reason = errno;
    static_cast<void>(::write(report, &reason, sizeof reason) == sizeof reason);
    ::_exit(127);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    out.reserve(texts.size() + 1);
    for (auto& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

Failure not_started(const std::string& program, int reason) {
    return fail(Kind::unavailable, "child.not_started",
                "the program " + program + " could not be started: " + std::strerror(reason));
}

Result<pid_t> fork_and_exec(const Command& command, const Limits& limits, Streams streams) {
    DOCKET_TRY(const auto program, find_program(command.argv.at(0)));
    auto arguments = command.argv;
    auto environment = environment_of(command);
    const auto argv = pointers(arguments), envp = pointers(environment);
    DOCKET_TRY(auto told, make_pipe());
    const Launch launch{program.c_str(),  argv.data(), envp.data(), streams,
                        told.write.get(), ::getpid(),  &limits};
    const pid_t child = ::fork();
    if (child == 0) become(launch);
    if (child < 0) return not_started(program, errno);
    ::setpgid(child, child); // whichever of the two comes first
    told.write.reset();
    int reason = 0;
    ssize_t got = 0;
    while ((got = ::read(told.read.get(), &reason, sizeof reason)) < 0 && errno == EINTR) {
    }
    if (got == 0) return child;
    ::waitpid(child, nullptr, 0);
    return not_started(program, reason);
}

} // namespace

Spawner& Spawner::of_process() {
    static Spawner spawner;
    return spawner;
}

Spawner::Spawner() : thread_([this](const std::stop_token& stop) { serve(stop); }) {}

void Spawner::serve(const std::stop_token& stop) {
    while (true) {
        std::unique_lock lock(mutex_);
        if (!awake_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
        const auto work = std::move(waiting_.front());
        waiting_.pop();
        lock.unlock();
        work();
    }
}

Result<pid_t> Spawner::start(const Command& command, const Limits& limits, Streams streams) {
    auto task = std::make_shared<std::packaged_task<Result<pid_t>()>>(
        [&] { return fork_and_exec(command, limits, streams); });
    auto started = task->get_future();
    {
        const std::lock_guard lock(mutex_);
        waiting_.push([task] { (*task)(); });
    }
    awake_.notify_one();
    return started.get();
}

} // namespace docket::sandbox
