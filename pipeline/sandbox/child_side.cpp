#include "pipeline/sandbox/child_side.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

namespace docket::sandbox {

void end_with_parent(int descriptor) {
    std::thread([descriptor] {
        pollfd watched{descriptor, POLLRDHUP, 0};
        while (::poll(&watched, 1, -1) < 0 && errno == EINTR) {
        }
        ::_exit(0);
    }).detach();
}

} // namespace docket::sandbox
