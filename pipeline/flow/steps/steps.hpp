// The steps of the journey, one file each. Called by the runner on worker threads; each may run twice.
#pragma once

#include "pipeline/flow/journey.hpp"

namespace docket::flow::step {

// arrival → pages: opens the stored bytes in a child and stores each page's picture, a slice of pages a job,
// so that a long file takes no more memory than a short one and what was taken out stays when the program
// ends. A file that cannot be opened is rejected here, and leaves the duty to scan again.
Result<Output> unpack(const StepInput& input, const Tools& tools);
// page → its text, read in a child. The last page of an arrival leads on; counting happens in the
// transaction.
Result<Output> read(const StepInput& input, const Tools& tools);
// batch → its letters, where it is plain which pages are one; else what a person is asked.
Result<Output> split(const StepInput& input, const Tools& tools);
// arrival → what the letter says of itself; a doubtful letter waits for a person.
Result<Output> understand(const StepInput& input, const Tools& tools);
// arrival → a case with its rounds and number.
Result<Output> register_case(const StepInput& input, const Tools& tools);
// arrival → its archive copy, once every page is read: written anew whenever a page was read again. Nothing
// waits for it, and a letter without one is no worse off.
Result<Output> write_archive(const StepInput& input, const Tools& tools);
// case + digest of a document → its PDF, as a blob and in the folder of issued documents.
Result<Output> write_document(const StepInput& input, const Tools& tools);
// year + version of the bylaws → the open periods that its calendar moves, counted anew with both days kept.
Result<Output> recount(const StepInput& input, const Tools& tools);

} // namespace docket::flow::step
