// Ownership of Leptonica's images. Private to the unpacking child; one thread at a time.
#pragma once

#include "pipeline/base/handle.hpp"
#include "pipeline/flow/reading_ports.hpp"

#include <leptonica/allheaders.h>

#include <cstdio>
#include <filesystem>

namespace docket::intake {

inline void destroy_pix(Pix* pix) noexcept { pixDestroy(&pix); }
using PixHandle = Handle<Pix, destroy_pix>;
inline void close_file(std::FILE* file) noexcept { static_cast<void>(std::fclose(file)); }
using FileHandle = Handle<std::FILE, close_file>;

// Writes the image as PNG of its own depth. Throws std::runtime_error when the disk refuses it.
flow::UnpackedPage write_png(const PixHandle& pix, const std::filesystem::path& file);

} // namespace docket::intake
