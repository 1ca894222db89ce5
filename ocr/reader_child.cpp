#include "ocr/columns/columns.hpp"
#include "ocr/ime/ime_words.hpp"
#include "ocr/merge/both.hpp"
#include "ocr/ppocr/ppocr.hpp"
#include "ocr/prepare/prepare.hpp"
#include "ocr/scripted/scripted.hpp"
#include "ocr/tesseract/orientation.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "ocr/worker.hpp"
#include "pipeline/sandbox/child_side.hpp"

#include <malloc.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>

namespace docket::ocr {
namespace {

constexpr int wrong_usage = 2;

// "--name value" pairs; nothing when they are not that.
std::optional<std::map<std::string, std::string>> options_of(std::span<const std::string> arguments) {
    std::map<std::string, std::string> options;
    if (arguments.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        if (arguments[i] != "--engine" && arguments[i] != "--script" && arguments[i] != "--models")
            return std::nullopt;
        options[arguments[i]] = arguments[i + 1];
    }
    return options;
}

// Threads of its own make Tesseract many times slower.
bool one_thread_only() {
    const auto* limit = std::getenv("OMP_THREAD_LIMIT");
    const bool one = limit != nullptr && std::string_view(limit) == "1";
    if (!one) std::fputs("OMP_THREAD_LIMIT must be 1 before the reader starts\n", stderr);
    return one;
}

// What is freed stays with the process: a model asks for the same large pieces for each line, and the kernel
// would clear every page of them anew.
void keep_freed_memory() {
    constexpr int piece = 32 << 20, kept = 64 << 20; // bytes
    mallopt(M_MMAP_THRESHOLD, piece);
    mallopt(M_TRIM_THRESHOLD, kept);
}

int serve_prepared(OcrEngine& engine, int out) {
    TesseractOrientation orientation;
    InColumns columns(engine);
    return serve_reader(
        columns,
        [&](const std::filesystem::path& image, Steps& steps, const Lay& lay) {
            return prepare_file(image, lay.ask ? &orientation : nullptr, &steps, lay.turn);
        },
        STDIN_FILENO, out);
}

// "auto" is both engines, and Tesseract alone where the models of the other are not to be had: the parent has
// said so to people before (pipeline/app/reading.hpp).
int serve_pages(const std::string& which, const std::string& models, int out) {
    if (!one_thread_only()) return wrong_usage;
    keep_freed_memory();
    TesseractEngine tesseract;
    if (which == "tesseract") return serve_prepared(tesseract, out);
    const auto ppocr = PpocrEngine::open(models);
    if (!ppocr) {
        std::fprintf(stderr, "%s: %s\n", ppocr.error().code.c_str(), ppocr.error().detail.c_str());
        if (which == "ppocr") return wrong_usage;
        return serve_prepared(tesseract, out);
    }
    if (which == "ppocr") return serve_prepared(**ppocr, out);
    const auto words = ImeWords::open();
    if (!words) std::fprintf(stderr, "%s: %s\n", words.error().code.c_str(), words.error().detail.c_str());
    BothEngines both(**ppocr, tesseract, words ? words->get() : nullptr);
    return serve_prepared(both, out);
}

int serve_script(const std::string& folder, int out) {
    ScriptedEngine engine(folder, out);
    return serve_reader(
        engine, [](const std::filesystem::path& image, Steps&, const Lay&) { return as_bytes(image); },
        STDIN_FILENO, out);
}

} // namespace

int reader_child_main(std::span<const std::string> arguments) {
    const auto options = options_of(arguments);
    if (!options) return wrong_usage;
    const int out = sandbox::begin_child();
    const auto given = [&](const char* name, const char* otherwise) {
        const auto found = options->find(name);
        return found == options->end() ? std::string(otherwise) : found->second;
    };
    const auto engine = given("--engine", "auto");
    if (engine == "scripted" && options->contains("--script"))
        return serve_script(given("--script", ""), out);
    if (engine == "auto" || engine == "ppocr" || engine == "tesseract")
        return serve_pages(engine, given("--models", ""), out);
    return wrong_usage;
}

} // namespace docket::ocr
