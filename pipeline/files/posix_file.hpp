// The few POSIX calls a durable file needs, with their errors as Failures of blobs. For adapters that keep
// bytes.
// A descriptor belongs to one owner; one thread at a time.
#pragma once

#include "pipeline/base/digest.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>

namespace docket::files {

// exhausted "blob.no_room" for a full disk, quota or file limit; otherwise unavailable "blob.unavailable".
Failure file_failure(int error, const char* doing, const std::filesystem::path& file);

class Descriptor {
  public:
    explicit Descriptor(int fd = -1) noexcept : fd_(fd) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    int get() const noexcept { return fd_; }
    // Errors of writing may first be told here.
    Result<void> close(const std::filesystem::path& file);

  private:
    int fd_;
};

Result<Descriptor> open_to_read(const std::filesystem::path& file);
// The bytes read, 0 at the end of the file.
Result<std::size_t> read_some(const Descriptor& from, std::span<std::uint8_t> into,
                              const std::filesystem::path& file);
// The whole of a file; what was cut off meanwhile is left out.
Result<Bytes> read_all(const std::filesystem::path& file);
Result<void> write_all(const Descriptor& to, std::span<const std::uint8_t> bytes,
                       const std::filesystem::path& file);
Result<std::uint64_t> size_of(const Descriptor& of, const std::filesystem::path& file);
Result<void> force(const Descriptor& written, const std::filesystem::path& file);
// Makes the names in a folder durable.
Result<void> force_folder(const std::filesystem::path& folder);
// Makes a folder that may be there, and its name durable.
Result<void> make_folder(const std::filesystem::path& folder);

} // namespace docket::files
