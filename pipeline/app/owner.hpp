// Who holds a lease: "host/pid/start" of a process. A worker that starts gives back the leases of owners on
// its own host that are gone. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace docket::app {

std::string own_name();
// Only for names of this host: another host's process, and a person, are never known to be gone.
bool is_gone(std::string_view owner);

} // namespace docket::app
