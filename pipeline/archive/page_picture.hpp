// A page's picture for its archive copy: the bytes as they are where a PDF can hold them, else its pixels,
// drawn on white and packed without loss. Decodes: for the child only; one thread.
#pragma once

#include "outputs/archive/pdf_image.hpp"
#include "pipeline/flow/archiving.hpp"

namespace docket::archive {

// Failure: corrupt "picture.damaged".
Result<outputs::PdfImage> picture_of(const flow::ArchivePage& page);

} // namespace docket::archive
