#include "ocr/ppocr/models.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/json/json.hpp"

#include <fstream>
#include <iterator>

namespace docket::ocr::ppocr {
namespace {

Failure missing(const std::filesystem::path& what) {
    return fail(Kind::unavailable, "ocr.no_model",
                "找不到识读模型 " + what.filename().string() +
                    "；请运行 ./run 重新安装模型，或用 DOCKET_MODELS 指明文件夹");
}

Failure unusable(const std::string& why) {
    return fail(Kind::corrupt, "ocr.model_unusable", "识读模型不能使用（" + why + "）；请重新安装模型");
}

Result<std::string> bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return missing(file);
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

// A line of the dictionary is a character; class 0 is the blank, the class after the last line the space.
Result<std::vector<char32_t>> dictionary_of(const std::filesystem::path& file) {
    DOCKET_TRY(const auto text, bytes_of(file));
    std::vector<char32_t> classes{0};
    std::u32string line;
    const auto end_of_line = [&] {
        if (!line.empty() && line.back() == U'\r') line.pop_back();
        classes.push_back(line.size() == 1 ? line.front() : U'\uFFFD');
        line.clear();
    };
    for (const char32_t ch : code_points(text)) {
        if (ch == U'\n')
            end_of_line();
        else
            line.push_back(ch);
    }
    if (!line.empty()) end_of_line();
    classes.push_back(U' ');
    if (classes.size() < 100) return unusable("字典太短");
    return classes;
}

std::filesystem::path folded(const std::filesystem::path& model) {
    auto lighter = model.parent_path() / "folded" / model.filename();
    return std::filesystem::is_regular_file(lighter) ? lighter : model;
}

// `told` names the model, its weights and its dictionary.
Result<Recognition> recognition_of(const std::filesystem::path& folder, const json::Value& told) {
    Recognition out;
    out.weights = folder / told.text_at("recognition");
    if (!std::filesystem::is_regular_file(out.weights)) return missing(out.weights);
    DOCKET_TRY(out.dictionary, dictionary_of(folder / told.text_at("dictionary")));
    DOCKET_TRY(const auto weights, bytes_of(out.weights));
    out.description = told.text_at("name", "PP-OCR") + "@" + sha256(weights).hex().substr(0, 12);
    out.weights = folded(out.weights);
    return out;
}

} // namespace

Result<Models> models_in(const std::filesystem::path& folder) {
    DOCKET_TRY(const auto text, bytes_of(folder / "models.json"));
    const auto told = json::parse(text);
    if (!told) return unusable("models.json：" + told.error().detail);
    Models models;
    models.name = told->text_at("name", "PP-OCR");
    models.detection = folder / told->text_at("detection");
    models.direction = folder / told->text_at("direction");
    models.input_height = static_cast<int>(told->int_at("input_height", models.input_height));
    if (models.input_height < 16 || models.input_height > 128)
        return unusable("input_height 应在 16 到 128 之间");
    const auto runtime = told->text_at("runtime");
    models.runtime = runtime.empty() ? std::filesystem::path("libonnxruntime.so.1") : folder / runtime;
    if (!std::filesystem::is_regular_file(models.detection)) return missing(models.detection);
    models.detection = folded(models.detection);
    DOCKET_TRY(models.recognition, recognition_of(folder, *told));
    if (const auto& other = told->at("traditional"); !other.is_null()) {
        DOCKET_TRY(models.traditional, recognition_of(folder, other));
    }
    return models;
}

} // namespace docket::ocr::ppocr
