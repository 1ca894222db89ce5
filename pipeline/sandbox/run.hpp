// Runs one program to its end under limits. Any thread.
#pragma once

#include "pipeline/sandbox/command.hpp"

#include <string>

namespace docket::sandbox {

struct Ran {
    int exit = 0; // the exit status; a program that dies of a signal is a failure
    std::string output;
    std::string complaint;       // the last line of stderr
    std::int64_t peak_bytes = 0; // as seen by glances 20 ms apart
};

// The program's stdin is empty.
// Failures: unavailable "child.not_started", "child.timeout", "child.memory", "child.died" (a signal, or more
// output than allowed).
Result<Ran> run(const Command& command, const Limits& limits);

} // namespace docket::sandbox
