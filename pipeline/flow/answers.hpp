// What people say to the findings of the legal check. Owned by flow; the SQL adapter is pipeline/store. Any
// thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/transaction.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docket::flow {

// Never changed: of several by one person the last counts.
struct FindingAnswer {
    std::string case_number;
    int round = 0;
    std::string key;     // of the finding
    std::string by;      // id of a person
    std::string verdict; // explain: the drafter keeps it, with a reason; uphold, dismiss: counsel
    std::string reason;
    Instant at{};
    bool operator==(const FindingAnswer&) const = default;
};

class FindingAnswers {
  public:
    virtual ~FindingAnswers() = default;
    virtual Result<void> add(Transaction& tx, const FindingAnswer& answer) = 0;
    virtual Result<std::vector<FindingAnswer>> of(std::string_view case_number, int round) = 0; // in order
};

} // namespace docket::flow
