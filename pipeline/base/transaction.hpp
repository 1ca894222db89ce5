// The unit of work: everything written inside one transact() is stored together or not at all.
// Ports take the Transaction they are to write in; adapters of one store know their own kind of it.
#pragma once

#include "pipeline/base/result.hpp"

#include <functional>

namespace docket {

class Transaction {
  public:
    Transaction() = default;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    virtual ~Transaction() = default;
};

class Work {
  public:
    virtual ~Work() = default;
    // Runs `act` once inside a transaction that cannot outlive it. A Failure from `act` rolls everything back
    // and comes back as it is; a fault of the store comes back as unavailable "store.unavailable",
    // exhausted "store.full" or conflict "store.busy", also rolled back. An exception of `act` rolls back and
    // goes on. Any thread; never call it from inside an act.
    virtual Result<void> transact(const std::function<Result<void>(Transaction&)>& act) = 0;
};

} // namespace docket
