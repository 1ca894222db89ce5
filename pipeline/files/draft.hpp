// A file on its way to its name: written in a folder for drafts, hashed as it is written, forced to the disk,
// then renamed to its place. Without that it leaves nothing behind. One owner, one thread; several threads
// and processes may have drafts in one folder. Private to the adapters that keep bytes.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/files/posix_file.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace docket::files {

class Draft {
  public:
    // Failures of all: exhausted "blob.no_room", unavailable "blob.unavailable".
    static Result<Draft> begin(const std::filesystem::path& drafts);
    // Finished ones: of bytes, and of a file that is read piece by piece.
    static Result<Draft> of(const std::filesystem::path& drafts, std::span<const std::uint8_t> bytes);
    static Result<Draft> of(const std::filesystem::path& drafts, const std::filesystem::path& file);
    Draft(Draft&& other) noexcept;
    Draft& operator=(Draft&&) = delete;
    ~Draft();

    Result<void> add(std::span<const std::uint8_t> bytes);
    // Complete, on the disk, never to change again; once.
    Result<void> finish();
    const Digest& digest() const { return digest_; } // of a finished one
    std::uint64_t size() const { return size_; }
    // The bytes read from there on; 0 at the end.
    Result<std::size_t> read_at(std::uint64_t at, std::span<std::uint8_t> into) const;
    // To a name that survives a power cut; its folder is made. What has that name already is replaced.
    Result<void> move_to(const std::filesystem::path& place);

  private:
    Draft(Descriptor file, std::filesystem::path path);
    Descriptor file_;
    std::filesystem::path path_;
    std::unique_ptr<Hasher> hasher_;
    Digest digest_{};
    std::uint64_t size_ = 0;
};

// Removes the drafts whose writer was killed.
Result<void> clear_leftovers(const std::filesystem::path& drafts);

// Where the bytes of this digest lie below a folder: `ab/cdef...`.
std::filesystem::path place_of(const std::filesystem::path& folder, const Digest& digest);

} // namespace docket::files
