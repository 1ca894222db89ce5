#include "pipeline/access/door_ports.hpp"

namespace docket::access {

Result<void> note(const DoorPorts& ports, Transaction& tx, const std::string& subject, const char* act,
                  const std::string& actor, const json::Object& detail) {
    review::EventDraft event;
    event.subject = subject;
    event.act = act;
    event.actor = actor;
    event.at = ports.clock.now();
    event.detail = json::dump(detail);
    DOCKET_CHECK(ports.record.append(tx, event));
    return {};
}

} // namespace docket::access
