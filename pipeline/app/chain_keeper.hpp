// The thread that checks the chain of the record (flow/chain_check.hpp): starts when made, ends with the
// slice in hand when it goes. Owned by a verb; what it is given outlives it. Every host that serves has one;
// the board sees to it that one of them does the check.
#pragma once

#include "pipeline/flow/chain_check.hpp"

#include <string>
#include <thread>

namespace docket::app {

class ChainKeeper {
  public:
    ChainKeeper(const flow::Tools& tools, flow::AnchorBook& book, flow::ChainBoard& board, std::string host);

  private:
    std::jthread thread_;
};

} // namespace docket::app
