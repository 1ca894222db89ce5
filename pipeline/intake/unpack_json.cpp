#include "pipeline/intake/unpack_json.hpp"

namespace docket::intake {

json::Value to_json(const UnpackRequest& request) {
    const auto& limits = request.limits;
    return json::Object{
        {"do", request.open_only ? "open" : "unpack"},
        {"file", request.file.string()},
        {"folder", request.folder.string()},
        {"limits", json::Object{{"bytes", limits.bytes}, {"pages", limits.pages}, {"pixels", limits.pixels}}},
        {"first", request.slice.first},
        {"most", request.slice.most}};
}

json::Value to_json(const flow::Opened& opened) {
    return json::Object{{"media", opened.media}, {"pages", opened.pages}};
}

json::Value to_json(const std::vector<flow::UnpackedPage>& pages) {
    json::Array out;
    for (const auto& page : pages)
        out.emplace_back(json::Object{{"file", page.file.string()},
                                      {"media", page.media},
                                      {"width", page.width},
                                      {"height", page.height},
                                      {"dpi", page.dpi}});
    return out;
}

UnpackRequest request_of(const json::Value& value) {
    const auto& limits = value.at("limits");
    return {value.text_at("do") != "unpack",
            value.text_at("file"),
            value.text_at("folder"),
            {limits.int_at("bytes"), static_cast<int>(limits.int_at("pages")), limits.int_at("pixels")},
            {static_cast<int>(value.int_at("first", 1)), static_cast<int>(value.int_at("most"))}};
}

flow::Opened opened_of(const json::Value& value) {
    return {value.text_at("media"), static_cast<int>(value.int_at("pages"))};
}

std::vector<flow::UnpackedPage> pages_of(const json::Value& value) {
    std::vector<flow::UnpackedPage> pages;
    if (value.array() == nullptr) return pages;
    for (const auto& page : *value.array())
        pages.push_back({page.text_at("file"), page.text_at("media"), static_cast<int>(page.int_at("width")),
                         static_cast<int>(page.int_at("height")), static_cast<int>(page.int_at("dpi"))});
    return pages;
}

} // namespace docket::intake
