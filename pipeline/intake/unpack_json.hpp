// What parent and unpacking child say to each other, as JSON. Values; any thread.
//   {"do": "open" | "unpack", "file": PATH, "folder": PATH, "limits": {"bytes", "pages", "pixels"},
//    "first": 26, "most": 25}
//   open:   {"media": "application/pdf", "pages": 3}
//   unpack: [{"file": PATH, "media": "image/png", "width": 2480, "height": 3508, "dpi": 300}, ...]
#pragma once

#include "pipeline/flow/reading_ports.hpp"
#include "pipeline/json/json.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace docket::intake {

struct UnpackRequest {
    bool open_only = true;
    std::filesystem::path file, folder;
    flow::OpeningLimits limits;
    flow::Slice slice{};
};

json::Value to_json(const UnpackRequest& request);
json::Value to_json(const flow::Opened& opened);
json::Value to_json(const std::vector<flow::UnpackedPage>& pages);

UnpackRequest request_of(const json::Value& value);
flow::Opened opened_of(const json::Value& value);
std::vector<flow::UnpackedPage> pages_of(const json::Value& value);

} // namespace docket::intake
