// What layout must know of the faces. Owned by outputs/layout; implemented by a renderer over real files and
// by tests over made-up ones. Const calls may come from any thread.
#pragma once

#include "outputs/layout/display_list.hpp"

#include <optional>

namespace docket::outputs {

class FontMetrics {
  public:
    virtual ~FontMetrics() = default;
    // In ems of the face, by its fallbacks where it lacks the character; nothing where none covers it.
    virtual std::optional<double> advance_em(FaceRole role, char32_t character) const = 0;
};

} // namespace docket::outputs
