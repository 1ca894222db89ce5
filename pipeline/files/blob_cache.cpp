#include "pipeline/files/blob_cache.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <vector>

namespace docket::files {

namespace fs = std::filesystem;

namespace {

struct Copy {
    fs::path file;
    std::uint64_t size;
    Instant asked;
};

Instant asked_of(const struct stat& status) {
    return from_ms(static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1000 +
                   status.st_mtim.tv_nsec / 1'000'000);
}

// False where it is not there.
Result<bool> mark_asked(const fs::path& file, Instant at) {
    const auto ms = to_ms(at);
    timespec when{};
    when.tv_sec = static_cast<time_t>(ms / 1000);
    when.tv_nsec = static_cast<long>(ms % 1000) * 1'000'000;
    const std::array<timespec, 2> both{when, when};
    if (::utimensat(AT_FDCWD, file.c_str(), both.data(), 0) == 0) return true;
    if (errno == ENOENT) return false;
    return file_failure(errno, "marking", file);
}

// Held shared while a copy is shown, alone while one is taken away: neither happens halfway through the
// other.
Result<Descriptor> lock(const fs::path& folder, int how) {
    const auto file = folder / "lock";
    Descriptor held(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
    if (held.get() < 0) return file_failure(errno, "opening", file);
    while (::flock(held.get(), how) != 0)
        if (errno != EINTR) return file_failure(errno, "locking", file);
    return held;
}

Result<std::vector<Copy>> all_copies(const fs::path& folder) {
    std::vector<Copy> copies;
    std::error_code code;
    for (fs::recursive_directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
        const auto& file = at->path();
        struct stat status {};
        if (file.parent_path().filename() == "tmp" || at.depth() != 1) continue;
        if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue; // gone meanwhile
        copies.push_back({file, static_cast<std::uint64_t>(status.st_size), asked_of(status)});
    }
    if (code) return file_failure(code.value(), "listing", folder);
    return copies;
}

} // namespace

Result<std::unique_ptr<BlobCache>> BlobCache::open(const fs::path& folder, CacheLimits limits,
                                                   const Clock& clock) {
    const auto root = fs::absolute(folder).lexically_normal();
    DOCKET_CHECK(make_folder(root));
    DOCKET_CHECK(make_folder(root / "tmp"));
    DOCKET_CHECK(clear_leftovers(root / "tmp"));
    return std::unique_ptr<BlobCache>(new BlobCache(root, limits, clock));
}

Result<std::optional<fs::path>> BlobCache::find(const Digest& digest) {
    auto file = place_of(folder_, digest);
    DOCKET_TRY(const auto held, lock(folder_, LOCK_SH));
    DOCKET_TRY(const bool there, mark_asked(file, clock_.now()));
    return there ? std::optional(std::move(file)) : std::nullopt;
}

Result<fs::path> BlobCache::keep(Draft& draft) {
    const auto file = place_of(folder_, draft.digest());
    {
        DOCKET_TRY(const auto held, lock(folder_, LOCK_SH));
        DOCKET_CHECK(draft.move_to(file));
        DOCKET_CHECK(mark_asked(file, clock_.now()));
    }
    if (added_ += draft.size(); added_ > limits_.most / 16) DOCKET_CHECK(make_room());
    return file;
}

Result<void> BlobCache::drop(const Digest& digest) {
    const auto file = place_of(folder_, digest);
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) return file_failure(errno, "removing", file);
    return {};
}

// Down to seven eighths, so that room is not made again at once.
Result<void> BlobCache::make_room() {
    added_ = 0;
    DOCKET_TRY(auto copies, all_copies(folder_));
    std::uint64_t held = 0;
    for (const auto& copy : copies) held += copy.size;
    if (held <= limits_.most) return {};
    std::ranges::sort(copies, {}, &Copy::asked);
    const auto spared = clock_.now() - (held > 2 * limits_.most ? limits_.just_shown : limits_.shown);
    DOCKET_TRY(const auto alone, lock(folder_, LOCK_EX));
    for (const auto& copy : copies) {
        if (held <= limits_.most / 8 * 7 || copy.asked > spared) break;
        struct stat status {};
        if (::stat(copy.file.c_str(), &status) == 0 && asked_of(status) != copy.asked)
            continue; // asked since
        if (::unlink(copy.file.c_str()) != 0 && errno != ENOENT)
            return file_failure(errno, "removing", copy.file);
        held -= copy.size;
    }
    return {};
}

} // namespace docket::files
