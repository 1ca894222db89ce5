// A MakeRequest on its way to the child. Pure; any thread.
#pragma once

#include "pipeline/json/json.hpp"
#include "pipeline/pictures/make.hpp"

namespace docket::pictures {

inline json::Value to_json(const MakeRequest& r) {
    return json::Object{
        {"from", r.from.string()},          {"to", r.to.string()},     {"dpi", r.dpi}, {"turned", r.turned},
        {"size", static_cast<int>(r.size)}, {"watermark", r.watermark}};
}
inline MakeRequest request_of(const json::Value& value) {
    return {value.text_at("from"),
            value.text_at("to"),
            static_cast<int>(value.int_at("dpi")),
            static_cast<int>(value.int_at("turned")),
            static_cast<desk::PictureSize>(value.int_at("size")),
            value.text_at("watermark")};
}

} // namespace docket::pictures
