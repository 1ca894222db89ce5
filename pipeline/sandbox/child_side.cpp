#include "pipeline/sandbox/child_side.hpp"

#include "pipeline/sandbox/answer.hpp"
#include "pipeline/sandbox/frame.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace docket::sandbox {

namespace {

// Leaves nothing behind that needs to be undone.
void end_with_parent(int descriptor) {
    std::thread([descriptor] {
        pollfd watched{descriptor, POLLRDHUP, 0};
        while (::poll(&watched, 1, -1) < 0 && errno == EINTR) {
        }
        ::_exit(0);
    }).detach();
}

} // namespace

int begin_child() {
    const int answers = ::dup(STDOUT_FILENO);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    std::signal(SIGPIPE, SIG_IGN);
    end_with_parent(STDIN_FILENO);
    return answers;
}

int answer_requests(int in, int out, std::size_t longest,
                    const std::function<Result<json::Value>(const std::string& request)>& handle) {
    while (true) {
        const auto message = read_frame(in, longest);
        if (!message) return EXIT_FAILURE;
        if (!*message) return EXIT_SUCCESS;
        if (!write_frame(out, answer(handle(**message)))) return EXIT_FAILURE;
    }
}

} // namespace docket::sandbox
