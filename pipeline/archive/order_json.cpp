#include "pipeline/archive/order_json.hpp"

namespace docket::archive {

json::Value to_json(const flow::ArchiveOrder& order, const std::filesystem::path& target) {
    json::Array pages;
    for (const auto& page : order.pages)
        pages.emplace_back(json::Object{{"image", page.image.string()},
                                        {"media", page.media},
                                        {"dpi", page.dpi},
                                        {"reading", page.reading.string()}});
    return json::Object{{"title", order.title},          {"author", order.author},
                        {"created", iso(order.created)}, {"original", order.original.string()},
                        {"media", order.media},          {"target", target.string()},
                        {"pages", std::move(pages)}};
}

Result<flow::ArchiveOrder> order_of(const json::Value& value) {
    flow::ArchiveOrder order;
    order.title = value.text_at("title");
    order.author = value.text_at("author");
    DOCKET_TRY(order.created, parse_iso_date(value.text_at("created")));
    order.original = value.text_at("original");
    order.media = value.text_at("media");
    for (const auto& page : value.array_at("pages"))
        order.pages.push_back({page.text_at("image"), page.text_at("media"),
                               static_cast<int>(page.int_at("dpi")), page.text_at("reading")});
    return order;
}

} // namespace docket::archive
