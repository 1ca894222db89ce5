// What whoever keeps the door or the accounts asks of the rest: ports and their owners outlive it. Any
// thread.
#pragma once

#include "pipeline/access/ports.hpp"
#include "pipeline/base/random.hpp"
#include "pipeline/json/json.hpp"
#include "review/ports.hpp"

#include <string>

namespace docket::access {

struct DoorPorts {
    const Clock& clock;
    Random& random;
    Work& work;
    Accounts& accounts;
    Sessions& sessions;
    TryBook& tries;
    FactorBook& factors;
    Bindings& bindings;
    Departures& departures;
    review::Directory& directory;
    review::Record& record;
};

// A browser that comes back from the provider later than that begins anew.
inline constexpr Millis departure_lasts{10 * 60'000};

// An event of the record about a person's account. `detail` holds nothing that was typed.
Result<void> note(const DoorPorts& ports, Transaction& tx, const std::string& subject, const char* act,
                  const std::string& actor, const json::Object& detail = {});
inline std::string subject_of(const std::string& person) { return "person:" + person; }

} // namespace docket::access
