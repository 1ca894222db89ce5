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

constexpr float reads_well = 0.75F; // mean confidence; a page that lies wrongly reads as 0.55 to 0.65
constexpr std::size_t enough_to_tell_by = 20; // glyphs

struct Reading {
    Prepared prepared;
    PageText text;
};

bool poor(const PageText& text) {
    return glyph_count(text) >= enough_to_tell_by && confidence(text) < reads_well;
}

// Marks mislead preparation on some pages: commas in the middle of their square, columns, dirt. What it was
// not sure of and reads badly is laid the other ways and read again; the best reading is taken.
Result<Reading> read_upright(OcrEngine& engine, const Preparer& prepare, const std::filesystem::path& image,
                             Prepared prepared, bool second_look) {
    const int turned = prepared.turned;
    const bool sure = prepared.sure;
    Reading best{std::move(prepared), {}};
    DOCKET_TRY(best.text, engine.read(best.prepared.image, {second_look, best.prepared.columns}));
    if (sure || !poor(best.text)) return best;
    for (const int turn : {0, 180, 90, 270}) {
        if (turn == turned) continue;
        Steps unheard;
        DOCKET_TRY(auto other, prepare(image, unheard, turn));
        Reading tried{std::move(other), {}};
        DOCKET_TRY(tried.text, engine.read(tried.prepared.image, {false, tried.prepared.columns}));
        if (weight(tried.text) <= weight(best.text)) continue;
        best = std::move(tried);
        if (!poor(best.text)) break;
    }
    if (best.prepared.turned != turned && second_look) {
        DOCKET_TRY(best.text, engine.read(best.prepared.image, {second_look, best.prepared.columns}));
    }
    return best;
}

Result<json::Value> read_page(OcrEngine& engine, const Preparer& prepare, const std::string& message) {
    const auto started = std::chrono::steady_clock::now();
    DOCKET_TRY(const auto request, json::parse(message));
    const auto& wishes = request.at("options");
    Steps steps(wishes.text_at("explain"));
    const std::string image = request.text_at("image");
    DOCKET_TRY(auto prepared, prepare(image, steps, std::nullopt));
    PageText read;
    if (!prepared.blank) {
        DOCKET_TRY(auto reading, read_upright(engine, prepare, image, std::move(prepared),
                                              wishes.bool_at("second_look", true)));
        prepared = std::move(reading.prepared), read = std::move(reading.text);
    }
    if (read.engine.empty()) read.engine = engine.name();
    DOCKET_CHECK(steps.done("read"));
    auto inside = std::exchange(read.steps, {}); // of an engine that tells its own
    auto page = prepared.placement.width() > 0 ? on_original(std::move(read), prepared) : std::move(read);
    if (prepared.placement.width() > 0) page.barcodes = barcodes_in(image);
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
