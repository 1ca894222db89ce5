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

// Reads one page in the ways it may lie, and keeps the best reading.
class Upright {
  public:
    Upright(OcrEngine& engine, const Preparer& prepare, const std::filesystem::path& image, bool second_look)
        : engine_(engine), prepare_(prepare), image_(image), second_look_(second_look) {}

    // Marks mislead preparation on some pages: commas in the middle of their square, columns, dirt. What it
    // was not sure of and reads badly, the detector is asked about; then it is laid the other ways.
    Result<Reading> read(Prepared prepared) {
        const int turned = prepared.turned;
        const bool sure = prepared.sure;
        best_.prepared = std::move(prepared);
        DOCKET_TRY(best_.text, text_of(best_.prepared, second_look_));
        if (sure || (!poor(best_.text) && glyph_count(best_.text) >= enough_to_tell_by))
            return std::move(best_);
        Steps unheard;
        DOCKET_TRY(auto asked, prepare_(image_, unheard, {std::nullopt, true}));
        const int told = asked.turned;
        if (told != turned) DOCKET_CHECK(compare(std::move(asked)));
        for (const int turn : {0, 180, 90, 270}) {
            if (!poor(best_.text)) break;
            if (turn == turned || turn == told) continue;
            DOCKET_TRY(auto other, prepare_(image_, unheard, {turn}));
            DOCKET_CHECK(compare(std::move(other)));
        }
        if (best_.prepared.turned != turned && second_look_) {
            DOCKET_TRY(best_.text, text_of(best_.prepared, true));
        }
        return std::move(best_);
    }

  private:
    Result<PageText> text_of(const Prepared& prepared, bool second_look) {
        return engine_.read(prepared.image, {second_look, prepared.columns});
    }
    Result<void> compare(Prepared other) {
        Reading tried{std::move(other), {}};
        DOCKET_TRY(tried.text, text_of(tried.prepared, false));
        if (weight(tried.text) > weight(best_.text)) best_ = std::move(tried);
        return {};
    }

    OcrEngine& engine_;
    const Preparer& prepare_;
    const std::filesystem::path& image_;
    bool second_look_;
    Reading best_;
};

Result<json::Value> read_page(OcrEngine& engine, const Preparer& prepare, const std::string& message) {
    const auto started = std::chrono::steady_clock::now();
    DOCKET_TRY(const auto request, json::parse(message));
    const auto& wishes = request.at("options");
    Steps steps(wishes.text_at("explain"));
    const std::filesystem::path image = request.text_at("image");
    DOCKET_TRY(auto prepared, prepare(image, steps, {}));
    PageText read;
    if (!prepared.blank) {
        Upright upright(engine, prepare, image, wishes.bool_at("second_look", true));
        DOCKET_TRY(auto reading, upright.read(std::move(prepared)));
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
