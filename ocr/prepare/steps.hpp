// What a page goes through: how long each step takes, and, when it is to be explained, a picture of what each
// step made of the page, with what it decided. Made by the reader child for one page, handed to preparation
// and engine in turn. One thread.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/base/result.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace docket::ocr {

class Steps {
  public:
    // With a folder, which is made when it is not there, each step writes 01-NAME.png into it and a line into
    // index.txt: number, name, decision, confidence, milliseconds, parted by tabs.
    explicit Steps(std::filesystem::path explain_in = {});

    using Picture = std::function<PageImage()>;
    // The step that began when the one before ended is done. The picture is asked for only when explaining,
    // and that time counts for no step.
    // Failure: unavailable "ocr.explain_unwritable".
    Result<void> done(const std::string& name, const std::string& decision = "", double confidence = 1,
                      const Picture& picture = {});
    bool explaining() const { return !folder_.empty(); }
    const std::vector<Step>& taken() const { return taken_; }

  private:
    Result<void> explain(const std::string& decision, double confidence, const Picture& picture) const;

    std::filesystem::path folder_;
    std::chrono::steady_clock::time_point began_;
    std::vector<Step> taken_;
};

} // namespace docket::ocr
