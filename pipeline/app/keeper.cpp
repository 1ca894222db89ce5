#include "pipeline/app/keeper.hpp"

#include <condition_variable>
#include <mutex>

namespace docket::app {

namespace {

using namespace std::chrono_literals;

void keep(const Keeper::Turn& turn, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    while (!stop.stop_requested()) {
        const auto rest = turn(stop);
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, rest, [] { return false; });
    }
}

} // namespace

Keeper::Keeper(Turn turn)
    : thread_([turn = std::move(turn)](const std::stop_token& stop) { keep(turn, stop); }) {}

Keeper::Turn search_kept(const desk::Desk& desk, desk::ReportUnsearchable report) {
    return [&desk, report = std::move(report)](const std::stop_token&) -> Millis {
        constexpr Millis after_a_fault = 5s, look_every = 500ms;
        const auto written = desk::index_some(desk, report);
        const auto folded = written && *written == 0 ? desk.index.tidy() : Result<bool>(false);
        if (!written) report("search", written.error());
        if (!folded) report("search", folded.error());
        if (!written || !folded) return after_a_fault;
        return *written > 0 || *folded ? Millis{0} : look_every; // there may be more at once
    };
}

Keeper::Turn bylaws_kept(flow::BylawsInForce& in_force, std::function<void(const Failure&)> report) {
    // `told`: the fault that was reported last.
    return [&in_force, report = std::move(report), told = std::string()](const std::stop_token&) mutable {
        constexpr Millis look_every = 1s;
        const auto looked = in_force.look();
        if (!looked && looked.error().code != told) report(looked.error());
        told = looked ? "" : looked.error().code;
        return look_every;
    };
}

Keeper::Turn chain_kept(const flow::Tools& tools, flow::AnchorBook& book, flow::ChainBoard& board,
                        std::string host, std::function<void(const Failure&)> report) {
    constexpr Millis for_those_who_wait = 1min;
    return [&tools, &book, &board, host = std::move(host), report = std::move(report),
            unasked_from = tools.clock.now() + for_those_who_wait](const std::stop_token& stop) -> Millis {
        constexpr Millis after_a_fault = 30s, look_every = 1s;
        const auto done = flow::check_chain(
            tools, book, board, host, [&] { return stop.stop_requested(); }, unasked_from);
        if (!done) report(done.error());
        return done ? look_every : after_a_fault;
    };
}

} // namespace docket::app
