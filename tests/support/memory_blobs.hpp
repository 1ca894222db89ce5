// Blobs in memory, with a limit; a path() is written to a folder when it is asked for. Any thread.
#pragma once

#include "pipeline/flow/ports.hpp"
#include "tests/support/temporary_folder.hpp"

#include <limits>
#include <map>
#include <mutex>

namespace docket::testing {

class MemoryBlobs final : public flow::Blobs {
  public:
    Result<Digest> put(std::span<const std::uint8_t> bytes) override;
    Result<Digest> put_file(const std::filesystem::path& file) override;
    Result<Bytes> get(const Digest& digest) override;
    Result<std::filesystem::path> path(const Digest& digest) override;
    Result<bool> has(const Digest& digest) override;

    void limit(std::size_t longest) { longest_ = longest; } // of one blob
    void replace(const Digest& digest, Bytes bytes);        // damage

  private:
    std::mutex mutex_;
    std::map<Digest, Bytes> held_; // under mutex_
    std::size_t longest_ = std::numeric_limits<std::size_t>::max();
    TemporaryFolder folder_{TemporaryFolder::in_memory()};
};

} // namespace docket::testing
