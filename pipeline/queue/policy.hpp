// What becomes of a job that failed: decided from the kind of failure alone. Pure but for the injected
// chance.
#pragma once

#include "pipeline/base/random.hpp"
#include "pipeline/queue/job.hpp"

namespace docket::queue {

// unavailable and internal: again after min(5 s * 4^attempt, 1 h), give or take a fifth; conflict: at once;
// every other kind: dead, for trying again would end the same way.
Outcome after(const Failure& failure, const Lease& lease, Instant now, Random& random);

} // namespace docket::queue
