// The JSON schema of the document model, kept beside the code and built into the program. Owned by outputs;
// the compiled schema is immutable after its first use; any thread.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/json/json.hpp"

#include <string_view>

namespace docket::outputs {

// The text of outputs/schema/document-v1.schema.json (JSON Schema draft-07).
std::string_view document_schema();

// Failure: invalid "document.schema", with the innermost place that is wrong, e.g. "claims[0].text".
Result<void> check_schema(const json::Value& document);

} // namespace docket::outputs
