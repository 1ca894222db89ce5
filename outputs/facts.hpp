// What a template can name: the document with dates, names and numerals written as a formal document writes
// them. The paths are listed in outputs/README.md. Pure; any thread.
#pragma once

#include "outputs/document.hpp"

namespace docket::outputs {

json::Value facts(const Document& document);

} // namespace docket::outputs
