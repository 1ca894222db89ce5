#include "pipeline/files/durable.hpp"

#include "pipeline/files/posix_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <system_error>

namespace docket::files {

namespace {
namespace fs = std::filesystem;
using Part = std::span<const std::uint8_t>;

constexpr std::size_t bytes_a_read = 256U << 10U;

fs::path beside(const fs::path& file) { return file.string() + "." + std::to_string(::getpid()) + ".tmp"; }

// `fill` writes the file; what is not whole is removed.
Result<void> written_beside(const fs::path& file,
                            const std::function<Result<void>(const Descriptor&)>& fill) {
    const auto draft = beside(file);
    auto written = [&]() -> Result<void> {
        Descriptor out(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
        if (out.get() < 0) return file_failure(errno, "making", draft);
        DOCKET_CHECK(fill(out));
        DOCKET_CHECK(force(out, draft));
        DOCKET_CHECK(out.close(draft));
        if (::rename(draft.c_str(), file.c_str()) != 0) return file_failure(errno, "naming", file);
        return force_folder(fs::absolute(file).parent_path());
    }();
    if (!written) ::unlink(draft.c_str());
    return written;
}

Result<Digest> each_part(const fs::path& file, const std::function<Result<void>(Part)>& sink) {
    DOCKET_TRY(const auto source, open_to_read(file));
    Hasher hasher;
    Bytes buffer(bytes_a_read);
    for (;;) {
        DOCKET_TRY(const auto n, read_some(source, buffer, file));
        if (n == 0) return hasher.finish();
        hasher.add(Part(buffer.data(), n));
        DOCKET_CHECK(sink(Part(buffer.data(), n)));
    }
}
} // namespace

Result<void> write_whole(const fs::path& file, std::string_view text) {
    return written_beside(file, [&](const Descriptor& out) {
        return write_all(out, Part(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()), file);
    });
}

Result<Digest> copy_whole(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (error) return file_failure(error.value(), "making", to.parent_path());
    Digest digest;
    DOCKET_CHECK(written_beside(to, [&](const Descriptor& out) -> Result<void> {
        DOCKET_TRY(digest, each_part(from, [&](Part part) { return write_all(out, part, to); }));
        return {};
    }));
    return digest;
}

Result<Digest> digest_of(const fs::path& file) {
    return each_part(file, [](Part) { return Result<void>(); });
}

Result<std::string> text_of(const fs::path& file) {
    std::string text;
    DOCKET_CHECK(each_part(file, [&](Part part) -> Result<void> {
        text.append(reinterpret_cast<const char*>(part.data()), part.size());
        return {};
    }));
    return text;
}

Result<std::optional<FolderLock>> FolderLock::take(const fs::path& file, How how) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0) return file_failure(errno, "opening", file);
    if (::flock(fd, (how == How::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
        return std::optional<FolderLock>(FolderLock(fd));
    const int error = errno;
    ::close(fd);
    if (error != EWOULDBLOCK) return file_failure(error, "locking", file);
    return std::optional<FolderLock>();
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
FolderLock::~FolderLock() {
    if (fd_ >= 0) ::close(fd_);
}

} // namespace docket::files
