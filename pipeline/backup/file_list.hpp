// The files of a data folder that belong into a backup, each kept as a blob and named by its path. One
// thread; memory holds the names of one folder.
#pragma once

#include "pipeline/backup/manifest.hpp"

#include <filesystem>
#include <optional>

namespace docket::backup {

struct KeptFile {
    std::string path; // from the data folder
    Digest digest;
    std::int64_t bytes = 0;
    std::int64_t changed_us = 0; // by a clock of the file system's own; only compared
    friend bool operator==(const KeptFile&, const KeptFile&) = default;
};

Result<void> each_file(flow::Blobs& depot, const Manifest& manifest,
                       const std::function<Result<void>(const KeptFile&)>& sink);

class FileKeeper {
  public:
    // `before`: the backup before, or none; outlives the keeper.
    FileKeeper(std::filesystem::path root, flow::Blobs& into, const Manifest& before)
        : root_(std::move(root)), into_(into), list_(into),
          before_(into, before.files, "上一次备份的文件清单") {}

    // A file or a folder with all in it; what is not there is left out.
    Result<void> keep(const std::filesystem::path& part) { return keep(root_ / part, {}); }
    // The same for the one large folder, which comes last, wherever it lies: it is named as `name` of the
    // data folder. A file of the size and time it had in the backup before is not read again; of any other
    // `belongs` is asked.
    using Belongs = std::function<Result<bool>(const std::filesystem::path&)>;
    Result<void> keep_changed(const std::filesystem::path& folder, const std::string& name,
                              const Belongs& belongs) {
        root_ = folder, prefix_ = name;
        return keep(folder, belongs);
    }
    Result<void> keep_text(const std::string& path, std::string_view text); // stands for a file
    Result<std::vector<Piece>> finish() { return list_.finish(); }
    std::int64_t files() const { return files_; }

  private:
    Result<void> keep(const std::filesystem::path& place, const Belongs& belongs);
    Result<void> keep_file(const std::filesystem::path& file, const Belongs& belongs);
    Result<bool> unchanged(const KeptFile& file);
    Result<void> add(const KeptFile& file);

    std::filesystem::path root_, prefix_; // a file's path is that from the root, below the prefix
    flow::Blobs& into_;
    LineWriter list_;
    LineReader before_;
    std::optional<KeptFile> known_; // where the list of the backup before has been read to
    std::int64_t files_ = 0;
};

} // namespace docket::backup
