// Issued documents and sealed records as ordinary files in folders named by the case, for people. Each file
// is written whole (temporary file, fsync, rename). Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <filesystem>

namespace docket::files {

class FolderShelf final : public flow::Shelf {
  public:
    explicit FolderShelf(std::filesystem::path root) : root_(std::move(root)) {}
    Result<std::string> put(std::string_view folder, std::string_view name,
                            std::span<const std::uint8_t> bytes) override;

  private:
    std::filesystem::path root_;
};

// Display text made safe as one file name: no separators, no control characters, no leading dot.
std::string safe_name(std::string_view text);

} // namespace docket::files
