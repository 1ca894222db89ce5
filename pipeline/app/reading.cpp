#include "pipeline/app/reading.hpp"

#include "pipeline/app/arguments.hpp"
#include "pipeline/intake/child_page_reader.hpp"
#include "pipeline/intake/child_unpacker.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <vector>

namespace docket::app {

namespace {

constexpr std::string_view no_models = "没有 PP-OCR 的模型，只用 Tesseract 识读，手写件会差得多；运行 ./run "
                                       "安装，或用 DOCKET_MODELS 指明模型文件夹。";

Result<int> number_of_environment(const char* name, int least, int most, int otherwise) {
    const char* given = std::getenv(name);
    if (given == nullptr) return otherwise;
    const std::string_view text = given;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
        return usage("环境变量 " + std::string(name) + " 须是 " + std::to_string(least) + " 到 " +
                     std::to_string(most) + " 之间的整数。");
    return number;
}

Result<sandbox::Limits> reader_limits() {
    sandbox::Limits limits;
    limits.resident_bytes = 600LL << 20U; // two engines, of which the second may hold both its languages
    const auto seconds =
        static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(limits.wall).count());
    const auto megabytes = static_cast<int>(limits.resident_bytes >> 20U);
    DOCKET_TRY(const int wall, number_of_environment("DOCKET_READER_SECONDS", 1, 3600, seconds));
    DOCKET_TRY(const int resident, number_of_environment("DOCKET_READER_MB", 50, 16'000, megabytes));
    limits.wall = std::chrono::seconds{wall};
    limits.resident_bytes = std::int64_t{resident} << 20U;
    return limits;
}

} // namespace

std::unique_ptr<flow::Unpacker> make_unpacker(const ReadingSettings& reading) {
    return std::make_unique<intake::ChildUnpacker>(sandbox::Command{{reading.program, "unpack-child"}});
}

Result<std::unique_ptr<flow::PageReader>> make_page_reader(const ReadingSettings& reading) {
    intake::ReaderSettings settings;
    DOCKET_TRY(settings.limits, reader_limits());
    const auto& engine = reading.engine;
    if (engine != "auto" && engine != "ppocr" && engine != "tesseract" && engine != "scripted")
        return usage("没有识读引擎 " + engine + "。");
    const auto models = models_folder();
    if (engine == "ppocr" && models.empty())
        return fail(Kind::unavailable, "ocr.no_model", std::string(no_models));
    const auto engine_there = engine == "auto" && models.empty() ? "tesseract" : engine;
    settings.program.argv = {reading.program, "reader-child", "--engine", engine_there};
    if (!models.empty())
        settings.program.argv.insert(settings.program.argv.end(), {"--models", models.string()});
    if (!reading.script.empty())
        settings.program.argv.insert(settings.program.argv.end(), {"--script", reading.script});
    settings.children = reading.readers;
    settings.explain = reading.explain;
    return std::unique_ptr<flow::PageReader>(std::make_unique<intake::ChildPageReader>(std::move(settings)));
}

std::filesystem::path models_folder() {
    std::vector<std::filesystem::path> places{share() / "models", share() / "build/models"};
    if (const char* given = std::getenv("DOCKET_MODELS")) places = {given};
    for (const auto& place : places)
        if (std::error_code error; std::filesystem::is_regular_file(place / "models.json", error))
            return place;
    return {};
}

void warn_of_missing_engine(const ReadingSettings& reading) {
    if (reading.engine == "auto" && models_folder().empty()) std::cerr << no_models << '\n';
}

std::string normalised_text(const ocr::PageText& page) {
    std::string out;
    for (const auto& line : page.lines) {
        std::u32string read;
        for (const auto& glyph : line.glyphs) read += glyph.ch;
        out += text::encode(text::normalise(read).text) + '\n';
    }
    return out;
}

} // namespace docket::app
