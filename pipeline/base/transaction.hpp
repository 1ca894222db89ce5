// The unit of work: everything written inside one transact() is stored together or not at all.
// Ports take the Transaction they are to write in; adapters of one store know their own kind of it.
#pragma once

#include "pipeline/base/result.hpp"

#include <functional>
#include <optional>
#include <type_traits>

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
    // Runs `act`, and whatever ports read in it on this thread is read at one moment, in one go: for a page
    // that asks a hundred things. Nothing that waits for anything else belongs inside, nor does writing.
    virtual Result<void> look(const std::function<Result<void>()>& act) { return act(); }
};

// What `act` makes of what is there at one moment; a Failure of it comes back as it is.
template <class Act> auto looking(Work& work, const Act& act) -> std::invoke_result_t<Act> {
    std::optional<std::invoke_result_t<Act>> made;
    const auto looked = work.look([&]() -> Result<void> {
        made.emplace(act());
        return *made ? Result<void>() : Result<void>(made->error());
    });
    if (!looked) return looked.error();
    return *std::move(made);
}

} // namespace docket
