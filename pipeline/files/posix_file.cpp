#include "pipeline/files/posix_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace docket::files {

Failure file_failure(int error, const char* doing, const std::filesystem::path& file) {
    const std::string text =
        std::string(doing) + " " + file.string() + ": " + std::generic_category().message(error);
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return fail(Kind::exhausted, "blob.no_room",
                    "no room for the file, make some and hand it in again: " + text);
    return fail(Kind::unavailable, "blob.unavailable",
                "look at the disk and the rights of the data folder: " + text);
}

Descriptor::~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
}

Result<void> Descriptor::close(const std::filesystem::path& file) {
    if (::close(std::exchange(fd_, -1)) != 0) return file_failure(errno, "closing", file);
    return {};
}

Result<Descriptor> open_to_read(const std::filesystem::path& file) {
    Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (opened.get() < 0) return file_failure(errno, "opening", file);
    return opened;
}

Result<std::size_t> read_some(const Descriptor& from, std::span<std::uint8_t> into,
                              const std::filesystem::path& file) {
    for (;;) {
        const auto n = ::read(from.get(), into.data(), into.size());
        if (n >= 0) return static_cast<std::size_t>(n);
        if (errno != EINTR) return file_failure(errno, "reading", file);
    }
}

Result<Bytes> read_all(const std::filesystem::path& file) {
    DOCKET_TRY(const auto source, open_to_read(file));
    DOCKET_TRY(const auto size, size_of(source, file));
    Bytes bytes(size);
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        DOCKET_TRY(const auto n, read_some(source, std::span(bytes).subspan(filled), file));
        if (n == 0) break;
        filled += n;
    }
    bytes.resize(filled);
    return bytes;
}

Result<void> write_all(const Descriptor& to, std::span<const std::uint8_t> bytes,
                       const std::filesystem::path& file) {
    while (!bytes.empty()) {
        const auto n = ::write(to.get(), bytes.data(), bytes.size());
        if (n >= 0)
            bytes = bytes.subspan(static_cast<std::size_t>(n));
        else if (errno != EINTR)
            return file_failure(errno, "writing", file);
    }
    return {};
}

Result<std::uint64_t> size_of(const Descriptor& of, const std::filesystem::path& file) {
    struct stat status {};
    if (::fstat(of.get(), &status) != 0) return file_failure(errno, "looking at", file);
    return static_cast<std::uint64_t>(status.st_size);
}

Result<void> force(const Descriptor& written, const std::filesystem::path& file) {
    if (::fsync(written.get()) != 0) return file_failure(errno, "forcing to disk", file);
    return {};
}

Result<void> force_folder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0) return file_failure(errno, "opening", folder);
    return force(opened, folder);
}

Result<void> make_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) return file_failure(errno, "making", folder);
    return force_folder(folder.parent_path());
}

} // namespace docket::files
