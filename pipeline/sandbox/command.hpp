// What a child process is started with and what it may use up. Values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace docket::sandbox {

// A program and its arguments. A name without a slash is looked for in /usr/local/bin, /usr/bin and /bin.
// The child sees only the `environment` given ("NAME=value"), OMP_THREAD_LIMIT=1, LC_ALL=C.UTF-8, and
// TESSDATA_PREFIX where the parent has one; a name given here wins over these three.
struct Command {
    std::vector<std::string> argv;
    std::vector<std::string> environment{};
};

// Memory is what the child holds in RAM, watched by the parent (an address-space limit would abort sanitizer
// builds at their start). `wall` is for one answer of a conversation, or for the whole of a single run.
struct Limits {
    std::int64_t resident_bytes = 500LL << 20U;
    Millis wall{60'000};
    std::int64_t cpu_seconds = 4 * 3600;  // over the child's whole life
    std::int64_t file_bytes = 1LL << 30U; // of any file it writes
    int open_files = 128;
    std::size_t answer_bytes = 64U << 20U; // of one answer, or of all it prints
};

// The file of the program. Failure: unavailable "child.not_started".
Result<std::string> find_program(const std::string& name);

// The whole environment of the child, in a stable order.
std::vector<std::string> environment_of(const Command& command);

} // namespace docket::sandbox
