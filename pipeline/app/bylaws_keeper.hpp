// The thread that looks every second whether the bylaws were changed (flow/bylaws.hpp), on this host or
// another, and puts in force what was. Starts when made, ends when it goes. Owned by a verb; what is in force
// outlives it.
#pragma once

#include "pipeline/flow/bylaws.hpp"

#include <functional>
#include <thread>

namespace docket::app {

class BylawsKeeper {
  public:
    // `report` is called on the keeper's thread, once for each fault that lasts.
    BylawsKeeper(flow::BylawsInForce& in_force, std::function<void(const Failure&)> report);

  private:
    std::jthread thread_;
};

} // namespace docket::app
