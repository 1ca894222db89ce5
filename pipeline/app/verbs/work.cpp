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
    std::mutex printing;
    const auto log = [&](const queue::Lease& lease, const Failure* why) {
        const std::lock_guard hold(printing);
        std::cout << china.text(tools.clock.now()) << "  " << lease.kind << "  " << lease.subject;
        if (why) std::cout << "  " << why->code << "：" << why->detail;
        std::cout << std::endl;
    };
    end_when_asked();
    const auto crew = house->worker(queue, log);
    crew->start();
    auto keeper = queue.empty() ? house->search_keeper() : nullptr;
    Date anchored{};
    while (asked_to_end == 0) {
        if (const auto today = tools.today(); today != anchored) { // the head of the record, at least daily
            DOCKET_CHECK(flow::anchor(tools, house->anchors()));
            anchored = today;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
    keeper.reset();
    crew->stop();
    DOCKET_CHECK(flow::anchor(tools, house->anchors()));
    return 0;
}

} // namespace docket::app::verb
