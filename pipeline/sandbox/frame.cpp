#include "pipeline/sandbox/frame.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>

namespace docket::sandbox {
namespace {

// How many of `size` bytes came before the stream ended or failed.
std::size_t read_all(int descriptor, char* into, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
        const auto got = ::read(descriptor, into + done, size - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

} // namespace

std::string frame(std::string_view message) {
    std::string framed;
    framed.reserve(frame_header + message.size());
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        framed.push_back(static_cast<char>(message.size() >> shift & 0xFFU));
    return framed.append(message);
}

std::optional<std::size_t> announced(std::string_view stream) {
    if (stream.size() < frame_header) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 0; i < frame_header; ++i) size = size << 8U | static_cast<std::uint8_t>(stream[i]);
    return size;
}

Result<std::optional<std::string>> read_frame(int descriptor, std::size_t limit) {
    std::array<char, frame_header> head{};
    const auto got = read_all(descriptor, head.data(), frame_header);
    if (got == 0) return std::optional<std::string>{};
    const auto size = announced({head.data(), got});
    if (!size || *size > limit)
        return fail(Kind::corrupt, "child.frame", "a message between two processes of docket is malformed");
    std::string message(*size, '\0');
    if (read_all(descriptor, message.data(), *size) != *size)
        return fail(Kind::corrupt, "child.frame", "a message between two processes of docket was cut short");
    return std::optional{std::move(message)};
}

Result<void> write_frame(int descriptor, std::string_view message) {
    const auto framed = frame(message);
    std::size_t done = 0;
    while (done < framed.size()) {
        const auto put = ::write(descriptor, framed.data() + done, framed.size() - done);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return fail(Kind::unavailable, "child.parent_gone", "the process that asked is gone");
        done += static_cast<std::size_t>(put);
    }
    return {};
}

} // namespace docket::sandbox
