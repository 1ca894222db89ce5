#include "pipeline/pictures/picture_child.hpp"

#include "pipeline/pictures/request_json.hpp"
#include "pipeline/sandbox/child_side.hpp"

#include <leptonica/allheaders.h>
#include <unistd.h>

#include <exception>

namespace docket::pictures {

namespace {

constexpr std::size_t longest_request = 1U << 20U;
constexpr int wrong_usage = 2;

Result<json::Value> handle(const std::string& message) {
    try {
        DOCKET_TRY(const auto parsed, json::parse(message));
        DOCKET_CHECK(make(request_of(parsed)));
        return json::Value(json::Object{});
    } catch (const std::exception& surprise) {
        return fail(Kind::internal, "picture.failed", std::string("页面图没有做成：") + surprise.what());
    }
}

} // namespace

int picture_child_main(std::span<const std::string> arguments) {
    if (!arguments.empty()) return wrong_usage;
    const int out = sandbox::begin_child();
    setMsgSeverity(L_SEVERITY_NONE);
    return sandbox::answer_requests(STDIN_FILENO, out, longest_request, handle);
}

} // namespace docket::pictures
