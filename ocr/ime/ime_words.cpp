#include "ocr/ime/ime_words.hpp"

#include <libime/core/languagemodel.h>

#include <exception>
#include <vector>

namespace docket::ocr {
namespace {

constexpr double natural = 2.302585092994046; // the model's logarithms are to the base of ten

} // namespace

struct ImeWords::Model {
    explicit Model(std::shared_ptr<const libime::StaticLanguageModelFile> file) : words(std::move(file)) {}
    libime::LanguageModel words;
};

ImeWords::ImeWords(std::unique_ptr<Model> model) : model_(std::move(model)) {}
ImeWords::~ImeWords() = default;

Result<std::unique_ptr<ImeWords>> ImeWords::open() {
    try {
        auto file = libime::DefaultLanguageModelResolver::instance().languageModelFileForLanguage("zh_CN");
        if (file) return std::unique_ptr<ImeWords>(new ImeWords(std::make_unique<Model>(std::move(file))));
        return fail(Kind::unavailable, "ocr.no_words",
                    "there is no model of Chinese words; install libime-data");
    } catch (const std::exception& error) {
        return fail(Kind::unavailable, "ocr.no_words",
                    std::string("the model of Chinese words cannot be opened (") + error.what() +
                        "); install libime-data again");
    }
}

bool ImeWords::knows(std::string_view word) const {
    return !model_->words.isUnknown(model_->words.index(word), word);
}

double ImeWords::follows(std::span<const std::string_view> words) const {
    const std::vector<std::string_view> all(words.begin(), words.end());
    const std::vector<std::string_view> before(all.begin(), all.end() - 1);
    const auto& start = model_->words.nullState();
    const float whole = model_->words.wordsScore(start, all);
    const float without = before.empty() ? 0 : model_->words.wordsScore(start, before);
    return natural * static_cast<double>(whole - without);
}

} // namespace docket::ocr
