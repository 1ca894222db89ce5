// What the program tells the manager of services that started it (sd_notify(3)): a datagram to the socket
// that NOTIFY_SOCKET names, and nothing where there is none. Any thread.
#pragma once

#include <string_view>

namespace docket::app {

// "READY=1", "STOPPING=1", "WATCHDOG=1". The service goes on whether it is heard or not.
void tell_manager(std::string_view state);

} // namespace docket::app
