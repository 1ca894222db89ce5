#include "pipeline/files/file_blobs.hpp"

#include "pipeline/files/posix_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <vector>

namespace docket::files {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t piece = 256 * 1024; // bytes: memory stays flat however long a file is
constexpr mode_t read_only = 0440;        // a blob never changes

Failure unknown(const Digest& digest) {
    return fail(Kind::not_found, "blob.unknown", "no file has the digest " + digest.hex());
}

// A draft whose lock is free has lost its writer.
Result<void> clear_leftovers(const fs::path& tmp) {
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(tmp, code)) {
        const Descriptor draft(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC));
        if (draft.get() >= 0 && ::flock(draft.get(), LOCK_EX | LOCK_NB) == 0) ::unlink(entry.path().c_str());
    }
    if (code) return file_failure(code.value(), "listing", tmp);
    return {};
}
} // namespace

// A file being written in tmp/; removed unless it was moved to its place.
class FileBlobs::Draft {
  public:
    static Result<Draft> begin(const fs::path& folder) {
        for (;;) {
            std::string name = (folder / "tmp" / "draft-XXXXXX").string();
            Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
            if (file.get() < 0) return file_failure(errno, "making", name);
            Draft draft(std::move(file), name);
            if (::flock(draft.file_.get(), LOCK_EX) != 0) return file_failure(errno, "locking", name);
            struct stat status {};
            if (::fstat(draft.file_.get(), &status) != 0) return file_failure(errno, "looking at", name);
            if (status.st_nlink > 0) return draft; // else taken for a leftover before it was locked
        }
    }
    Draft(Draft&& other) noexcept
        : file_(std::move(other.file_)), path_(std::exchange(other.path_, {})), size_(other.size_) {}
    Draft& operator=(Draft&&) = delete;
    ~Draft() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }

    Result<void> add(std::span<const std::uint8_t> bytes) {
        DOCKET_CHECK(write_all(file_, bytes, path_));
        size_ += bytes.size();
        return {};
    }

    // Complete, on the disk, never to change again.
    Result<void> finish() {
        DOCKET_TRY(const auto written, size_of(file_, path_));
        if (written != size_) return file_failure(EIO, "writing all of", path_);
        if (::fchmod(file_.get(), read_only) != 0) return file_failure(errno, "protecting", path_);
        return force(file_, path_);
    }

    Result<void> move_to(const fs::path& place) {
        if (::rename(path_.c_str(), place.c_str()) != 0) return file_failure(errno, "naming", place);
        path_.clear();
        return file_.close(place);
    }

  private:
    Draft(Descriptor file, fs::path path) : file_(std::move(file)), path_(std::move(path)) {}
    Descriptor file_;
    fs::path path_;
    std::uint64_t size_ = 0;
};

Result<std::unique_ptr<FileBlobs>> FileBlobs::open(const fs::path& folder) {
    const auto root = fs::absolute(folder).lexically_normal();
    DOCKET_CHECK(make_folder(root));
    DOCKET_CHECK(make_folder(root / "tmp"));
    DOCKET_CHECK(clear_leftovers(root / "tmp"));
    return std::unique_ptr<FileBlobs>(new FileBlobs(root));
}

fs::path FileBlobs::place(const Digest& digest) const {
    const auto hex = digest.hex();
    return folder_ / hex.substr(0, 2) / hex.substr(2);
}

// A blob that is there already is replaced by the same bytes: whatever became of the old ones, these are
// good.
Result<Digest> FileBlobs::keep(Draft& draft, const Digest& digest) {
    const auto target = place(digest);
    DOCKET_CHECK(draft.finish());
    DOCKET_CHECK(make_folder(target.parent_path()));
    DOCKET_CHECK(draft.move_to(target));
    DOCKET_CHECK(force_folder(target.parent_path()));
    return digest;
}

Result<Digest> FileBlobs::put(std::span<const std::uint8_t> bytes) {
    DOCKET_TRY(auto draft, Draft::begin(folder_));
    DOCKET_CHECK(draft.add(bytes));
    return keep(draft, sha256(bytes));
}

Result<Digest> FileBlobs::put_file(const fs::path& file) {
    DOCKET_TRY(const auto source, open_to_read(file));
    DOCKET_TRY(auto draft, Draft::begin(folder_));
    Hasher hasher;
    std::vector<std::uint8_t> buffer(piece);
    for (;;) {
        DOCKET_TRY(const auto n, read_some(source, buffer, file));
        if (n == 0) break;
        const std::span<const std::uint8_t> read(buffer.data(), n);
        hasher.add(read);
        DOCKET_CHECK(draft.add(read));
    }
    return keep(draft, hasher.finish());
}

Result<Bytes> FileBlobs::get(const Digest& digest) {
    DOCKET_TRY(const auto file, path(digest));
    DOCKET_TRY(const auto source, open_to_read(file));
    DOCKET_TRY(const auto size, size_of(source, file));
    Bytes bytes(size);
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        DOCKET_TRY(const auto n, read_some(source, std::span(bytes).subspan(filled), file));
        if (n == 0) break;
        filled += n;
    }
    if (filled != bytes.size() || sha256(bytes) != digest)
        return fail(Kind::corrupt, "blob.damaged",
                    file.string() + " no longer holds what it was named for; restore it");
    return bytes;
}

Result<fs::path> FileBlobs::path(const Digest& digest) {
    DOCKET_TRY(const auto there, has(digest));
    if (!there) return unknown(digest);
    return place(digest);
}

Result<bool> FileBlobs::has(const Digest& digest) {
    const auto file = place(digest);
    std::error_code code;
    const auto status = fs::status(file, code);
    if (status.type() == fs::file_type::not_found) return false;
    if (code) return file_failure(code.value(), "looking for", file);
    return fs::is_regular_file(status);
}

Result<std::int64_t> FileBlobs::keep_only(const std::function<bool(const Digest&)>& wanted) {
    std::int64_t gone = 0;
    std::error_code code;
    for (const auto& shelf : fs::directory_iterator(folder_, code)) {
        if (shelf.path().filename() == "tmp") continue;
        for (const auto& entry : fs::directory_iterator(shelf.path(), code)) {
            const auto digest =
                Digest::from_hex(shelf.path().filename().string() + entry.path().filename().string());
            if (!digest || wanted(*digest)) continue;
            if (::unlink(entry.path().c_str()) != 0) return file_failure(errno, "removing", entry.path());
            ++gone;
        }
    }
    if (code) return file_failure(code.value(), "listing", folder_);
    return gone;
}

} // namespace docket::files
