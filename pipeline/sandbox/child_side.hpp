// What a child of docket does for its own part. Call from its main thread, before it serves.
#pragma once

namespace docket::sandbox {

// From now on the process ends at once when the other end of `descriptor` closes: the parent is gone, even if
// the kernel's own signal for that did not reach us. Leaves nothing behind that needs to be undone.
void end_with_parent(int descriptor);

} // namespace docket::sandbox
