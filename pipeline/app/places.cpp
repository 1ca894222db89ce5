#include "pipeline/app/places.hpp"

#include "pipeline/files/file_blobs.hpp"
#include "pipeline/s3/s3_blobs.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <system_error>
#include <thread>

namespace docket::app {

namespace {
// Retries and the cache go by the machine's time, also in a demo.
const SystemClock machine;
SystemRandom chance;

Result<std::unique_ptr<flow::Blobs>> open_store(const std::string& setting,
                                                const std::filesystem::path& cache) {
    DOCKET_TRY(const auto address, s3::parse_address(setting));
    const auto pause = [](Millis time) { std::this_thread::sleep_for(time); };
    DOCKET_TRY(auto blobs, s3::S3Blobs::open(address, cache, {machine, chance, pause}));
    return std::unique_ptr<flow::Blobs>(std::move(blobs));
}

// A folder for the moment; one that cannot be made is told by whoever wants to write there.
struct Passing {
    std::filesystem::path folder;
    Passing() {
        auto name = (std::filesystem::temp_directory_path() / "docket-XXXXXX").string();
        folder = ::mkdtemp(name.data()) == nullptr ? name : name.c_str();
    }
    ~Passing() {
        std::error_code ignored; // the system clears its folder for the moment
        std::filesystem::remove_all(folder, ignored);
    }
    Passing(const Passing&) = delete;
    Passing& operator=(const Passing&) = delete;
};
} // namespace

store::StoreSettings store_of(const DataFolder& folder) {
    store::StoreSettings settings;
    settings.file = folder.database();
    settings.server = folder.settings.store;
    return settings;
}

Result<std::unique_ptr<flow::Blobs>> open_blobs(const DataFolder& folder) {
    if (s3::is_address(folder.settings.blobs)) return open_store(folder.settings.blobs, folder.cache());
    DOCKET_TRY(auto blobs, files::FileBlobs::open(folder.blobs()));
    return std::unique_ptr<flow::Blobs>(std::move(blobs));
}

Result<void> try_blobs(const std::string& setting) {
    if (!s3::is_address(setting)) return {};
    const Passing caches;
    DOCKET_TRY(const auto there, open_store(setting, caches.folder / "there"));
    constexpr std::string_view text = "docket\n";
    DOCKET_TRY(const auto digest,
               there->put(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())));
    DOCKET_TRY(const auto back, open_store(setting, caches.folder / "back"));
    DOCKET_CHECK(back->get(digest));
    return {};
}

std::string line_of(const backup::TableDone& table) {
    constexpr std::size_t name_column = 18, rows_column = 9;
    auto rows = std::to_string(table.rows);
    rows.insert(0, rows_column - std::min(rows_column, rows.size()), ' ');
    return table.name + std::string(name_column - std::min(name_column, table.name.size()), ' ') + rows +
           " 行  " + table.digest.hex().substr(0, 16) + "  已核对";
}

void tell_lost(const std::vector<std::string>& told, std::int64_t lost) {
    for (const auto& one : told) std::cout << "缺失：" << one << '\n';
    if (lost > static_cast<std::int64_t>(told.size())) std::cout << "缺失共 " << lost << " 处\n";
}

} // namespace docket::app
