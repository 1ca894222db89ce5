#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"

#include <iostream>

namespace docket::app::verb {

namespace {

std::string said_of(const std::string& as) {
    if (as == "first") return "初件";
    if (as == "repeat") return "重件";
    return as == "related" ? "相关事项" : "不是重复信访";
}

void print(const json::Value& one, const char* how) {
    std::cout << how << said_of(one.text_at("as")) << "  " << one.text_at("number") << "  "
              << one.text_at("received") << "  " << one.text_at("people") << '\n';
    for (const auto& reason : one.array_at("reasons")) std::cout << "    " << reason.text_at("words") << '\n';
    if (const auto reason = one.at("ruling").text_at("reason"); !reason.empty())
        std::cout << "    " << reason << '\n';
}

} // namespace

Result<int> duplicates(const Call& call) {
    if (call.arguments.rest().size() != 1) return usage("docket duplicates CASE --data DIR [--json]");
    DOCKET_TRY(const auto house, open_house(call));
    // Whoever may read the data folder may read all of it; the auditor reads all and is bound to nothing.
    const review::Person reader{"", "", review::Role::auditor, "", {}};
    DOCKET_TRY(const auto found, desk::duplicates(house->desk(), reader, call.arguments.rest().front()));
    if (call.arguments.has("json")) {
        std::cout << json::dump(found, 2) << '\n';
        return 0;
    }
    for (const auto& one : found.array_at("decided")) print(one, "已认定 ");
    for (const auto& one : found.array_at("proposals")) print(one, "可能是 ");
    return 0;
}

} // namespace docket::app::verb
