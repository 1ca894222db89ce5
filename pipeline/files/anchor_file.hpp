// Anchors of the record as lines "n hash ms" of a text file, which may lie on another volume. Appending locks
// the file and syncs it; any thread and process.
#pragma once

#include "pipeline/flow/audit.hpp"

#include <filesystem>

namespace docket::files {

class AnchorFile final : public flow::AnchorBook {
  public:
    explicit AnchorFile(std::filesystem::path file) : file_(std::move(file)) {}
    Result<void> append(const review::Anchor& anchor) override;
    Result<std::vector<review::Anchor>> all() override;

  private:
    std::filesystem::path file_;
};

} // namespace docket::files
