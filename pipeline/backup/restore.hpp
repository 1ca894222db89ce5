// Brings a backup back: its rows into an empty database, the blobs they name, the files of the data folder.
// Everything is compared with its digest as it is read, and the rows once more as they arrived. Every part
// may be begun again where it was broken off. One thread.
#pragma once

#include "pipeline/backup/carry.hpp"
#include "pipeline/backup/depot.hpp"

namespace docket::backup {

struct BlobsBack {
    std::int64_t there = 0, copied = 0;
};

Result<void> restore_rows(Depot& depot, const Manifest& manifest, Tables& target,
                          const std::function<void(const TableDone&)>& done);
// Failure: corrupt "backup.damaged", which names the blob's file and what names it.
Result<BlobsBack> restore_blobs(Depot& depot, const Manifest& manifest, flow::Blobs& target);
// Into the folder, each whole; what `skip` names is left out. How many.
Result<std::int64_t> restore_files(Depot& depot, const Manifest& manifest, const std::filesystem::path& root,
                                   const std::function<bool(const std::string& path)>& skip);

// Reads all of a backup and writes nothing. The failures of the three.
Result<BlobsBack> check(Depot& depot, const Manifest& manifest,
                        const std::function<void(const TableDone&)>& done);

} // namespace docket::backup
