#include "ocr/page_json.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/reading.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/flow/seal.hpp"
#include "pipeline/flow/writing.hpp"

#include <iostream>

namespace docket::app::verb {

namespace {

Result<json::Value> pages_of(const flow::Tools& tools, std::int64_t arrival) {
    json::Array out;
    DOCKET_TRY(const auto pages, tools.pages.of(arrival));
    for (const auto& page : pages) {
        DOCKET_TRY(const auto image, Digest::from_hex(page.image));
        DOCKET_TRY(const auto file, tools.blobs.path(image));
        json::Object one{{"n", page.n},
                         {"place", flow::name(page.place)},
                         {"image", file.string()},
                         {"confidence", page.confidence}};
        if (!page.reading.empty()) {
            DOCKET_TRY(const auto stored, flow::get_json(tools.blobs, page.reading));
            DOCKET_TRY(const auto text, ocr::page_of(stored));
            one.set("text", normalised_text(text))
                .set("turned", text.turned)
                .set("skew", text.skew)
                .set("ms", text.ms);
        }
        out.emplace_back(std::move(one));
    }
    return json::Value(std::move(out));
}

// Where the bytes that came lie, and the archive copy once it is written.
Result<void> add_files(const flow::Tools& tools, const flow::Arrival& arrival, json::Object& out) {
    const auto place = [&](const std::string& hex) -> Result<std::string> {
        DOCKET_TRY(const auto digest, Digest::from_hex(hex));
        DOCKET_TRY(const auto file, tools.blobs.path(digest));
        return file.string();
    };
    if (!arrival.original.empty()) {
        DOCKET_TRY(auto file, place(arrival.original));
        out.set("original_file", std::move(file));
    }
    DOCKET_TRY(const auto copy, tools.archive_copies.of(arrival.id));
    if (!copy) return {};
    DOCKET_TRY(auto file, place(copy->blob));
    out.set("archive_copy", json::Object{{"file", std::move(file)},
                                         {"pages", copy->pages},
                                         {"bytes", copy->bytes},
                                         {"at", china.text(copy->at)}});
    return {};
}

} // namespace

Result<int> cases(const Call& call) {
    DOCKET_TRY(const auto house, open_house(call));
    const auto& tools = house->tools();
    DOCKET_TRY(const auto views, arrival_views(tools));
    DOCKET_TRY(const auto all, tools.cases.all());
    if (call.arguments.has("json")) {
        json::Array arrivals, list;
        for (const auto& view : views) arrivals.push_back(to_json(view));
        for (const auto& c : all) list.push_back(flow::to_json(c, {}));
        std::cout << json::dump(json::Object{{"arrivals", arrivals}, {"cases", list}}, 2) << '\n';
        return 0;
    }
    for (const auto& view : views) std::cout << line_of(view) << '\n';
    for (const auto& c : all) {
        const auto& round = c.current();
        std::cout << c.number << "  " << review::chinese(round.level) << "  " << review::chinese(round.stage)
                  << "  " << (c.applicants.empty() ? "（匿名）" : c.applicants.front().name)
                  << (c.applicants.size() > 1 ? "等" + std::to_string(c.applicants.size()) + "人" : "");
        for (const auto& deadline : c.deadlines)
            if (!deadline.met)
                std::cout << "  " << deadline.rule << " " << iso(deadline.effective.value_or(deadline.raw))
                          << (deadline.effective ? "" : "（暂定）");
        if (!round.document_number.empty()) std::cout << "  " << round.document_number;
        std::cout << '\n';
    }
    return 0;
}

Result<int> show(const Call& call) {
    if (call.arguments.rest().size() != 1) return usage("docket show CASE --data DIR");
    DOCKET_TRY(const auto house, open_house(call));
    const auto& tools = house->tools();
    const auto& name = call.arguments.rest().front();
    if (const auto id = parse_arrival_name(name)) {
        DOCKET_TRY(const auto views, arrival_views(tools));
        for (const auto& view : views) {
            if (view.arrival.id != *id) continue;
            auto out = to_json(view);
            if (!view.arrival.fields.empty()) {
                DOCKET_TRY(auto fields, flow::get_json(tools.blobs, view.arrival.fields));
                out.object()->set("read", std::move(fields));
            }
            DOCKET_CHECK(add_files(tools, view.arrival, *out.object()));
            DOCKET_TRY(auto pages, pages_of(tools, *id));
            out.object()->set("page_list", std::move(pages));
            std::cout << json::dump(out, 2) << '\n';
            return 0;
        }
        return fail(Kind::not_found, "arrival.unknown", "没有来件 " + name + "。");
    }
    DOCKET_TRY(const auto c, tools.cases.load(name));
    DOCKET_TRY(const auto events, tools.record.of("case:" + c.number));
    std::cout << json::dump(flow::to_json(c, events), 2) << '\n';
    return 0;
}

} // namespace docket::app::verb
