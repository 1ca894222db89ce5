// Which installation a store belongs to. Every host that works on one store has a data folder of its own, and
// all of them say the same of it; a folder of another installation is never opened over the store. Owned by
// flow; adapter: pipeline/store. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/base/transaction.hpp"

#include <optional>

namespace docket::flow {

struct Installation {
    bool demo = false;
    Instant created{}; // by the machine's clock, never the demo's; with it no two are the same

    friend bool operator==(const Installation&, const Installation&) = default;
};

class Installations {
  public:
    virtual ~Installations() = default;
    virtual Result<std::optional<Installation>>
    here() = 0; // none: the store is new, or older than this question
    // Failure: conflict "store.taken" where there is one.
    virtual Result<void> found(Transaction& tx, const Installation& installation) = 0;
};

} // namespace docket::flow
