#include "pipeline/app/instruments.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/doctor/checks.hpp"
#include "pipeline/json/json.hpp"

#include <iostream>

namespace docket::app::verb {

namespace {

std::string_view in_words(doctor::Level level) {
    switch (level) {
    case doctor::Level::ok: return "正常";
    case doctor::Level::warning: return "注意";
    case doctor::Level::fault: return "故障";
    }
    return "故障";
}

void print(std::span<const doctor::Examined> examined) {
    for (const auto& [name, title, finding] : examined) {
        std::cout << in_words(finding.level) << "  " << title << "：" << finding.says << '\n';
        if (!finding.advice.empty()) std::cout << "      → " << finding.advice << '\n';
    }
}

json::Value as_json(std::span<const doctor::Examined> examined) {
    json::Array checks;
    for (const auto& [name, title, finding] : examined)
        checks.emplace_back(json::Object{{"name", name},
                                         {"title", title},
                                         {"level", doctor::name(finding.level)},
                                         {"says", finding.says},
                                         {"advice", finding.advice}});
    return json::Object{{"level", doctor::name(doctor::gravest(examined))}, {"checks", checks}};
}

} // namespace

Result<int> doctor(const Call& call) {
    if (!call.arguments.rest().empty()) return usage("docket doctor --data DIR [--json]");
    DOCKET_TRY(const auto folder, data_folder(call.arguments));
    Bench bench(folder, {call.program, 1, "auto", ""});
    const auto examined = doctor::examine(bench);
    if (call.arguments.has("json"))
        std::cout << json::dump(as_json(examined), 2) << '\n';
    else
        print(examined);
    return doctor::gravest(examined) == doctor::Level::fault ? 1 : 0;
}

} // namespace docket::app::verb
