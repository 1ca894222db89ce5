// From a document to its PDF: template, layout and drawing, wired together. Any thread; drawing is one at a
// time.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <filesystem>
#include <memory>

namespace docket::app {

// Templates are read from the folder at each call: a bureau may edit them while the program runs.
std::unique_ptr<flow::DocumentWriter> make_document_writer(std::filesystem::path templates);

} // namespace docket::app
