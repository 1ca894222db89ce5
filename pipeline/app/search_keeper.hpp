// The thread that keeps the index of the search up to what is stored (desk/indexing.hpp): starts when made,
// ends with the helping in hand when it goes. Owned by a verb; the desk outlives it. Several processes may
// have one each.
#pragma once

#include "pipeline/desk/indexing.hpp"

#include <thread>

namespace docket::app {

class SearchKeeper {
  public:
    // `report` is also told of faults of the store, with no subject; called on the keeper's thread.
    SearchKeeper(const desk::Desk& desk, desk::ReportUnsearchable report);

  private:
    std::jthread thread_;
};

} // namespace docket::app
