#include "pipeline/files/draft.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <vector>

namespace docket::files {

namespace {
constexpr std::size_t piece = 256 * 1024; // bytes: memory stays flat however long a file is
constexpr mode_t read_only = 0440;        // bytes that have a name never change
} // namespace

Draft::Draft(Descriptor file, std::filesystem::path path)
    : file_(std::move(file)), path_(std::move(path)), hasher_(std::make_unique<Hasher>()) {}

Draft::Draft(Draft&& other) noexcept
    : file_(std::move(other.file_)), path_(std::exchange(other.path_, {})), hasher_(std::move(other.hasher_)),
      digest_(other.digest_), size_(other.size_) {}

Draft::~Draft() {
    if (!path_.empty()) ::unlink(path_.c_str());
}

Result<Draft> Draft::begin(const std::filesystem::path& drafts) {
    for (;;) {
        std::string name = (drafts / "draft-XXXXXX").string();
        Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
        if (file.get() < 0) return file_failure(errno, "making", name);
        Draft draft(std::move(file), name);
        if (::flock(draft.file_.get(), LOCK_EX) != 0) return file_failure(errno, "locking", name);
        struct stat status {};
        if (::fstat(draft.file_.get(), &status) != 0) return file_failure(errno, "looking at", name);
        if (status.st_nlink > 0) return draft; // else taken for a leftover before it was locked
    }
}

Result<Draft> Draft::of(const std::filesystem::path& drafts, std::span<const std::uint8_t> bytes) {
    DOCKET_TRY(auto draft, begin(drafts));
    DOCKET_CHECK(draft.add(bytes));
    DOCKET_CHECK(draft.finish());
    return draft;
}

Result<Draft> Draft::of(const std::filesystem::path& drafts, const std::filesystem::path& file) {
    DOCKET_TRY(const auto source, open_to_read(file));
    DOCKET_TRY(auto draft, begin(drafts));
    std::vector<std::uint8_t> buffer(piece);
    for (;;) {
        DOCKET_TRY(const auto n, read_some(source, buffer, file));
        if (n == 0) break;
        DOCKET_CHECK(draft.add(std::span<const std::uint8_t>(buffer.data(), n)));
    }
    DOCKET_CHECK(draft.finish());
    return draft;
}

Result<void> Draft::add(std::span<const std::uint8_t> bytes) {
    DOCKET_CHECK(write_all(file_, bytes, path_));
    hasher_->add(bytes);
    size_ += bytes.size();
    return {};
}

Result<void> Draft::finish() {
    digest_ = hasher_->finish();
    DOCKET_TRY(const auto written, size_of(file_, path_));
    if (written != size_) return file_failure(EIO, "writing all of", path_);
    if (::fchmod(file_.get(), read_only) != 0) return file_failure(errno, "protecting", path_);
    return force(file_, path_);
}

Result<std::size_t> Draft::read_at(std::uint64_t at, std::span<std::uint8_t> into) const {
    for (;;) {
        const auto n = ::pread(file_.get(), into.data(), into.size(), static_cast<off_t>(at));
        if (n >= 0) return static_cast<std::size_t>(n);
        if (errno != EINTR) return file_failure(errno, "reading", path_);
    }
}

Result<void> Draft::move_to(const std::filesystem::path& place) {
    DOCKET_CHECK(make_folder(place.parent_path()));
    if (::rename(path_.c_str(), place.c_str()) != 0) return file_failure(errno, "naming", place);
    path_.clear();
    DOCKET_CHECK(file_.close(place));
    return force_folder(place.parent_path());
}

// A draft whose lock is free has lost its writer.
Result<void> clear_leftovers(const std::filesystem::path& drafts) {
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(drafts, code)) {
        const Descriptor draft(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC));
        if (draft.get() >= 0 && ::flock(draft.get(), LOCK_EX | LOCK_NB) == 0) ::unlink(entry.path().c_str());
    }
    if (code) return file_failure(code.value(), "listing", drafts);
    return {};
}

std::filesystem::path place_of(const std::filesystem::path& folder, const Digest& digest) {
    const auto hex = digest.hex();
    return folder / hex.substr(0, 2) / hex.substr(2);
}

} // namespace docket::files
