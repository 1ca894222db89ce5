#include "pipeline/flow/audit.hpp"

#include "pipeline/app/directory_import.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/flow/seal.hpp"

#include <iostream>
#include <system_error>

namespace docket::app::verb {

namespace {

// The heads of the chain in the sealed case files of the shelf: a second place outside the database.
Result<std::vector<review::Anchor>> sealed_anchors(const std::filesystem::path& issued) {
    std::vector<review::Anchor> out;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(issued, error)) {
        if (entry.path().filename() != flow::case_file_name) continue;
        DOCKET_TRY(const auto text, read_text(entry.path()));
        DOCKET_TRY(const auto file, json::parse(text));
        DOCKET_TRY(const auto hash, Digest::from_hex(file.at("chain_head").text_at("hash")));
        out.push_back({{file.at("chain_head").int_at("n"), hash}, from_ms(file.int_at("sealed_ms"))});
    }
    if (error)
        return fail(Kind::unavailable, "shelf.unreadable", issued.string() + " 无法读取：" + error.message());
    return out;
}

} // namespace

Result<int> audit(const Call& call) {
    if (call.arguments.rest() != std::vector<std::string>{"verify"})
        return usage("docket audit verify --data DIR");
    DOCKET_TRY(const auto house, open_house(call));
    DOCKET_TRY(const auto sealed, sealed_anchors(house->folder().issued()));
    DOCKET_TRY(const auto audit, flow::verify(house->tools(), house->anchors(), sealed));
    for (const auto& finding : audit.findings) std::cout << finding << '\n';
    std::cout << "操作记录 " << audit.events << " 条，锚点 " << audit.anchors << " 个："
              << (audit.findings.empty() ? "完整" : "有 " + std::to_string(audit.findings.size()) + " 处不符")
              << '\n';
    return audit.findings.empty() ? 0 : 1;
}

Result<int> people(const Call& call) {
    DOCKET_TRY(const auto house, open_house(call));
    const auto& tools = house->tools();
    if (const auto file = call.arguments.text("import"); !file.empty()) {
        DOCKET_TRY(const auto text, read_text(file));
        DOCKET_TRY(const auto value, json::parse(text));
        DOCKET_CHECK(import_people(value, tools));
        DOCKET_CHECK(flow::anchor(tools, house->anchors()));
    }
    DOCKET_TRY(const auto people, tools.directory.people());
    json::Array out;
    for (const auto& person : people) {
        if (call.arguments.has("json"))
            out.emplace_back(json::Object{{"id", person.id},
                                          {"name", person.name},
                                          {"role", review::name(person.role)},
                                          {"firm", person.firm}});
        else
            std::cout << person.id << "  " << review::name(person.role) << "  " << person.name << "  "
                      << person.firm << '\n';
    }
    if (call.arguments.has("json")) std::cout << json::dump(out, 2) << '\n';
    return 0;
}

} // namespace docket::app::verb
