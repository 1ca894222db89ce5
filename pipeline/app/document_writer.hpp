// From a document to its PDF and its pages: template, layout and drawing, wired together. Any thread; drawing
// is one at a time. The separator sheets of the mailroom come from the same hand.
#pragma once

#include "pipeline/desk/ports.hpp"
#include "pipeline/desk/separators.hpp"
#include "pipeline/flow/tools.hpp"

#include <filesystem>
#include <memory>

namespace docket::app {

class Typesetter : public flow::DocumentWriter, public desk::Drawer, public desk::SeparatorSheets {};

// Templates are read from the folder at each call: a bureau may edit them while the program runs. The open
// faces and the newest layouts are kept.
std::unique_ptr<Typesetter> make_document_writer(std::filesystem::path templates);

} // namespace docket::app
