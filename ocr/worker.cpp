#include "ocr/worker.hpp"

#include "ocr/barcodes/barcodes.hpp"
#include "ocr/page_json.hpp"
#include "pipeline/sandbox/child_side.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace docket::ocr {
namespace {

constexpr std::size_t longest_request = 1U << 20U;

Result<json::Value> read_page(OcrEngine& engine, const Preparer& prepare, const std::string& message) {
    const auto started = std::chrono::steady_clock::now();
    DOCKET_TRY(const auto request, json::parse(message));
    const auto& wishes = request.at("options");
    Steps steps(wishes.text_at("explain"));
    DOCKET_TRY(auto prepared, prepare(request.text_at("image"), steps));
    PageText read;
    if (!prepared.blank) {
        const ReadOptions options{wishes.bool_at("second_look", true), prepared.columns};
        DOCKET_TRY(read, engine.read(prepared.image, options));
    }
    if (read.engine.empty()) read.engine = engine.name();
    DOCKET_CHECK(steps.done("read"));
    auto inside = std::exchange(read.steps, {}); // of an engine that tells its own
    auto page = prepared.placement.width() > 0 ? on_original(std::move(read), prepared) : std::move(read);
    if (prepared.placement.width() > 0) page.barcodes = barcodes_in(request.text_at("image"));
    DOCKET_CHECK(steps.done("barcodes"));
    page.steps = steps.taken();
    const auto whole = std::ranges::find(page.steps, "read", &Step::name);
    if (!inside.empty() && whole != page.steps.end())
        page.steps.insert(page.steps.erase(whole), inside.begin(), inside.end());
    const auto took = std::chrono::steady_clock::now() - started;
    page.ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    return to_json(page);
}

} // namespace

int serve_reader(OcrEngine& engine, const Preparer& prepare, int in, int out) {
    return sandbox::answer_requests(
        in, out, longest_request, [&](const std::string& request) -> Result<json::Value> {
            try {
                return read_page(engine, prepare, request);
            } catch (const std::exception& surprise) {
                return fail(Kind::internal, "ocr.engine_failed",
                            std::string("the reading engine failed: ") + surprise.what());
            }
        });
}

} // namespace docket::ocr
