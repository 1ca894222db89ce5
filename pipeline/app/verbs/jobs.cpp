#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"

#include <charconv>
#include <iostream>

namespace docket::app::verb {

namespace {

Result<int> list(const Call& call, const flow::Tools& tools, std::optional<queue::State> state) {
    queue::JobFilter filter;
    filter.state = state;
    filter.most = 10'000;
    DOCKET_TRY(const auto rows, tools.desk.list(filter));
    json::Array out;
    for (const auto& row : rows) {
        if (call.arguments.has("json"))
            out.emplace_back(json::Object{{"id", row.id},
                                          {"kind", row.kind},
                                          {"queue", row.queue},
                                          {"subject", row.subject},
                                          {"state", queue::name(row.state)},
                                          {"attempt", row.attempt},
                                          {"max_attempts", row.max_attempts},
                                          {"returns", row.returns},
                                          {"owner", row.owner},
                                          {"run_at_ms", to_ms(row.run_at)},
                                          {"last_error", row.last_error}});
        else
            std::cout << row.id << "  " << queue::name(row.state) << "  " << row.kind << "  " << row.subject
                      << "  第" << row.attempt << "/" << row.max_attempts << "次  " << row.last_error << '\n';
    }
    if (call.arguments.has("json")) std::cout << json::dump(out, 2) << '\n';
    return state == queue::State::dead && !rows.empty() ? 1 : 0;
}

} // namespace

Result<int> jobs(const Call& call) {
    const auto& words = call.arguments.rest();
    const std::string what = words.empty() ? "list" : words[0];
    DOCKET_TRY(const auto house, open_house(call));
    const auto& tools = house->tools();
    if (what == "list" || what == "dead")
        return list(call, tools, what == "dead" ? std::optional(queue::State::dead) : std::nullopt);
    if ((what != "requeue" && what != "cancel") || words.size() != 2)
        return usage("docket jobs list|dead|requeue ID|cancel ID");
    queue::JobId id = 0;
    const auto& number = words[1];
    if (std::from_chars(number.data(), number.data() + number.size(), id).ptr !=
        number.data() + number.size())
        return usage("任务编号是整数。");
    const auto now = tools.clock.now();
    DOCKET_CHECK(what == "requeue" ? tools.desk.requeue(id, now) : tools.desk.cancel(id, now));
    std::cout << id << (what == "requeue" ? "  已重新排队" : "  已取消") << '\n';
    return 0;
}

} // namespace docket::app::verb
