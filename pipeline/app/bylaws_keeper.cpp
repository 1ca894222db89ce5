#include "pipeline/app/bylaws_keeper.hpp"

#include <condition_variable>
#include <mutex>
#include <string>

namespace docket::app {

namespace {

constexpr Millis between_bylaws{1'000};

void keep_bylaws(flow::BylawsInForce& in_force, const std::function<void(const Failure&)>& report,
                 const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::string told; // the fault that was reported last
    while (!stop.stop_requested()) {
        const auto looked = in_force.look();
        if (!looked && looked.error().code != told) report(looked.error());
        told = looked ? "" : looked.error().code;
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, between_bylaws, [] { return false; });
    }
}

} // namespace

BylawsKeeper::BylawsKeeper(flow::BylawsInForce& in_force, std::function<void(const Failure&)> report)
    : thread_([&in_force, report = std::move(report)](const std::stop_token& stop) {
          keep_bylaws(in_force, report, stop);
      }) {}

} // namespace docket::app
