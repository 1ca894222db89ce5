// The two signals that ask a verb which stays up to come to an end. Safe in a handler; one for the process.
#pragma once

#include <csignal>

namespace docket::app::verb {

// Not nought once SIGTERM or SIGINT has come after end_when_asked().
inline volatile std::sig_atomic_t asked_to_end = 0;

inline void end_when_asked() {
    const auto note = [](int) { asked_to_end = 1; };
    std::signal(SIGTERM, note);
    std::signal(SIGINT, note);
}

} // namespace docket::app::verb
