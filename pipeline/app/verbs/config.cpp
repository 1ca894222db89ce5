#include "pipeline/app/data_folder.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/json/json.hpp"
#include "pipeline/s3/address.hpp"

#include <iostream>

namespace docket::app::verb {

namespace {

// What is set, but for an address that cannot be read: a key may stand in it.
std::string told(const SettingKey& key, const Settings& settings) {
    const auto& value = settings.*key.value;
    if (!s3::is_address(value)) return value;
    const auto address = s3::parse_address(value);
    return address ? value : "（" + address.error().detail + "）";
}

} // namespace

Result<int> config(const Call& call) {
    if (call.arguments.rest() != std::vector<std::string>{"explain"})
        return usage("docket config explain --data DIR");
    DOCKET_TRY(const auto folder, data_folder(call.arguments));
    json::Array out;
    for (const auto& key : setting_keys()) {
        const auto value = told(key, folder.settings);
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
