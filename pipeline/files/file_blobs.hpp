// Blobs as files of one folder, named by their SHA-256: `ab/cdef...`. A blob is written beside its place
// (tmp/), forced to the disk, renamed, and its folder forced too, so what put() has returned survives a power
// cut and what it has not returned leaves nothing behind. Several threads and processes may share one folder.
#pragma once

#include "pipeline/flow/ports.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace docket::files {

class FileBlobs final : public flow::Blobs {
  public:
    // Makes the folder when it is missing and clears away what a writer that was killed left in tmp/.
    // Failure: unavailable "blob.unavailable".
    static Result<std::unique_ptr<FileBlobs>> open(const std::filesystem::path& folder);

    Result<Digest> put(std::span<const std::uint8_t> bytes) override;
    Result<Digest> put_file(const std::filesystem::path& file) override;
    Result<Bytes> get(const Digest& digest) override;
    Result<std::filesystem::path> path(const Digest& digest) override;
    Result<bool> has(const Digest& digest) override;
    // Removes every blob of which `wanted` says no; how many. Only while nobody puts: for a folder of
    // backups, never for an office's.
    Result<std::int64_t> keep_only(const std::function<bool(const Digest&)>& wanted);

  private:
    explicit FileBlobs(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_;
};

} // namespace docket::files
