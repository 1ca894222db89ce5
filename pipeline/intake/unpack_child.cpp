#include "pipeline/intake/unpack_child.hpp"

#include "pipeline/intake/unpack.hpp"
#include "pipeline/intake/unpack_json.hpp"
#include "pipeline/sandbox/child_side.hpp"

#include <leptonica/allheaders.h>
#include <unistd.h>

#include <exception>

namespace docket::intake {
namespace {

constexpr std::size_t longest_request = 1U << 20U;
constexpr int wrong_usage = 2;

Result<json::Value> handle(const std::string& message) {
    DOCKET_TRY(const auto parsed, json::parse(message));
    const auto request = request_of(parsed);
    if (request.open_only) {
        DOCKET_TRY(const auto opened, open_file(request.file, request.limits));
        return to_json(opened);
    }
    DOCKET_TRY(const auto pages, unpack_file(request.file, request.folder, request.limits, request.slice));
    return to_json(pages);
}

// A surprise here is the disk's or docket's, not the file's: worth another try.
Result<json::Value> handle_all(const std::string& message) {
    try {
        return handle(message);
    } catch (const std::exception& surprise) {
        return fail(Kind::internal, "file.unpack_failed",
                    std::string("the file could not be unpacked: ") + surprise.what());
    }
}

} // namespace

int unpack_child_main(std::span<const std::string> arguments) {
    if (!arguments.empty()) return wrong_usage;
    const int out = sandbox::begin_child();
    setMsgSeverity(L_SEVERITY_NONE);
    return sandbox::answer_requests(STDIN_FILENO, out, longest_request, handle_all);
}

} // namespace docket::intake
