#include "pipeline/app/document_writer.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/files/folder_shelf.hpp"

#include <iostream>

namespace docket::app::verb {

Result<int> render(const Call& call) {
    const auto out = call.arguments.text("out");
    if (call.arguments.rest().size() != 1 || out.empty())
        return usage("docket render FILE --out DIR [--formats pdf]");
    if (const auto formats = call.arguments.text("formats", "pdf"); formats != "pdf")
        return usage("本版本只能生成 pdf，不能生成 " + formats + "。");
    const std::filesystem::path file = call.arguments.rest().front();
    DOCKET_TRY(const auto text, read_text(file));
    DOCKET_TRY(const auto value, json::parse(text));
    DOCKET_TRY(const auto document, outputs::from_json(value));
    const auto writer = make_document_writer(share() / "outputs/templates");
    DOCKET_TRY(const auto pdf, writer->pdf(document));
    const std::filesystem::path folder = out;
    files::FolderShelf shelf(folder.has_parent_path() ? folder.parent_path() : std::filesystem::path("."));
    DOCKET_TRY(const auto written, shelf.put(folder.filename().string(), file.stem().string() + ".pdf", pdf));
    std::cout << (folder.has_parent_path() ? folder.parent_path() / written : std::filesystem::path(written))
                     .string()
              << '\n';
    return 0;
}

} // namespace docket::app::verb
