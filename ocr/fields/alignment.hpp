// Two readings of one line laid side by side. Private to ocr/fields. Free functions; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace docket::ocr {

// For each boundary between characters of `a`, the first and the last boundary of `b` that lies beside it:
// they are the same where `b` has nothing of its own there.
struct Beside {
    std::vector<std::size_t> first, last;
};

// By the fewest insertions, losses and changes. nullopt for texts too long to be lines of a page.
std::optional<Beside> aligned(std::u32string_view a, std::u32string_view b);

} // namespace docket::ocr
