// What parent and archive child say to each other, as JSON: a flow::ArchiveOrder and where to write it.
//   {"title", "author", "created": "2026-06-10", "original", "media", "target",
//    "pages": [{"image": PATH, "media": "image/png", "dpi": 300, "reading": PATH}, …]}
// The answer is {"pages": 3}. Values; any thread.
#pragma once

#include "pipeline/flow/archiving.hpp"
#include "pipeline/json/json.hpp"

namespace docket::archive {

json::Value to_json(const flow::ArchiveOrder& order, const std::filesystem::path& target);
Result<flow::ArchiveOrder> order_of(const json::Value& value); // invalid "date.malformed"

} // namespace docket::archive
