#include "pipeline/backup/depot.hpp"

#include "pipeline/backup/file_list.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <system_error>

namespace docket::backup {

namespace {
namespace fs = std::filesystem;
using How = files::FolderLock::How;

constexpr const char* mark = "docket-backups.json";
constexpr std::string_view before_number = "manifest-", after_number = ".json";

Failure none(const fs::path& folder) {
    return fail(Kind::not_found, "backup.none", folder.string() + " 中没有这样的备份。");
}

Result<void> make_depot(const fs::path& folder, const flow::Installation& installation) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error && !fs::is_empty(folder, error) && !error)
        return fail(Kind::conflict, "backup.not_a_depot",
                    folder.string() + " 不是备份目录，也不是空目录；请另选一个目录。");
    if (error) return fail(Kind::unavailable, "folder.unwritable", folder.string() + "：" + error.message());
    return files::write_whole(
        folder / mark,
        json::dump(json::Object{{"docket_backups", 1}, {"installation", to_json(installation)}}, 2) + '\n');
}

std::optional<int> number_in(const std::string& name) {
    if (!name.starts_with(before_number) || !name.ends_with(after_number)) return {};
    int number = 0;
    const auto* first = name.data() + before_number.size();
    const auto* last = name.data() + name.size() - after_number.size();
    const auto [end, error] = std::from_chars(first, last, number);
    return error == std::errc{} && end == last ? std::optional(number) : std::nullopt;
}

Result<void> add_pieces(const std::vector<Piece>& pieces, std::vector<Digest>& all) {
    for (const auto& piece : pieces) all.push_back(piece.blob);
    return {};
}

Result<void> add_named(flow::Blobs& blobs, const Manifest& manifest, std::vector<Digest>& all) {
    for (const auto& table : manifest.tables) DOCKET_CHECK(add_pieces(table.pieces, all));
    DOCKET_CHECK(add_pieces(manifest.blobs, all));
    DOCKET_CHECK(add_pieces(manifest.files, all));
    DOCKET_CHECK(each_blob(blobs, manifest, [&](const NamedBlob& named) -> Result<void> {
        all.push_back(named.blob);
        return {};
    }));
    return each_file(blobs, manifest, [&](const KeptFile& file) -> Result<void> {
        all.push_back(file.digest);
        return {};
    });
}

void once_each(std::vector<Digest>& all) {
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
}
} // namespace

Depot::Depot(fs::path folder, files::FolderLock lock, std::unique_ptr<files::FileBlobs> blobs)
    : folder_(std::move(folder)), lock_(std::move(lock)), blobs_(std::move(blobs)) {}

Result<Depot> Depot::open(const fs::path& folder, How how) {
    DOCKET_TRY(auto lock, files::FolderLock::take(folder / "lock", how));
    if (!lock)
        return fail(Kind::conflict, "backup.running",
                    folder.string() + " 正被另一个备份或恢复使用；请等它结束后再试。");
    DOCKET_TRY(auto blobs, files::FileBlobs::open(folder / "blobs"));
    return Depot(folder, std::move(*lock), std::move(blobs));
}

Result<Depot> Depot::to_add(const fs::path& folder, const flow::Installation& installation) {
    std::error_code error;
    if (!fs::exists(folder / mark, error)) DOCKET_CHECK(make_depot(folder, installation));
    DOCKET_TRY(const auto text, files::text_of(folder / mark));
    DOCKET_TRY(const auto value, json::parse(text));
    if (installation_from(value.at("installation")) != installation)
        return fail(Kind::conflict, "backup.other_installation",
                    folder.string() + " 是另一次安装的备份目录；每次安装各用一个目录。");
    return open(folder, How::alone);
}

Result<Depot> Depot::to_read(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder / mark, error)) return none(folder);
    return open(folder, How::shared);
}

fs::path Depot::place(int number) const {
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), "%06d", number);
    return folder_ / (std::string(before_number) + digits.data() + std::string(after_number));
}

Result<std::vector<int>> Depot::numbers() const {
    std::vector<int> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_, error))
        if (const auto number = number_in(entry.path().filename().string())) found.push_back(*number);
    if (error) return fail(Kind::unavailable, "backup.unreadable", folder_.string() + "：" + error.message());
    std::ranges::sort(found);
    return found;
}

Result<Manifest> Depot::manifest(int number) const {
    std::error_code error;
    if (!fs::exists(place(number), error)) return none(folder_);
    DOCKET_TRY(const auto text, files::text_of(place(number)));
    return manifest_from(text);
}

Result<Manifest> Depot::at(int number) const {
    DOCKET_TRY(const auto all, numbers());
    if (all.empty()) return none(folder_);
    return manifest(number == 0 ? all.back() : number);
}

Result<Digest> Depot::add(const Manifest& manifest) {
    const auto text = to_text(manifest);
    DOCKET_CHECK(files::write_whole(place(manifest.number), text));
    return sha256(text);
}

Result<Depot::Forgotten> Depot::keep_newest(std::size_t keep) {
    DOCKET_TRY(auto all, numbers());
    if (all.size() <= keep) return Forgotten{};
    const auto old = all.size() - keep;
    std::vector<Digest> wanted;
    for (std::size_t i = old; i < all.size(); ++i) {
        DOCKET_TRY(const auto kept, manifest(all[i]));
        DOCKET_CHECK(add_named(*blobs_, kept, wanted));
        once_each(wanted);
    }
    for (std::size_t i = 0; i < old; ++i) {
        std::error_code error;
        fs::remove(place(all[i]), error);
        if (error)
            return fail(Kind::unavailable, "folder.unwritable",
                        place(all[i]).string() + "：" + error.message());
    }
    DOCKET_TRY(const auto gone, blobs_->keep_only([&](const Digest& digest) {
        return std::ranges::binary_search(wanted, digest);
    }));
    return Forgotten{old, gone};
}

Result<void> each_blob(flow::Blobs& depot, const Manifest& manifest,
                       const std::function<Result<void>(const NamedBlob&)>& sink) {
    return read_lines(depot, manifest.blobs, "原件清单", [&](std::string_view line) -> Result<void> {
        constexpr std::size_t digits = 64;
        DOCKET_TRY(const auto digest, Digest::from_hex(line.substr(0, digits)));
        return sink({digest, std::string(line.substr(std::min(line.size(), digits + 1)))});
    });
}

} // namespace docket::backup
