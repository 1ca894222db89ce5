#include "pipeline/backup/restore.hpp"

#include "pipeline/backup/file_list.hpp"
#include "pipeline/backup/kept_rows.hpp"

#include <algorithm>

namespace docket::backup {

namespace {
namespace fs = std::filesystem;

Failure bad_blob(Depot& depot, const Digest& blob, const std::string& where, const char* why) {
    return fail(Kind::corrupt, "backup.damaged",
                depot.folder().string() + " 中的 " + blob.hex() + why + "（" + where +
                    "）；请用 --at 选更早的一次备份，或从备份的另一份副本恢复。");
}

// Where the bytes lie that a backup named.
Result<fs::path> place_of(Depot& depot, const Digest& blob, const std::string& where) {
    auto path = depot.blobs().path(blob);
    if (path || path.error().kind != Kind::not_found) return path;
    return bad_blob(depot, blob, where, " 不见了");
}

// A path of a list stays inside the folder it is brought back into.
bool stays_inside(const fs::path& path) {
    return !path.empty() && path.is_relative() && std::ranges::find(path, "..") == path.end();
}
} // namespace

Result<void> restore_rows(Depot& depot, const Manifest& manifest, Tables& target,
                          const std::function<void(const TableDone&)>& done) {
    KeptRows rows(depot.blobs(), manifest);
    return carry(rows, target, origin_of(manifest.installation), done);
}

Result<BlobsBack> restore_blobs(Depot& depot, const Manifest& manifest, flow::Blobs& target) {
    BlobsBack back;
    DOCKET_CHECK(each_blob(depot.blobs(), manifest, [&](const NamedBlob& named) -> Result<void> {
        DOCKET_TRY(const bool there, target.has(named.blob));
        if (there) return ++back.there, Result<void>();
        DOCKET_TRY(const auto path, place_of(depot, named.blob, named.where));
        DOCKET_TRY(const auto came, target.put_file(path));
        if (came != named.blob) return bad_blob(depot, named.blob, named.where, " 已损坏");
        return ++back.copied, Result<void>();
    }));
    return back;
}

Result<std::int64_t> restore_files(Depot& depot, const Manifest& manifest, const fs::path& root,
                                   const std::function<bool(const std::string& path)>& skip) {
    std::int64_t files = 0;
    DOCKET_CHECK(each_file(depot.blobs(), manifest, [&](const KeptFile& file) -> Result<void> {
        if (!stays_inside(file.path))
            return fail(Kind::corrupt, "backup.damaged", "文件清单中的路径不在数据目录之内：" + file.path);
        if (skip(file.path)) return {};
        DOCKET_TRY(const auto path, place_of(depot, file.digest, file.path));
        DOCKET_TRY(const auto came, files::copy_whole(path, root / file.path));
        if (came != file.digest) return bad_blob(depot, file.digest, file.path, " 已损坏");
        return ++files, Result<void>();
    }));
    return files;
}

Result<BlobsBack> check(Depot& depot, const Manifest& manifest,
                        const std::function<void(const TableDone&)>& done) {
    KeptRows rows(depot.blobs(), manifest);
    for (const auto& table : rows.layout().tables) {
        DOCKET_TRY(const auto read, read_whole(rows, table));
        if (done) done(read);
    }
    BlobsBack back;
    const auto sound = [&](const Digest& blob, const std::string& where) -> Result<void> {
        DOCKET_TRY(const auto path, place_of(depot, blob, where));
        DOCKET_TRY(const auto digest, files::digest_of(path));
        if (digest != blob) return bad_blob(depot, blob, where, " 已损坏");
        return ++back.there, Result<void>();
    };
    DOCKET_CHECK(each_blob(depot.blobs(), manifest,
                           [&](const NamedBlob& named) { return sound(named.blob, named.where); }));
    DOCKET_CHECK(each_file(depot.blobs(), manifest,
                           [&](const KeptFile& file) { return sound(file.digest, file.path); }));
    return back;
}

} // namespace docket::backup
