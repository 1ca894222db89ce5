// The language model that Debian's input methods come with (libime, package libime-data): words of written
// Chinese, simplified, and how they follow one another, three at a time. One thread.
#pragma once

#include "ocr/context/words.hpp"
#include "pipeline/base/result.hpp"

#include <memory>

namespace docket::ocr {

class ImeWords final : public Words {
  public:
    // Failure: unavailable "ocr.no_words" where the model is not installed.
    static Result<std::unique_ptr<ImeWords>> open();
    ~ImeWords() override;
    std::string name() const override { return "libime/zh_CN"; }
    bool knows(std::string_view word) const override;
    double follows(std::span<const std::string_view> words) const override;

  private:
    struct Model;
    explicit ImeWords(std::unique_ptr<Model> model);
    std::unique_ptr<Model> model_;
};

} // namespace docket::ocr
