#include "pipeline/files/file_blobs.hpp"

#include "pipeline/files/draft.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace docket::files {

namespace fs = std::filesystem;

Result<std::unique_ptr<FileBlobs>> FileBlobs::open(const fs::path& folder) {
    const auto root = fs::absolute(folder).lexically_normal();
    DOCKET_CHECK(make_folder(root));
    DOCKET_CHECK(make_folder(root / "tmp"));
    DOCKET_CHECK(clear_leftovers(root / "tmp"));
    return std::unique_ptr<FileBlobs>(new FileBlobs(root));
}

// A blob that is there already is replaced by the same bytes: whatever became of the old ones, these are
// good.
Result<Digest> FileBlobs::put(std::span<const std::uint8_t> bytes) {
    DOCKET_TRY(auto draft, Draft::of(folder_ / "tmp", bytes));
    DOCKET_CHECK(draft.move_to(place_of(folder_, draft.digest())));
    return draft.digest();
}

Result<Digest> FileBlobs::put_file(const fs::path& file) {
    DOCKET_TRY(auto draft, Draft::of(folder_ / "tmp", file));
    DOCKET_CHECK(draft.move_to(place_of(folder_, draft.digest())));
    return draft.digest();
}

Result<Bytes> FileBlobs::get(const Digest& digest) {
    DOCKET_TRY(const auto file, path(digest));
    DOCKET_TRY(auto bytes, read_all(file));
    if (sha256(bytes) != digest)
        return fail(Kind::corrupt, "blob.damaged",
                    file.string() + " no longer holds what it was named for; restore it");
    return bytes;
}

Result<fs::path> FileBlobs::path(const Digest& digest) {
    DOCKET_TRY(const auto there, has(digest));
    if (!there) return fail(Kind::not_found, "blob.unknown", "no file has the digest " + digest.hex());
    return place_of(folder_, digest);
}

Result<bool> FileBlobs::has(const Digest& digest) {
    const auto file = place_of(folder_, digest);
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
