#include "pipeline/sandbox/child.hpp"

#include "pipeline/sandbox/spawner.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <thread>

namespace docket::sandbox {
namespace {

using std::chrono::steady_clock;
constexpr Millis glance{20};                  // how often memory and time are looked at
constexpr Millis leaving{100};                // from the end of a child's output to its own
constexpr std::size_t complaints_kept = 4096; // bytes of stderr
constexpr std::size_t complaint_quoted = 200; // bytes of it in a failure

std::int64_t resident_bytes(pid_t id) {
    std::ifstream statm("/proc/" + std::to_string(id) + "/statm");
    std::int64_t all = 0, resident = 0;
    return statm >> all >> resident ? resident * ::sysconf(_SC_PAGESIZE) : 0;
}

void unblock(const Descriptor& descriptor) {
    ::fcntl(descriptor.get(), F_SETFL, ::fcntl(descriptor.get(), F_GETFL) | O_NONBLOCK);
}

std::string manner(int status) {
    if (WIFSIGNALED(status))
        return "died of signal " + std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) +
               ")";
    return "ended with status " + std::to_string(WEXITSTATUS(status));
}

} // namespace

Result<Child> Child::start(const Command& command, const Limits& limits) {
    DOCKET_TRY(auto in, make_quiet_pipe());
    DOCKET_TRY(auto out, make_pipe());
    DOCKET_TRY(auto err, make_pipe());
    DOCKET_TRY(const auto id, Spawner::of_process().start(command, limits,
                                                          {in.read.get(), out.write.get(), err.write.get()}));
    Child child(id, limits);
    child.in_ = std::move(in.write);
    child.out_ = std::move(out.read);
    child.err_ = std::move(err.read);
    child.deadline_ = steady_clock::now() + limits.wall;
    unblock(child.out_);
    unblock(child.err_);
    return child;
}

Child::Child(Child&& other) noexcept
    : id_(std::exchange(other.id_, -1)), limits_(other.limits_), in_(std::move(other.in_)),
      out_(std::move(other.out_)), err_(std::move(other.err_)), status_(other.status_),
      complaints_(std::move(other.complaints_)), peak_(other.peak_), deadline_(other.deadline_) {}

Child::~Child() { kill(); }

void Child::kill() {
    if (id_ < 0 || status_) return;
    ::kill(-id_, SIGKILL);
    ::kill(id_, SIGKILL); // should it not have reached its group yet
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    status_ = status;
}

bool Child::ended() {
    if (status_) return true;
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) != 0)
        return errno != EINTR;
    return info.si_pid == id_;
}

Failure Child::lost(std::string code, const std::string& why) {
    kill();
    return fail(Kind::unavailable, std::move(code), "a child process " + why + " and was stopped");
}

Result<void> Child::within_limits() {
    const auto resident = resident_bytes(id_);
    peak_ = std::max(peak_, resident);
    if (resident > limits_.resident_bytes)
        return lost("child.memory",
                    "took more than " + std::to_string(limits_.resident_bytes >> 20U) + " MB of memory");
    if (steady_clock::now() > deadline_)
        return lost("child.timeout", "took longer than " + std::to_string(limits_.wall.count()) + " ms");
    return {};
}

// False when the child no longer takes anything.
bool Child::send(std::string_view& rest) {
    const auto put = ::send(in_.get(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (put < 0) return errno == EAGAIN || errno == EINTR;
    rest.remove_prefix(static_cast<std::size_t>(put));
    return true;
}

// False at the end of what the child prints.
bool Child::receive(std::string& answer) {
    std::array<char, 65536> piece;
    const auto got = ::read(out_.get(), piece.data(), piece.size());
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    answer.append(piece.data(), static_cast<std::size_t>(got));
    return got > 0;
}

void Child::keep_complaints() {
    std::array<char, complaints_kept> piece;
    while (err_) {
        const auto got = ::read(err_.get(), piece.data(), piece.size());
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) err_.reset();
        if (got <= 0) return;
        complaints_.append(piece.data(), static_cast<std::size_t>(got));
        if (complaints_.size() > complaints_kept) complaints_.erase(0, complaints_.size() - complaints_kept);
    }
}

Result<Heard> Child::exchange(std::string_view message, std::string& answer,
                              const std::function<bool(std::string_view)>& enough) {
    deadline_ = steady_clock::now() + limits_.wall;
    while (!enough(answer)) {
        const bool last = ended(); // asked before reading: what it printed before its end is then all there
        std::array watched{pollfd{out_.get(), POLLIN, 0}, pollfd{err_ ? err_.get() : -1, POLLIN, 0},
                           pollfd{message.empty() ? -1 : in_.get(), POLLOUT, 0}};
        ::poll(watched.data(), watched.size(), last ? 0 : static_cast<int>(glance.count()));
        if (watched[2].revents != 0 && !send(message)) message = {};
        keep_complaints();
        if (watched[0].revents != 0 && !receive(answer)) return Heard::closed;
        if (watched[0].revents == 0 && last) return Heard::closed;
        if (!last) DOCKET_CHECK(within_limits());
    }
    return Heard::enough;
}

Result<int> Child::wait() {
    while (!ended()) {
        keep_complaints();
        DOCKET_CHECK(within_limits());
        std::this_thread::sleep_for(Millis{2});
    }
    keep_complaints();
    kill(); // what it may have left in its group
    return *status_;
}

std::string Child::last_complaint() const {
    const auto end = complaints_.find_last_not_of("\r\n \t");
    if (end == std::string::npos) return "";
    const auto before = complaints_.find_last_of("\r\n", end);
    const auto from = before == std::string::npos ? 0 : before + 1;
    auto line = complaints_.substr(from, std::min(end + 1 - from, complaint_quoted));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return line;
}

Failure Child::death() {
    keep_complaints();
    bool by_itself = ended();
    // A process that ends closes its output a moment before it can be waited for.
    for (auto waited = Millis{0}; !by_itself && waited < leaving; waited += Millis{2}, by_itself = ended())
        std::this_thread::sleep_for(Millis{2});
    kill();
    const auto complaint = last_complaint();
    return fail(Kind::unavailable, "child.died",
                "a child process " +
                    (by_itself ? manner(*status_) : std::string("closed its output and was stopped")) +
                    (complaint.empty() ? "" : ": " + complaint));
}

} // namespace docket::sandbox
