// What comparing cases asks of a store: portraits and what people decided about two of them. Owned by
// likeness; the SQL adapter is pipeline/store. Any thread; methods that take a Transaction write inside it.
#pragma once

#include "pipeline/base/transaction.hpp"
#include "review/likeness/judge.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review::likeness {

struct Portrayed {
    std::string number; // of the case
    Portrait portrait;
};

// The newest word of a person about two cases; what was said before stands in the record.
struct Ruling {
    std::string later, earlier; // numbers
    bool same = false;
    Relation relation{};
    std::string reason; // why they are not the same
    std::string by;     // id of a person
    Instant at{};
};

class Portraits {
  public:
    virtual ~Portraits() = default;
    // New or replaced; kind and day are those of the case. Failure: not_found "case.unknown".
    virtual Result<void> put(Transaction& tx, std::string_view number, const Portrait& portrait) = 0;
    virtual Result<std::optional<Portrait>> of(std::string_view number) = 0; // none: not made yet
    // Cases that share keys with these, without the one named: those with which most is shared first, of
    // equals the newest. Of a key that many share only the newest 500 are looked at.
    virtual Result<std::vector<Portrayed>> sharing(const std::vector<Key>& keys, std::string_view but,
                                                   int most) = 0;
    // New or in place of an earlier one about the same two. Failure: not_found "case.unknown".
    virtual Result<void> decide(Transaction& tx, const Ruling& ruling) = 0;
    // About one of these on either side, in the order in which they were said.
    virtual Result<std::vector<Ruling>> rulings_about(const std::vector<std::string>& numbers) = 0;
};

} // namespace docket::review::likeness
