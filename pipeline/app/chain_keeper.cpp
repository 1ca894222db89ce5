#include "pipeline/app/chain_keeper.hpp"

#include "pipeline/app/verb.hpp"

#include <condition_variable>
#include <mutex>

namespace docket::app {

namespace {

constexpr Millis between_looks_at_the_board{1'000}, after_a_bad_look{30'000};

void watch(const flow::Tools& tools, flow::AnchorBook& book, flow::ChainBoard& board, const std::string& host,
           const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    while (!stop.stop_requested()) {
        const auto done = flow::check_chain(tools, book, board, host, [&] { return stop.stop_requested(); });
        if (!done) complain(done.error(), "chain");
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, done ? between_looks_at_the_board : after_a_bad_look, [] { return false; });
    }
}

} // namespace

ChainKeeper::ChainKeeper(const flow::Tools& tools, flow::AnchorBook& book, flow::ChainBoard& board,
                         std::string host)
    : thread_([&tools, &book, &board, host = std::move(host)](const std::stop_token& stop) {
          watch(tools, book, board, host, stop);
      }) {}

} // namespace docket::app
