#include "tests/unit/pipeline/intake/made_files.hpp"

#include "pipeline/base/handle.hpp"

#include <leptonica/allheaders.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace docket::intake {
namespace {

void destroy(Pix* pix) noexcept { pixDestroy(&pix); }
using PixHandle = Handle<Pix, destroy>;
using Memory = Handle<l_uint8, std::free>;

PixHandle drawn(int depth, int width, int height) {
    PixHandle pix(pixCreate(width, height, depth));
    if (depth > 1) pixSetAll(pix.get());
    for (int y = height / 4; y < height / 2; ++y)
        for (int x = width / 4; x < width / 2; ++x) {
            if (depth == 32)
                pixSetRGBPixel(pix.get(), x, y, 200, 30, x % 256);
            else
                pixSetPixel(pix.get(), x, y, depth == 1 ? 1U : static_cast<l_uint32>(x % 200));
        }
    pixSetResolution(pix.get(), 300, 300);
    return pix;
}

Bytes taken(l_uint8* data, std::size_t size) {
    const Memory owned(data);
    if (data == nullptr) throw std::runtime_error("Leptonica made no file");
    return {data, data + size};
}

std::uint32_t crc(const std::uint8_t* from, std::size_t size) {
    std::uint32_t c = 0xFFFFFFFFU;
    for (std::size_t i = 0; i < size; ++i) {
        c ^= from[i];
        for (int k = 0; k < 8; ++k) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
    }
    return ~c;
}

void write_number(Bytes& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}

} // namespace

Folder::Folder() {
    static std::atomic<int> made{0};
    path_ = std::filesystem::temp_directory_path() /
            ("intake-" + std::to_string(::getpid()) + "-" + std::to_string(made++));
    std::filesystem::create_directories(path_);
}
Folder::~Folder() {
    std::error_code ignored; // a folder left behind fails no test
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path save(const std::filesystem::path& file, const Bytes& bytes) {
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return file;
}
std::filesystem::path save(const std::filesystem::path& file, const std::string& text) {
    return save(file, Bytes(text.begin(), text.end()));
}
Bytes bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

Bytes picture(Encoding encoding, int depth, int width, int height) {
    const auto pix = drawn(depth, width, height);
    l_uint8* data = nullptr;
    std::size_t size = 0;
    const int format = encoding == Encoding::png    ? IFF_PNG
                       : encoding == Encoding::jpeg ? IFF_JFIF_JPEG
                                                    : IFF_TIFF_G4;
    pixWriteMem(&data, &size, pix.get(), format);
    return taken(data, size);
}

Bytes tiff_of_pages(const Folder& folder, int pages, int depth) {
    const auto file = folder / "made.tif";
    for (int page = 0; page < pages; ++page)
        pixWriteTiff(file.c_str(), drawn(depth, 400 + page, 300).get(),
                     depth == 1 ? IFF_TIFF_G4 : IFF_TIFF_LZW, page == 0 ? "w" : "a");
    return bytes_of(file);
}

Bytes png_that_says(Bytes png, std::uint32_t width, std::uint32_t height) {
    constexpr std::size_t type = 12, ihdr = 17; // of the file; bytes of type and data
    write_number(png, type + 4, width);
    write_number(png, type + 8, height);
    write_number(png, type + ihdr, crc(png.data() + type, ihdr));
    return png;
}

Bytes jpeg_bomb(int width, int height) {
    auto jpeg = picture(Encoding::jpeg, 8);
    for (std::size_t i = 2; i + 9 < jpeg.size(); ++i)
        if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xC0) {
            jpeg[i + 5] = static_cast<std::uint8_t>(height >> 8);
            jpeg[i + 6] = static_cast<std::uint8_t>(height);
            jpeg[i + 7] = static_cast<std::uint8_t>(width >> 8);
            jpeg[i + 8] = static_cast<std::uint8_t>(width);
            break;
        }
    return jpeg;
}

Bytes pdf_of_scan(Inside inside, int depth) {
    const auto pix = drawn(depth, 400, 300);
    const int type = inside == Inside::jpeg     ? L_JPEG_ENCODE
                     : inside == Inside::group4 ? L_G4_ENCODE
                                                : L_FLATE_ENCODE;
    l_uint8* data = nullptr;
    std::size_t size = 0;
    pixConvertToPdfData(pix.get(), type, 75, &data, &size, 0, 0, 300, nullptr, nullptr, 0);
    return taken(data, size);
}

std::string pdf_of_text(int pages, const std::string& extra) {
    std::string pdf = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n", kids;
    const std::string content = "BT /F1 24 Tf 20 50 Td (petition) Tj ET";
    pdf += "3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n4 0 obj <</Length " +
           std::to_string(content.size()) + ">> stream\n" + content + "\nendstream endobj\n";
    for (int page = 0; page < pages; ++page) {
        const auto number = std::to_string(5 + page);
        kids += number + " 0 R ";
        pdf += number +
               " 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 144 72]/Contents 4 0 R/Resources<</Font<</F1 3 "
               "0 R>>>>" +
               extra + ">> endobj\n";
    }
    return pdf + "2 0 obj <</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages) +
           ">> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";
}

void encrypt(const std::filesystem::path& from, const std::filesystem::path& to) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processFile(from.c_str());
    QPDFWriter writer(pdf, to.c_str());
    writer.setR6EncryptionParameters("reader", "owner", true, true, true, true, true, true, qpdf_r3p_full,
                                     true);
    writer.write();
}

} // namespace docket::intake
