// One line looked at more than once, narrower and wider, becomes one reading: what only one look saw weighs
// less than what all saw. Free functions; any thread.
#pragma once

#include "ocr/ppocr/recognise.hpp"

#include <optional>
#include <vector>

namespace docket::ocr::ppocr {

// The mean confidence of a line; 0 of an empty one.
float sureness(const std::vector<Seen>& line);

// For each character of `line` the place in `other` of what stands where it stands: the fewest changes, and
// nothing is paired over more than a character's width.
std::vector<std::optional<std::size_t>> pairs(const std::vector<Seen>& line, const std::vector<Seen>& other);

// What two looks say of one place, each weighing the same; it stands where the first saw it.
Seen weighed(const Seen& first, const Seen& second);

// Starts from the surest look. Where another look has a character at the same place, what both say is weighed
// together; a character that most looks have not is left out. One look is given back as it is.
std::vector<Seen> joined(std::vector<std::vector<Seen>> looks);

} // namespace docket::ocr::ppocr
