#include "pipeline/intake/unpack.hpp"

#include "pipeline/intake/formats.hpp"
#include "pipeline/intake/kind.hpp"

#include <algorithm>
#include <array>

namespace docket::intake {
namespace {

struct Format {
    FileKind kind;
    Result<int> (*open)(const Path&, const flow::OpeningLimits&);
    Result<Pages> (*unpack)(const Path&, const Path&, const flow::OpeningLimits&, const flow::Slice&);
};
constexpr std::array formats{
    Format{FileKind::png, open_png, unpack_png},
    Format{FileKind::jpeg, open_jpeg, unpack_jpeg},
    Format{FileKind::tiff, open_tiff, unpack_tiff},
    Format{FileKind::pdf, open_pdf, unpack_pdf},
};

Result<Format> format_of(const Path& file, const flow::OpeningLimits& limits) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (!error && size > static_cast<std::uintmax_t>(limits.bytes))
        return fail(Kind::exhausted, "file.too_many_bytes",
                    "the file is larger than " + std::to_string(limits.bytes >> 20U) +
                        " MB; split it or scan at 300 dpi");
    DOCKET_TRY(const auto head, read_file(file, head_bytes));
    DOCKET_TRY(const auto kind, kind_of(head));
    return formats[static_cast<std::size_t>(kind)];
}

} // namespace

Result<void> few_enough_pixels(std::int64_t width, std::int64_t height, const flow::OpeningLimits& limits) {
    if (width <= 0 || height <= 0)
        return fail(Kind::corrupt, "file.damaged", "a page of the file has no pixels; scan or send it again");
    if (width > limits.pixels / height)
        return fail(Kind::exhausted, "file.too_many_pixels",
                    "a page has " + std::to_string(width) + " x " + std::to_string(height) +
                        " pixels, more than docket opens; scan it at 300 dpi");
    return {};
}

Result<int> few_enough_pages(std::int64_t pages, const flow::OpeningLimits& limits) {
    if (pages < 1)
        return fail(Kind::corrupt, "file.damaged", "the file holds no page; scan or send it again");
    if (pages > limits.pages)
        return fail(Kind::exhausted, "file.too_many_pages",
                    "the file holds " + std::to_string(pages) + " pages, more than the " +
                        std::to_string(limits.pages) + " that docket takes at once; split it");
    return static_cast<int>(pages);
}

Path page_path(const Path& folder, std::size_t number, const std::string& extension) {
    constexpr std::size_t digits = 4;
    const auto text = std::to_string(number);
    return folder /
           ("page-" + std::string(text.size() < digits ? digits - text.size() : 0, '0') + text + extension);
}

Result<flow::Opened> open_file(const Path& file, const flow::OpeningLimits& limits) {
    DOCKET_TRY(const auto format, format_of(file, limits));
    DOCKET_TRY(const int pages, format.open(file, limits));
    return flow::Opened{media_type(format.kind), pages};
}

Result<Pages> unpack_file(const Path& file, const Path& folder, const flow::OpeningLimits& limits,
                          const flow::Slice& slice) {
    DOCKET_TRY(const auto format, format_of(file, limits));
    DOCKET_TRY(const int pages, format.open(file, limits));
    const int wanted = std::clamp(pages - slice.first + 1, 0, std::max(slice.most, 0));
    if (wanted == 0) return Pages{};
    DOCKET_TRY(auto unpacked, format.unpack(file, folder, limits, {slice.first, wanted}));
    if (unpacked.size() != static_cast<std::size_t>(wanted))
        return fail(Kind::corrupt, "file.damaged",
                    "not every page of the file could be taken out; scan or send it again");
    return unpacked;
}

} // namespace docket::intake
