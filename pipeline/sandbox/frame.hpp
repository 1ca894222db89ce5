// Messages on a stream: four bytes of length, most significant first, then that many bytes. The functions on
// descriptors block and are the child's side; parents use Conversation. One thread per descriptor at a time.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace docket::sandbox {

constexpr std::size_t frame_header = 4; // bytes before the message

std::string frame(std::string_view message);

// The length that the first four bytes of `stream` announce; nothing while there are fewer.
std::optional<std::size_t> announced(std::string_view stream);

// The next message; nothing when the stream has ended between two messages.
// Failure: corrupt "child.frame" when it ends within one or announces more than `limit` bytes.
Result<std::optional<std::string>> read_frame(int descriptor, std::size_t limit);

// Failure: unavailable "child.frame" when the other side is gone.
Result<void> write_frame(int descriptor, std::string_view message);

} // namespace docket::sandbox
