#include "pipeline/app/search_keeper.hpp"

#include <condition_variable>
#include <mutex>

namespace docket::app {

namespace {

using namespace std::chrono_literals;
constexpr Millis look_every = 500ms, after_a_fault = 5s;

void keep(const desk::Desk& desk, const desk::ReportUnsearchable& report, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    while (!stop.stop_requested()) {
        auto rest = look_every;
        const auto written = desk::index_some(desk, report);
        const auto folded = written && *written == 0 ? desk.index.tidy() : Result<bool>(false);
        for (const auto* why : {written ? nullptr : &written.error(), folded ? nullptr : &folded.error()})
            if (why) {
                report("search", *why);
                rest = after_a_fault;
            }
        if ((written && *written > 0) || (folded && *folded)) continue;
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, rest, [] { return false; });
    }
}

} // namespace

SearchKeeper::SearchKeeper(const desk::Desk& desk, desk::ReportUnsearchable report)
    : thread_(
          [&desk, report = std::move(report)](const std::stop_token& stop) { keep(desk, report, stop); }) {}

} // namespace docket::app
