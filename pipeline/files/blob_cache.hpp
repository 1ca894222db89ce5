// Copies of bytes that lie elsewhere, in a folder of this host, named as FileBlobs names them. It is bounded:
// what was not asked for longest goes first, but nothing that was asked for within the last hour, so that a
// child process may still open what it was shown; where all is asked for in turn (a first backup) and twice
// the bound is held, nothing of the last minute. All of it may be deleted at any time. Several threads and
// processes may share one folder.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/files/draft.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace docket::files {

struct CacheLimits {
    std::uint64_t most = 2ULL << 30U; // bytes; exceeded by a sixteenth before somebody looks
    Millis shown = std::chrono::hours{1}, just_shown = std::chrono::minutes{1};
};

class BlobCache {
  public:
    // Makes the folder when it is missing. Failure of all: unavailable "blob.unavailable".
    static Result<std::unique_ptr<BlobCache>> open(const std::filesystem::path& folder, CacheLimits limits,
                                                   const Clock& clock);
    std::filesystem::path drafts() const { return folder_ / "tmp"; }
    // The copy, which is now the one asked for last.
    Result<std::optional<std::filesystem::path>> find(const Digest& digest);
    // Takes up a finished draft, and makes room when much was taken up.
    Result<std::filesystem::path> keep(Draft& draft);
    Result<void> drop(const Digest& digest);

  private:
    BlobCache(std::filesystem::path folder, CacheLimits limits, const Clock& clock)
        : folder_(std::move(folder)), limits_(limits), clock_(clock) {}
    Result<void> make_room();

    const std::filesystem::path folder_;
    const CacheLimits limits_;
    const Clock& clock_;
    std::atomic<std::uint64_t> added_ = 0; // bytes since room was last made
};

} // namespace docket::files
