#include "tests/support/program.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace docket::testing {

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (auto& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

std::vector<std::string> own_environment() {
    std::vector<std::string> out;
    for (char** entry = environ; *entry != nullptr; ++entry) out.emplace_back(*entry);
    return out;
}

std::string all_of(int descriptor) {
    std::string text;
    std::array<char, 65536> piece{};
    ssize_t n = 0;
    while ((n = ::pread(descriptor, piece.data(), piece.size(), static_cast<off_t>(text.size()))) > 0)
        text.append(piece.data(), static_cast<std::size_t>(n));
    return text;
}

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf(); // a process that ends meanwhile leaves it empty
    return text.str();
}

// Every process there is; one that ends meanwhile is left out.
std::vector<Process> processes() {
    std::vector<Process> out;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        const auto stat = text_of(entry.path() / "stat");
        const auto after_name = stat.rfind(')');
        if (after_name == std::string::npos) continue;
        std::istringstream fields(stat.substr(after_name + 1));
        std::string state;
        Process process;
        process.id = std::stoi(name);
        if (!(fields >> state >> process.parent) || state == "Z") continue;
        process.words = text_of(entry.path() / "cmdline");
        std::replace(process.words.begin(), process.words.end(), '\0', ' ');
        out.push_back(std::move(process));
    }
    return out;
}

// A sanitized one keeps freed memory for a while and takes its time: more than a reader may.
std::vector<std::string> patience_with_readers() {
#ifdef DOCKET_SANITIZED
    return {"DOCKET_READER_MB=4000", "DOCKET_READER_SECONDS=600"};
#else
    return {};
#endif
}

} // namespace

void be_patient_with_readers() {
    for (const auto& one : patience_with_readers()) {
        const auto sign = one.find('=');
        ::setenv(one.substr(0, sign).c_str(), one.substr(sign + 1).c_str(), 0);
    }
}

Program::Program(std::vector<std::string> words, std::vector<std::string> environment)
    : out_(::memfd_create("out", MFD_CLOEXEC)), err_(::memfd_create("err", MFD_CLOEXEC)) {
    auto whole = own_environment();
    const auto patience = patience_with_readers();
    whole.insert(whole.begin(), patience.begin(), patience.end());
    whole.insert(whole.begin(), environment.begin(), environment.end()); // the first of a name counts
    const auto argv = pointers(words), envp = pointers(whole);
    posix_spawn_file_actions_t streams;
    posix_spawn_file_actions_init(&streams);
    posix_spawn_file_actions_addopen(&streams, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&streams, out_, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&streams, err_, STDERR_FILENO);
    const int failed = ::posix_spawnp(&id_, argv[0], &streams, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&streams);
    if (failed != 0) throw std::runtime_error(words.front() + " could not be started");
}

Program::~Program() {
    if (runs()) {
        kill(SIGKILL);
        wait();
    }
    ::close(out_);
    ::close(err_);
}

bool Program::runs() {
    if (status_) return false;
    int status = 0;
    if (::waitpid(id_, &status, WNOHANG) == id_) status_ = status;
    return !status_;
}

void Program::kill(int signal) {
    if (runs()) ::kill(id_, signal);
}

std::string Program::printed() { return all_of(out_); }

Ended Program::wait() {
    int status = 0;
    while (!status_) {
        const auto reaped = ::waitpid(id_, &status, 0);
        if (reaped == id_) status_ = status;
        if (reaped < 0 && errno != EINTR)
            throw std::runtime_error("a program of ours was not ours to wait for");
    }
    Ended ended;
    if (WIFEXITED(*status_)) ended.exit = WEXITSTATUS(*status_);
    if (WIFSIGNALED(*status_)) ended.signal = WTERMSIG(*status_);
    ended.out = all_of(out_);
    ended.err = all_of(err_);
    return ended;
}

Ended run(std::vector<std::string> words, std::vector<std::string> environment) {
    return Program(std::move(words), std::move(environment)).wait();
}

std::vector<Process> descendants_of(pid_t id) {
    const auto all = processes();
    std::set<pid_t> family{id};
    std::vector<Process> out;
    for (bool found = true; found;) {
        found = false;
        for (const auto& process : all)
            if (family.contains(process.parent) && family.insert(process.id).second) {
                out.push_back(process);
                found = true;
            }
    }
    return out;
}

std::int64_t peak_memory(pid_t id) {
    std::ifstream status("/proc/" + std::to_string(id) + "/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            std::int64_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes << 10;
        }
    return 0;
}

int free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(socket);
    if (!bound) throw std::runtime_error("no port is free");
    return ntohs(address.sin_port);
}

void adopt_orphans() {
    if (::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        throw std::runtime_error("this process cannot adopt orphans");
}

std::vector<Process> orphans_after(Millis patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        while (::waitpid(-1, nullptr, WNOHANG) > 0) {
        }
        auto left = descendants_of(::getpid());
        if (left.empty() || std::chrono::steady_clock::now() > until) return left;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
}

} // namespace docket::testing
