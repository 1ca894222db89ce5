// A folder of backups of one installation: manifests by number, and one store of blobs that all of them
// share. A backup is there once its manifest is, which is named last; whatever was broken off leaves only
// blobs that nobody names, and the next backup of the same things finds them. One program adds to it at a
// time, several may read. One thread.
//
//   docket-backups.json  lock  manifest-000001.json ...  blobs/ab/cdef...
#pragma once

#include "pipeline/backup/manifest.hpp"
#include "pipeline/files/durable.hpp"
#include "pipeline/files/file_blobs.hpp"

#include <filesystem>
#include <memory>

namespace docket::backup {

class Depot {
  public:
    // A folder that is missing or empty is made one of this installation. Failures: conflict
    // "backup.running", "backup.not_a_depot" (it holds something else), "backup.other_installation".
    static Result<Depot> to_add(const std::filesystem::path& folder, const flow::Installation& installation);
    // Failures: not_found "backup.none", conflict "backup.running" (one is being taken; ask again).
    static Result<Depot> to_read(const std::filesystem::path& folder);

    files::FileBlobs& blobs() { return *blobs_; }
    const std::filesystem::path& folder() const { return folder_; }
    Result<std::vector<int>> numbers() const;    // rising
    Result<Manifest> manifest(int number) const; // not_found "backup.none"
    Result<Manifest> at(int number) const;       // 0: the newest
    // From now on the backup is there. The digest of its manifest.
    Result<Digest> add(const Manifest& manifest);

    struct Forgotten {
        std::size_t backups = 0;
        std::int64_t blobs = 0;
    };
    // Leaves the newest `keep` and the blobs they name; memory holds 32 bytes a blob. A manifest goes before
    // its blobs do.
    Result<Forgotten> keep_newest(std::size_t keep);

  private:
    Depot(std::filesystem::path folder, files::FolderLock lock, std::unique_ptr<files::FileBlobs> blobs);
    static Result<Depot> open(const std::filesystem::path& folder, files::FolderLock::How how);
    std::filesystem::path place(int number) const;
    std::filesystem::path folder_;
    files::FolderLock lock_;
    std::unique_ptr<files::FileBlobs> blobs_;
};

// "<digest> <what names it>" of a manifest's list of blobs.
struct NamedBlob {
    Digest blob;
    std::string where;
};
Result<void> each_blob(flow::Blobs& depot, const Manifest& manifest,
                       const std::function<Result<void>(const NamedBlob&)>& sink);

} // namespace docket::backup
