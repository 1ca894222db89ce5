#include "pipeline/app/data_folder.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/json/json.hpp"

#include <iostream>

namespace docket::app::verb {

Result<int> config(const Call& call) {
    if (call.arguments.rest() != std::vector<std::string>{"explain"})
        return usage("docket config explain --data DIR");
    DOCKET_TRY(const auto folder, data_folder(call.arguments));
    json::Array out;
    for (const auto& key : setting_keys()) {
        const auto& value = folder.settings.*key.value;
        if (!call.arguments.has("json"))
            std::cout << key.name << " = "
                      << (value.empty() ? "（默认：" + std::string(key.otherwise) + "）" : value) << "\n    "
                      << key.help << '\n';
        out.emplace_back(json::Object{{"key", key.name},
                                      {"value", value},
                                      {"default", value.empty()},
                                      {"otherwise", key.otherwise},
                                      {"help", key.help}});
    }
    if (call.arguments.has("json"))
        std::cout << json::dump(json::Object{{"file", folder.configuration().string()}, {"settings", out}}, 2)
                  << '\n';
    return 0;
}

} // namespace docket::app::verb
