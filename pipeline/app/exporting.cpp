#include "pipeline/app/exporting.hpp"

#include "ocr/export/alto.hpp"
#include "ocr/export/hocr.hpp"
#include "ocr/page_json.hpp"
#include "pipeline/archive/child_archivist.hpp"
#include "pipeline/base/utf8.hpp"

#include <chrono>
#include <fstream>
#include <map>
#include <system_error>

namespace docket::app {

namespace {

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(Kind::unavailable, "read.unwritable",
                    "目录 " + folder.string() + " 不能建立：" + error.message());
    return {};
}

Result<void> write_text(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out.flush())
        return fail(Kind::unavailable, "read.unwritable", "文件 " + file.string() + " 不能写入。");
    return {};
}

std::vector<std::string> names_of(const std::vector<std::string>& files) {
    std::map<std::string, int> taken;
    std::vector<std::string> names;
    for (const auto& file : files) {
        const auto stem = std::filesystem::path(file).stem().string();
        const int n = ++taken[stem];
        names.push_back(n == 1 ? stem : stem + "-" + std::to_string(n));
    }
    return names;
}

std::string numbered(const std::string& name, std::size_t page) {
    constexpr std::size_t digits = 4;
    auto text = std::to_string(page);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return name + "-" + text;
}

// The day of the file, so that the same file gives the same copy.
Date day_of(const std::filesystem::path& file) {
    std::error_code error;
    const auto written = std::filesystem::last_write_time(file, error);
    if (error) return china.date(Instant{});
    return china.date(std::chrono::floor<Millis>(std::chrono::file_clock::to_sys(written)));
}

std::string readable(const std::filesystem::path& file) {
    return encode_utf8(code_points(file.filename().string()));
}

} // namespace

std::unique_ptr<flow::Archivist> make_archivist(const std::string& program) {
    return std::make_unique<archive::ChildArchivist>(sandbox::Command{{program, "archive-child"}});
}

Result<Exporter> Exporter::of(const Call& call) {
    const auto& arguments = call.arguments;
    Exporter exporter;
    exporter.alto_ = arguments.has("alto");
    exporter.hocr_ = arguments.has("hocr");
    exporter.out_ = arguments.text("out");
    exporter.archive_ = arguments.text("archive");
    exporter.names_ = names_of(arguments.rest());
    const bool pages = exporter.alto_ || exporter.hocr_;
    if (!exporter.out_.empty() && !pages) return usage("--out 与 --alto 或 --hocr 同用。");
    if (exporter.out_.empty() && exporter.alto_ && exporter.hocr_)
        return usage("--alto 和 --hocr 同用时，请用 --out 给出目录。");
    if (exporter.prints() && arguments.has("json"))
        return usage("--json 与 --alto、--hocr 不能都输出到屏幕。");
    for (const auto& folder : {exporter.out_, exporter.archive_})
        if (!folder.empty()) DOCKET_CHECK(make_folder(folder));
    if (!exporter.archive_.empty()) exporter.archivist_ = make_archivist(call.program);
    return exporter;
}

Result<void> Exporter::write(const ReadFile& read) const {
    if (!out_.empty()) DOCKET_CHECK(write_pages(read));
    return archivist_ ? write_archive(read) : Result<void>();
}

std::string Exporter::printed(const std::filesystem::path& file,
                              const std::vector<ocr::PageText>& texts) const {
    const ocr::ExportInfo info{readable(file), DOCKET_VERSION};
    return alto_ ? ocr::alto(texts, info) : ocr::hocr(texts, info);
}

Result<void> Exporter::write_pages(const ReadFile& read) const {
    for (std::size_t i = 0; i < read.texts.size(); ++i) {
        const std::span page(&read.texts[i], 1);
        const auto name = numbered(names_.at(read.n), i + 1);
        const ocr::ExportInfo info{readable(read.file), DOCKET_VERSION, static_cast<int>(i) + 1};
        if (alto_) DOCKET_CHECK(write_text(out_ / (name + ".alto.xml"), ocr::alto(page, info)));
        if (hocr_) DOCKET_CHECK(write_text(out_ / (name + ".hocr"), ocr::hocr(page, info)));
    }
    return {};
}

Result<void> Exporter::write_archive(const ReadFile& read) const {
    flow::ArchiveOrder order{readable(read.file), "", day_of(read.file), read.file, "", {}};
    for (std::size_t i = 0; i < read.pages.size(); ++i) {
        const auto& page = read.pages[i];
        const auto reading = read.scratch / (numbered("reading", i + 1) + ".json");
        DOCKET_CHECK(write_text(reading, json::dump(ocr::to_json(read.texts.at(i)))));
        order.pages.push_back({page.file, page.media, page.dpi, reading});
    }
    return archivist_->write(order, archive_ / (names_.at(read.n) + ".pdf"));
}

} // namespace docket::app
