#include "outputs/layout/display_list.hpp"

#include "pipeline/base/utf8.hpp"

#include <numeric>

namespace docket::outputs {

double width_of(const GlyphRun& run) {
    return std::accumulate(run.advances.begin(), run.advances.end(), 0.0);
}

std::string text_of(const DisplayList& list) {
    std::string out;
    for (const auto& page : list.pages)
        for (const auto& run : page.runs)
            if (!run.page_number) out += encode_utf8(run.text);
    return out;
}

} // namespace docket::outputs
