// What a file is, by its first bytes and never by its name. Free functions; any thread.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>
#include <span>
#include <string>

namespace docket::intake {

enum class FileKind { png, jpeg, tiff, pdf };

std::string media_type(FileKind kind); // "image/png", ...

// Failures: invalid "file.empty", "file.unknown_kind".
Result<FileKind> kind_of(std::span<const std::uint8_t> head);

// Enough of a file to tell: a PDF may start anywhere in its first kilobyte (ISO 32000-1, annex H, 3.4.1).
inline constexpr std::size_t head_bytes = 1024;

// Failure: corrupt "file.damaged" when it cannot be read.
Result<Bytes> read_file(const std::filesystem::path& file, std::size_t most);

} // namespace docket::intake
