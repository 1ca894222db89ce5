// What becomes of a job that failed, decided from its failure alone. Pure but for the injected chance.
#pragma once

#include "pipeline/base/random.hpp"
#include "pipeline/queue/job.hpp"

namespace docket::queue {

// unavailable and internal: again after min(5 s * 4^attempt, 1 h), give or take a fifth; conflict: at once;
// every other kind: dead, for trying again would end the same way. Two failures differ from their kind:
//   a child process that was lost ("child.died", "child.timeout", "child.memory"): at once, for the next try
//   gets a fresh child, and the attempt is charged;
//   a full disk ("blob.no_room", "store.full"): after 10 s, as often as it takes, for the job is not to
//   blame.
Outcome after(const Failure& failure, const Lease& lease, Instant now, Random& random);

} // namespace docket::queue
