#include "pipeline/backup/file_list.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace docket::backup {

namespace {
namespace fs = std::filesystem;

std::string listed(const KeptFile& file) {
    return json::dump(json::Array{file.path, file.digest.hex(), file.bytes, file.changed_us}) + '\n';
}

Result<KeptFile> kept_file_from(std::string_view line) {
    DOCKET_TRY(const auto value, json::parse(line));
    const auto* parts = value.array();
    if (parts == nullptr || parts->size() != 4 || (*parts)[0].string() == nullptr ||
        (*parts)[1].string() == nullptr || (*parts)[2].integer() == nullptr ||
        (*parts)[3].integer() == nullptr)
        return fail(Kind::corrupt, "backup.damaged",
                    "文件清单中有一行读不懂：" + std::string(line.substr(0, 80)));
    DOCKET_TRY(const auto digest, Digest::from_hex(*(*parts)[1].string()));
    return KeptFile{*(*parts)[0].string(), digest, *(*parts)[2].integer(), *(*parts)[3].integer()};
}

Failure unreadable(const fs::path& place, const std::error_code& error) {
    return fail(Kind::unavailable, "backup.unreadable", place.string() + " 无法读取：" + error.message());
}

// In the order in which a folder is walked.
bool before(const fs::path& a, const fs::path& b) { return a < b; }
} // namespace

Result<void> each_file(flow::Blobs& depot, const Manifest& manifest,
                       const std::function<Result<void>(const KeptFile&)>& sink) {
    return read_lines(depot, manifest.files, "文件清单", [&](std::string_view line) -> Result<void> {
        DOCKET_TRY(const auto file, kept_file_from(line));
        return sink(file);
    });
}

Result<void> FileKeeper::keep(const fs::path& place, const Belongs& belongs) {
    std::error_code error;
    const auto status = fs::status(place, error);
    if (!fs::exists(status)) return {};
    if (fs::is_regular_file(status)) return keep_file(place, belongs);
    std::vector<fs::path> names;
    for (const auto& entry : fs::directory_iterator(place, error)) names.push_back(entry.path());
    if (error) return unreadable(place, error);
    std::ranges::sort(names, before);
    for (const auto& name : names) DOCKET_CHECK(keep(name, belongs));
    return {};
}

Result<void> FileKeeper::keep_file(const fs::path& file, const Belongs& belongs) {
    std::error_code error;
    KeptFile kept{(prefix_ / file.lexically_relative(root_)).generic_string(), {}, 0, 0};
    if (kept.path.ends_with(".tmp")) return {}; // of somebody who is writing it
    kept.bytes = static_cast<std::int64_t>(fs::file_size(file, error));
    if (!error)
        kept.changed_us =
            std::chrono::floor<std::chrono::microseconds>(fs::last_write_time(file, error).time_since_epoch())
                .count();
    if (error) return unreadable(file, error);
    if (belongs) {
        DOCKET_TRY(const auto same, unchanged(kept));
        if (same) return add(*known_);
        DOCKET_TRY(const auto ours, belongs(file));
        if (!ours) return {};
    }
    DOCKET_TRY(kept.digest, into_.put_file(file));
    return add(kept);
}

Result<bool> FileKeeper::unchanged(const KeptFile& file) {
    const fs::path wanted(file.path);
    const auto behind = [&](const fs::path& path) {
        return *path.begin() != *wanted.begin() || before(path, wanted);
    };
    while (!known_ || behind(known_->path)) {
        DOCKET_TRY(const auto line, before_.next());
        if (!line) return false;
        DOCKET_TRY(known_, kept_file_from(*line));
    }
    if (known_->path != file.path || known_->bytes != file.bytes || known_->changed_us != file.changed_us)
        return false;
    return into_.has(known_->digest);
}

Result<void> FileKeeper::keep_text(const std::string& path, std::string_view text) {
    DOCKET_TRY(const auto digest,
               into_.put(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())));
    return add({path, digest, static_cast<std::int64_t>(text.size()), 0});
}

Result<void> FileKeeper::add(const KeptFile& file) {
    ++files_;
    return list_.add(listed(file));
}

} // namespace docket::backup
