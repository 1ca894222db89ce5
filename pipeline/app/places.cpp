#include "pipeline/app/places.hpp"

#include "pipeline/files/file_blobs.hpp"

#include <algorithm>

namespace docket::app {

store::StoreSettings store_of(const DataFolder& folder) {
    store::StoreSettings settings;
    settings.file = folder.database();
    settings.server = folder.settings.store;
    return settings;
}

Result<std::unique_ptr<flow::Blobs>> open_blobs(const std::string& place) {
    DOCKET_TRY(auto blobs, files::FileBlobs::open(place));
    return std::unique_ptr<flow::Blobs>(std::move(blobs));
}

std::string line_of(const backup::TableDone& table) {
    constexpr std::size_t name_column = 18, rows_column = 9;
    auto rows = std::to_string(table.rows);
    rows.insert(0, rows_column - std::min(rows_column, rows.size()), ' ');
    return table.name + std::string(name_column - std::min(name_column, table.name.size()), ' ') + rows +
           " 行  " + table.digest.hex().substr(0, 16) + "  已核对";
}

} // namespace docket::app
