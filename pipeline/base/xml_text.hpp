// Text as it may stand in XML 1.0, in an element or between double quotes. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace docket {

// `text` is UTF-8. What XML 1.0 (2.2) allows nowhere, such as a control character, becomes U+FFFD.
std::string xml_text(std::string_view text);

} // namespace docket
