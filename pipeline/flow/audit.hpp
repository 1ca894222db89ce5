// Anchoring and verifying the record. Anchors lie outside the database, in a file that may be on another
// volume. Any thread; one process writes anchors at a time (the file's lock).
#pragma once

#include "pipeline/flow/tools.hpp"
#include "review/chain.hpp"

#include <string>
#include <vector>

namespace docket::flow {

class AnchorBook {
  public:
    virtual ~AnchorBook() = default;
    // Appended durably. Failures: unavailable "anchor.unwritable".
    virtual Result<void> append(const review::Anchor& anchor) = 0;
    virtual Result<std::vector<review::Anchor>> all() = 0; // corrupt "anchor.malformed"
};

// Writes the head of the chain down, unless it stands there already. Done at least daily by the workers, and
// after every act and intake.
Result<void> anchor(const Tools& tools, AnchorBook& book);

struct Audit {
    std::int64_t events = 0;
    int anchors = 0;
    std::vector<std::string> findings; // sentences; empty when the record holds
};
// `sealed`: heads of the chain that stand in sealed case files, compared as well.
Result<Audit> verify(const Tools& tools, AnchorBook& book, const std::vector<review::Anchor>& sealed = {});

// The same of the newest `most` events only, and of the anchors written meanwhile: quick, whatever the length
// of the record. What the register says is not compared.
Result<Audit> verify_tail(const Tools& tools, AnchorBook& book, int most);

} // namespace docket::flow
