#include "pipeline/sandbox/run.hpp"

#include "pipeline/sandbox/child.hpp"

#include <sys/wait.h>

namespace docket::sandbox {

Result<Ran> run(const Command& command, const Limits& limits) {
    DOCKET_TRY(auto child, Child::start(command, limits));
    child.hang_up();
    Ran ran;
    const auto too_much = [&](std::string_view output) { return output.size() > limits.answer_bytes; };
    DOCKET_TRY(const auto heard, child.exchange({}, ran.output, too_much));
    if (heard == Heard::enough) return child.death();
    DOCKET_TRY(const int status, child.wait());
    if (!WIFEXITED(status)) return child.death();
    ran.exit = WEXITSTATUS(status);
    ran.complaint = child.last_complaint();
    ran.peak_bytes = child.peak_bytes();
    return ran;
}

} // namespace docket::sandbox
