#include "pipeline/archive/archive_child.hpp"

#include "ocr/page_json.hpp"
#include "outputs/archive/archive_pdf.hpp"
#include "pipeline/archive/order_json.hpp"
#include "pipeline/archive/page_picture.hpp"
#include "pipeline/intake/kind.hpp"
#include "pipeline/sandbox/child_side.hpp"

#include <leptonica/allheaders.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <optional>

namespace docket::archive {
namespace {

constexpr std::size_t longest_request = 4U << 20U;
constexpr int wrong_usage = 2;
constexpr const char* profile = "/usr/share/color/icc/sRGB.icc"; // Debian: icc-profiles-free

Result<std::string> text_of(const std::filesystem::path& file) {
    DOCKET_TRY(const auto bytes, intake::read_file(file, SIZE_MAX));
    return std::string(bytes.begin(), bytes.end());
}

Result<std::optional<ocr::PageText>> reading_of(const flow::ArchivePage& page) {
    if (page.reading.empty()) return std::optional<ocr::PageText>{};
    DOCKET_TRY(const auto text, text_of(page.reading));
    DOCKET_TRY(const auto value, json::parse(text));
    DOCKET_TRY(auto reading, ocr::page_of(value));
    return std::optional(std::move(reading));
}

Result<json::Value> handle(const std::string& message) {
    DOCKET_TRY(const auto request, json::parse(message));
    DOCKET_TRY(const auto order, order_of(request));
    DOCKET_CHECK(write_archive(order, request.text_at("target")));
    return json::Value(json::Object{{"pages", order.pages.size()}});
}

// A surprise here is the disk's or docket's, not the letter's: worth another try.
Result<json::Value> handle_all(const std::string& message) {
    try {
        return handle(message);
    } catch (const std::exception& surprise) {
        return fail(Kind::internal, "archive.failed",
                    std::string("the archive copy could not be written: ") + surprise.what());
    }
}

} // namespace

Result<void> write_archive(const flow::ArchiveOrder& order, const std::filesystem::path& target,
                           bool visible_text) {
    auto icc = text_of(profile);
    if (!icc)
        return fail(Kind::not_found, "pdf.no_profile",
                    "读不到色彩配置文件" + std::string(profile) + "，请安装icc-profiles-free");
    outputs::ArchivePdf pdf(target, {order.title, order.author, order.created}, "docket", *std::move(icc));
    pdf.visible_text = visible_text;
    for (const auto& page : order.pages) {
        DOCKET_TRY(const auto reading, reading_of(page));
        DOCKET_TRY(const auto picture, picture_of(page));
        pdf.add(picture, reading ? &*reading : nullptr, page.dpi);
    }
    return pdf.finish();
}

int archive_child_main(std::span<const std::string> arguments) {
    if (!arguments.empty()) return wrong_usage;
    const int out = sandbox::begin_child();
    setMsgSeverity(L_SEVERITY_NONE);
    return sandbox::answer_requests(STDIN_FILENO, out, longest_request, handle_all);
}

} // namespace docket::archive
