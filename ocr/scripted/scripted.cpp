#include "ocr/scripted/scripted.hpp"

#include "ocr/page_json.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/sandbox/answer.hpp"
#include "pipeline/sandbox/frame.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace docket::ocr {
namespace {

constexpr int page_width = 827, page_height = 1169, margin = 80, pitch = 24, cell = 16;

Result<std::string> bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return fail(Kind::invalid, "ocr.image_unusable",
                    "the image " + file.filename().string() + " cannot be opened");
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

PageText laid_out(const std::string& text, float confidence) {
    PageText page{page_width, page_height, 0, 0, {}, "scripted", 0};
    int x = margin, y = margin;
    const auto start_line = [&] {
        page.lines.push_back({{}, {margin, y, 0, cell}, confidence, "scripted"});
        x = margin;
        y += pitch;
    };
    for (const char32_t ch : code_points(text)) {
        if (page.lines.empty()) start_line();
        if (ch == U'\n') {
            start_line();
            continue;
        }
        auto& line = page.lines.back();
        line.glyphs.push_back({ch, {x, line.box.y, cell, cell}, confidence});
        line.box.w = x + cell - margin;
        x += cell;
    }
    return page;
}

[[noreturn]] void hang() {
    while (true) ::pause();
}

[[noreturn]] void eat() {
    constexpr std::size_t bite = 4U << 20U;
    std::vector<std::vector<char>> eaten;
    while (true) {
        eaten.emplace_back(bite, '\1');
        ::usleep(500);
    }
}

[[noreturn]] void misbehave(const std::string& how, int out) {
    if (how == "hang") hang();
    if (how == "eat") eat();
    if (how == "abort") std::abort();
    if (how == "garbage") {
        static_cast<void>(sandbox::write_frame(out, "}{ this is no JSON"));
        hang();
    }
    std::_Exit(EXIT_SUCCESS); // "exit"
}

} // namespace

Result<PageText> ScriptedEngine::read(const PageImage& image, const ReadOptions&) {
    auto file = folder_ / (sha256(image.pixels).hex() + ".json");
    if (!std::filesystem::exists(file)) file = folder_ / "otherwise.json";
    if (!std::filesystem::exists(file))
        return fail(Kind::not_found, "ocr.not_scripted", "the script says nothing of this page");
    DOCKET_TRY(const auto text, bytes_of(file));
    DOCKET_TRY(const auto script, json::parse(text));
    if (const auto how = script.text_at("misbehave"); !how.empty()) misbehave(how, out_);
    if (!script.at("failure").is_null()) return sandbox::understand(text).outcome.error();
    if (script.at("text").is_null()) return page_of(script);
    return laid_out(script.text_at("text"), static_cast<float>(script.number_at("confidence", 0.95)));
}

Result<Prepared> as_bytes(const std::filesystem::path& image) {
    DOCKET_TRY(const auto bytes, bytes_of(image));
    Prepared prepared;
    prepared.image.pixels.assign(bytes.begin(), bytes.end());
    return prepared;
}

} // namespace docket::ocr
