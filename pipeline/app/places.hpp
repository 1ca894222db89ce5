// Where a data folder's rows and bytes lie, as its settings say. Any thread.
#pragma once

#include "pipeline/app/data_folder.hpp"
#include "pipeline/backup/carry.hpp"
#include "pipeline/flow/ports.hpp"
#include "pipeline/store/store.hpp"

#include <memory>
#include <string>

namespace docket::app {

store::StoreSettings store_of(const DataFolder& folder);

// `place`: a folder, made when missing. Failures: those of its adapter.
Result<std::unique_ptr<flow::Blobs>> open_blobs(const std::string& place);

// One line a table for people who watch it being carried: its name, its rows, the beginning of its digest.
std::string line_of(const backup::TableDone& table);

} // namespace docket::app
