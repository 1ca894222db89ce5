#include "pipeline/intake/kind.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace docket::intake {
namespace {

using namespace std::string_view_literals;

std::string_view text(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

std::string media_type(FileKind kind) {
    switch (kind) {
    case FileKind::png: return "image/png";
    case FileKind::jpeg: return "image/jpeg";
    case FileKind::tiff: return "image/tiff";
    case FileKind::pdf: return "application/pdf";
    }
    return "application/octet-stream";
}

Result<FileKind> kind_of(std::span<const std::uint8_t> head) {
    const auto start = text(head.first(std::min(head.size(), head_bytes)));
    if (start.empty()) return fail(Kind::invalid, "file.empty", "the file is empty; scan or send it again");
    if (start.starts_with("\x89PNG\r\n\x1a\n"sv)) return FileKind::png;
    if (start.starts_with("\xff\xd8\xff"sv)) return FileKind::jpeg;
    if (start.starts_with("II*\0"sv) || start.starts_with("MM\0*"sv)) return FileKind::tiff;
    if (start.find("%PDF-"sv) != std::string_view::npos) return FileKind::pdf;
    return fail(
        Kind::invalid, "file.unknown_kind",
        "the file is neither PDF, TIFF, JPEG nor PNG, whatever its name says; send it as one of these");
}

Result<Bytes> read_file(const std::filesystem::path& file, std::size_t most) {
    std::ifstream stream(file, std::ios::binary);
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (!stream || error) return fail(Kind::corrupt, "file.damaged", "the file cannot be read from the disk");
    Bytes bytes(std::min(most, static_cast<std::size_t>(size)));
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::size_t>(stream.gcount()) != bytes.size())
        return fail(Kind::corrupt, "file.damaged", "the file cannot be read from the disk");
    return bytes;
}

} // namespace docket::intake
