// A thread that keeps something up for as long as it lives: it does a turn, rests as long as the turn says,
// and does the next; when it goes it ends after the turn in hand. Owned by a verb; what a turn uses outlives
// it. Several processes may each have one of the same kind.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/desk/indexing.hpp"
#include "pipeline/flow/bylaws.hpp"
#include "pipeline/flow/chain_check.hpp"

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

namespace docket::app {

class Keeper {
  public:
    // How long to rest before the next; called on the keeper's thread.
    using Turn = std::function<Millis(const std::stop_token&)>;
    explicit Keeper(Turn turn);

  private:
    std::jthread thread_;
};

// The index of the search, up to what is stored (desk/indexing.hpp). `report` is also told of faults of the
// store, with no subject.
Keeper::Turn search_kept(const desk::Desk& desk, desk::ReportUnsearchable report);
// What is in force, up to what administrators change on whatever host (flow/bylaws.hpp). `report` is called
// once for each fault that lasts.
Keeper::Turn bylaws_kept(flow::BylawsInForce& in_force, std::function<void(const Failure&)> report);
// The chain of the record, checked when it is asked for and daily, the latter not in the first minute
// (flow/chain_check.hpp). The board sees to it that one host does the check.
Keeper::Turn chain_kept(const flow::Tools& tools, flow::AnchorBook& book, flow::ChainBoard& board,
                        std::string host, std::function<void(const Failure&)> report);

} // namespace docket::app
