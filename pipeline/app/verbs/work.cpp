#include "pipeline/app/journal.hpp"
#include "pipeline/app/metering.hpp"
#include "pipeline/app/notify.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/app/verbs/ending.hpp"
#include "pipeline/flow/journey.hpp"

#include <algorithm>
#include <iostream>
#include <mutex>
#include <thread>

namespace docket::app::verb {

Result<int> work(const Call& call) {
    DOCKET_TRY(const auto house, open_house(call));
    const auto& tools = house->tools();
    const auto queue = call.arguments.text("queue");
    const auto known = flow::queues();
    if (!queue.empty() && std::find(known.begin(), known.end(), queue) == known.end())
        return usage("没有队列 " + queue + "。");
    if (call.arguments.has("until-idle")) {
        DOCKET_CHECK(house->work_until_idle(queue, {}));
        return 0;
    }
    DOCKET_TRY(const auto lock, WorkerLock::shared(house->folder()));
    Metering metering(*house);
    // Beside a server: its address is its own, and this one must be named.
    DOCKET_TRY(const auto shown,
               serve_metrics(call.arguments.text("metrics"), house->folder().settings, metering));
    Journal journal(tools.clock, [](const std::string& line) { std::cerr << line + "\n" << std::flush; });
    std::mutex printing;
    const auto log = [&](const queue::Lease& lease, const Failure* why) {
        metering.settled(lease, why);
        const std::lock_guard hold(printing);
        std::cout << china.text(tools.clock.now()) << "  " << lease.kind << "  " << lease.subject;
        if (why) std::cout << "  " << why->code;
        std::cout << std::endl;
        if (why) journal.trouble("job", *why, lease.subject, lease.kind);
    };
    end_when_asked();
    const auto bylaws = house->bylaws_keeper();
    const auto crew = house->worker(queue, log, [&](const Failure& why) { journal.trouble("work", why); });
    crew->start();
    const auto unsearchable = [&](const std::string& subject, const Failure& why) {
        journal.trouble("index", why, subject);
    };
    auto keeper = queue.empty() ? house->search_keeper(unsearchable) : nullptr;
    Date anchored{};
    tell_manager("READY=1");
    for (int turn = 0; asked_to_end == 0; ++turn) {
        if (turn % 50 == 0) tell_manager("WATCHDOG=1");
        if (const auto today = tools.today(); today != anchored) { // the head of the record, at least daily
            DOCKET_CHECK(flow::anchor(tools, house->anchors()));
            anchored = today;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
    tell_manager("STOPPING=1");
    keeper.reset();
    crew->stop();
    DOCKET_CHECK(flow::anchor(tools, house->anchors()));
    return 0;
}

} // namespace docket::app::verb
