#include "pipeline/sandbox/descriptor.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace docket::sandbox {
namespace {

constexpr int lowest = 10; // clear of the numbers a child gives its own streams

Result<Ends> lifted(const std::array<int, 2>& raw) {
    const Descriptor first(raw[0]), second(raw[1]);
    Ends ends{Descriptor(::fcntl(raw[0], F_DUPFD_CLOEXEC, lowest)),
              Descriptor(::fcntl(raw[1], F_DUPFD_CLOEXEC, lowest))};
    if (!ends.read || !ends.write)
        return fail(Kind::unavailable, "child.not_started",
                    std::string("no descriptor is left for a child process: ") + std::strerror(errno));
    return ends;
}

} // namespace

Result<Ends> make_pipe() {
    std::array<int, 2> raw{-1, -1};
    static_cast<void>(::pipe2(raw.data(), O_CLOEXEC));
    return lifted(raw);
}

Result<Ends> make_quiet_pipe() {
    std::array<int, 2> raw{-1, -1};
    static_cast<void>(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, raw.data()));
    return lifted(raw);
}

} // namespace docket::sandbox
