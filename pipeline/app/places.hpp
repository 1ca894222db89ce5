// Where a data folder's rows and bytes lie, as its settings say. Any thread.
#pragma once

#include "pipeline/app/data_folder.hpp"
#include "pipeline/backup/carry.hpp"
#include "pipeline/flow/ports.hpp"
#include "pipeline/store/store.hpp"

#include <memory>
#include <string>
#include <vector>

namespace docket::app {

store::StoreSettings store_of(const DataFolder& folder);

// In a folder, made when missing, or in a store with the S3 interface (`s3://…`). Failures: those of its
// adapter, invalid "blob.address", invalid "blob.credentials".
Result<std::unique_ptr<flow::Blobs>> open_blobs(const DataFolder& folder);
// Before a folder is set to it: that a place elsewhere takes bytes and gives them back. What is set wrong is
// told now, not with a letter in hand. It leaves a few bytes there.
Result<void> try_blobs(const std::string& setting);

// One line a table for people who watch it being carried: its name, its rows, the beginning of its digest.
std::string line_of(const backup::TableDone& table);
// Originals and documents that are not where they should be; `told` are sentences about the first of `lost`.
void tell_lost(const std::vector<std::string>& told, std::int64_t lost);

} // namespace docket::app
