#include "pipeline/intake/exif.hpp"
#include "pipeline/intake/formats.hpp"
#include "pipeline/intake/inks.hpp"
#include "pipeline/intake/kind.hpp"
#include "pipeline/intake/pix_handle.hpp"
#include "pipeline/intake/png_header.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace docket::intake {
namespace {

Failure damaged_image(const std::string& what) {
    return fail(Kind::corrupt, "file.damaged",
                "the " + what + " is damaged or cut short; scan or send it again");
}

Path copied(const Path& file, const Path& folder, const std::string& extension) {
    auto page = page_path(folder, 1, extension);
    std::filesystem::copy_file(file, page, std::filesystem::copy_options::overwrite_existing);
    return page;
}

struct Size {
    int width = 0, height = 0, components = 0;
};

Result<Size> jpeg_size(const Path& file) {
    Size size;
    if (readHeaderJpeg(file.c_str(), &size.width, &size.height, &size.components, nullptr, nullptr) != 0)
        return damaged_image("JPEG file");
    return size;
}

// Whether a JPEG comes to its end (ITU-T T.81, B.1.1.3: the marker EOI); cameras append things behind it.
bool has_end(const Bytes& bytes) {
    constexpr std::array<std::uint8_t, 2> end{0xFF, 0xD9};
    return std::find_end(bytes.begin(), bytes.end(), end.begin(), end.end()) != bytes.end();
}

PixHandle as_shown(const PixHandle& pix, int orientation) {
    const bool mirrored = orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
    constexpr std::array<int, 9> quarters{0, 0, 0, 2, 2, 3, 1, 1, 3}; // clockwise, after the mirror
    const PixHandle facing(mirrored ? pixFlipLR(nullptr, pix.get()) : pixClone(pix.get()));
    if (!facing) return nullptr;
    return PixHandle(pixRotateOrth(facing.get(), quarters.at(static_cast<std::size_t>(orientation))));
}

// A camera that was held upright says so beside the picture, and the four inks of a printing house are shown
// by every program in its own way: such a page is stored as it is to be seen, so that browsers, archive and
// reader speak of the same pixels. The file as it came is kept with the arrival.
Result<Pages> shown(const PixHandle& pix, const Path& folder, int orientation) {
    constexpr int quality = 95;
    const auto turned = pix ? as_shown(pix, orientation) : nullptr;
    if (!turned) return damaged_image("JPEG file");
    pixSetResolution(turned.get(), pixGetXRes(pix.get()), pixGetYRes(pix.get()));
    auto page = page_path(folder, 1, ".jpg");
    if (pixWriteJpeg(page.c_str(), turned.get(), quality, 0) != 0)
        throw std::runtime_error("a page could not be written to the disk");
    return Pages{
        {page, "image/jpeg", pixGetWidth(turned.get()), pixGetHeight(turned.get()), pixGetXRes(pix.get())}};
}

Result<int> tiff_pages(const Path& file) {
    const FileHandle stream(std::fopen(file.c_str(), "rb"));
    l_int32 count = 0;
    if (!stream || tiffGetCount(stream.get(), &count) != 0) return damaged_image("TIFF file");
    return count;
}

Result<void> tiff_page_fits(const Path& file, int page, const flow::OpeningLimits& limits) {
    Size size;
    if (readHeaderTiff(file.c_str(), page, &size.width, &size.height, nullptr, nullptr, nullptr, nullptr,
                       nullptr) != 0)
        return damaged_image("TIFF file");
    return few_enough_pixels(size.width, size.height, limits);
}

} // namespace

flow::UnpackedPage write_png(const PixHandle& pix, const Path& file) {
    if (pixWrite(file.c_str(), pix.get(), IFF_PNG) != 0)
        throw std::runtime_error("a page could not be written to the disk");
    return {file, "image/png", pixGetWidth(pix.get()), pixGetHeight(pix.get()), pixGetXRes(pix.get())};
}

Result<int> open_png(const Path& file, const flow::OpeningLimits& limits) {
    DOCKET_TRY(const auto head, read_file(file, head_bytes));
    DOCKET_TRY(const auto header, png_header(head));
    DOCKET_CHECK(few_enough_pixels(header.width, header.height, limits));
    return 1;
}

Result<Pages> unpack_png(const Path& file, const Path& folder, const flow::OpeningLimits&,
                         const flow::Slice&) {
    DOCKET_TRY(const auto bytes, read_file(file, SIZE_MAX));
    DOCKET_TRY(const auto header, check_png(bytes));
    return Pages{{copied(file, folder, ".png"), "image/png", header.width, header.height, header.dpi}};
}

Result<int> open_jpeg(const Path& file, const flow::OpeningLimits& limits) {
    DOCKET_TRY(const auto size, jpeg_size(file));
    DOCKET_CHECK(few_enough_pixels(size.width, size.height, limits));
    return 1;
}

Result<Pages> unpack_jpeg(const Path& file, const Path& folder, const flow::OpeningLimits&,
                          const flow::Slice&) {
    constexpr int smallest = 8; // the scale that decodes all and keeps the least
    constexpr int inks = 4;
    DOCKET_TRY(const auto size, jpeg_size(file));
    DOCKET_TRY(const auto bytes, read_file(file, SIZE_MAX));
    const PixHandle small(has_end(bytes) ? pixReadJpeg(file.c_str(), 0, smallest, nullptr, 0) : nullptr);
    if (!small) return damaged_image("JPEG file");
    const int orientation = exif_orientation(bytes);
    if (size.components == inks) return shown(from_inks(bytes), folder, orientation);
    if (orientation != 1)
        return shown(PixHandle(pixReadJpeg(file.c_str(), 0, 1, nullptr, 0)), folder, orientation);
    return Pages{
        {copied(file, folder, ".jpg"), "image/jpeg", size.width, size.height, pixGetXRes(small.get())}};
}

Result<int> open_tiff(const Path& file, const flow::OpeningLimits& limits) {
    DOCKET_TRY(const int counted, tiff_pages(file));
    DOCKET_TRY(const int pages, few_enough_pages(counted, limits));
    for (int page = 0; page < pages; ++page) DOCKET_CHECK(tiff_page_fits(file, page, limits));
    return pages;
}

Result<Pages> unpack_tiff(const Path& file, const Path& folder, const flow::OpeningLimits&,
                          const flow::Slice& slice) {
    Pages pages;
    for (int page = slice.first; page < slice.first + slice.most; ++page) {
        const PixHandle pix(pixReadTiff(file.c_str(), page - 1));
        if (!pix) return damaged_image("TIFF file (page " + std::to_string(page) + ")");
        pages.push_back(write_png(pix, page_path(folder, static_cast<std::size_t>(page), ".png")));
    }
    return pages;
}

} // namespace docket::intake
