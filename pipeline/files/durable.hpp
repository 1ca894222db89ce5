// Small files that are there whole or not at all, copies with the digest of what was copied, and a lock on a
// folder. Failures: those of posix_file.hpp. Any thread.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace docket::files {

// Written beside its place, forced to the disk, renamed over what was there; its folder is forced too.
Result<void> write_whole(const std::filesystem::path& file, std::string_view text);
// The same with the bytes of another file; folders on the way are made. What was copied, by its digest.
Result<Digest> copy_whole(const std::filesystem::path& from, const std::filesystem::path& to);
Result<Digest> digest_of(const std::filesystem::path& file);
Result<std::string> text_of(const std::filesystem::path& file);

// flock(2) on a file of the folder, made when missing; given back with the object or the process.
class FolderLock {
  public:
    enum class How { shared, alone };
    // None: somebody else holds it. Does not wait.
    static Result<std::optional<FolderLock>> take(const std::filesystem::path& file, How how);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

  private:
    explicit FolderLock(int fd) : fd_(fd) {}
    int fd_;
};

} // namespace docket::files
