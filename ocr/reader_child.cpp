#include "ocr/prepare/prepare.hpp"
#include "ocr/scripted/scripted.hpp"
#include "ocr/tesseract/orientation.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "ocr/worker.hpp"
#include "pipeline/sandbox/child_side.hpp"

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
        if (arguments[i] != "--engine" && arguments[i] != "--script") return std::nullopt;
        options[arguments[i]] = arguments[i + 1];
    }
    return options;
}

int serve_tesseract(int out) {
    const auto one_thread =
        std::getenv("OMP_THREAD_LIMIT"); // threads of its own make Tesseract many times slower
    if (one_thread == nullptr || std::string_view(one_thread) != "1") {
        std::fputs("OMP_THREAD_LIMIT must be 1 before the reader starts\n", stderr);
        return wrong_usage;
    }
    TesseractEngine engine;
    TesseractOrientation orientation;
    return serve_reader(
        engine,
        [&](const std::filesystem::path& image, Steps& steps) {
            return prepare_file(image, &orientation, &steps);
        },
        STDIN_FILENO, out);
}

int serve_script(const std::string& folder, int out) {
    ScriptedEngine engine(folder, out);
    return serve_reader(
        engine, [](const std::filesystem::path& image, Steps&) { return as_bytes(image); }, STDIN_FILENO,
        out);
}

} // namespace

int reader_child_main(std::span<const std::string> arguments) {
    const auto options = options_of(arguments);
    if (!options) return wrong_usage;
    const int out = sandbox::begin_child();
    const auto engine = options->find("--engine");
    const auto script = options->find("--script");
    if (engine == options->end() || engine->second == "tesseract") return serve_tesseract(out);
    if (engine->second == "scripted" && script != options->end()) return serve_script(script->second, out);
    return wrong_usage;
}

} // namespace docket::ocr
