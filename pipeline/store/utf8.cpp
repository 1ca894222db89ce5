#include "pipeline/store/utf8.hpp"

#include "pipeline/base/utf8.hpp"

#include <cstddef>

namespace docket::store {

bool storable_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto step = next_utf8(text, at);
        if (step.bytes == 0 || step.character == 0) return false;
        at += step.bytes;
    }
    return true;
}

} // namespace docket::store
