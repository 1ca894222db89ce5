// Takes one backup while the office works: first the files that must not be newer than the rows, then one
// snapshot of the database, then the shelf, then every blob the rows name (a blob is never removed and is
// there before a row names it). Last of all the manifest. Killed at any point it leaves earlier backups as
// they were. One thread; memory holds some hundred rows.
#pragma once

#include "pipeline/backup/depot.hpp"
#include "pipeline/base/clock.hpp"

namespace docket::backup {

// What is kept of a data folder, beside rows and blobs.
struct FolderParts {
    std::filesystem::path root;
    std::vector<std::filesystem::path> first; // files and folders that the rows must not be older than
    std::filesystem::path shelf;              // what people were given, sealed records among it; anywhere
    std::string settings;                     // what stands for docket.properties: without secrets
};

struct Source {
    Tables& tables;
    flow::Blobs& blobs;
    FolderParts folder;
    flow::Installation installation;
    std::string program; // version
    const Clock& clock;
};

struct Taken {
    Manifest manifest;
    Digest digest; // of the manifest
    std::int64_t rows = 0, blobs = 0, copied = 0, files = 0;
};

// `done` hears of each table. Failures: those of the database, the blobs and the depot.
Result<Taken> take(const Source& source, Depot& depot, const std::function<void(const KeptTable&)>& done);

} // namespace docket::backup
