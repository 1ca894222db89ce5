#include "pipeline/sandbox/answer.hpp"

#include <algorithm>

namespace docket::sandbox {

std::string answer(const Result<json::Value>& outcome) {
    if (outcome) return json::dump(json::Object{{"value", *outcome}});
    const auto& failure = outcome.error();
    return json::dump(json::Object{{"failure", json::Object{{"kind", std::string(name(failure.kind))},
                                                            {"code", failure.code},
                                                            {"detail", failure.detail}}}});
}

Answer understand(std::string_view message) {
    const auto parsed = json::parse(message);
    if (parsed && parsed->object() != nullptr) {
        if (const auto* value = parsed->object()->find("value")) return {true, *value};
        const auto& failure = parsed->at("failure");
        const auto kind = failure.text_at("kind");
        const auto* found = std::find_if(verdicts.begin(), verdicts.end(),
                                         [&](const Verdict& v) { return name(v.kind) == kind; });
        if (found != verdicts.end())
            return {true, fail(found->kind, failure.text_at("code"), failure.text_at("detail"))};
    }
    return {false, fail(Kind::unavailable, "child.died",
                        "a child process answered something that is no answer; it was stopped")};
}

} // namespace docket::sandbox
