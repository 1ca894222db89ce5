// The port every output format implements: a display list becomes the bytes of a file. Owned by outputs; the
// same list and info always give the same bytes. A renderer may be called from any thread.
#pragma once

#include "outputs/compose.hpp"
#include "outputs/layout/display_list.hpp"
#include "pipeline/base/digest.hpp"

#include <string>

namespace docket::outputs {

struct RenderInfo {
    std::string title;
    std::string author; // the issuing organ
    Date created{};     // from the document, never from the clock
};

// created: 成文日期; for a draft the day of acceptance, else of receipt.
RenderInfo render_info(const Document& document, const Composed& composed);

class Renderer {
  public:
    virtual ~Renderer() = default;
    virtual std::string format() const = 0; // "pdf": also the ending of the file's name
    virtual Result<Bytes> render(const DisplayList& list, const RenderInfo& info) const = 0;
};

} // namespace docket::outputs
