// The likeliest row of words through characters that may be one thing or another. Any thread; the model is
// used by the caller's.
#pragma once

#include "ocr/context/words.hpp"
#include "ocr/page.hpp"

#include <vector>

namespace docket::ocr {

// What may stand at one place; the first is what the engine read. Never empty.
using Choices = std::vector<Candidate>;

// For each place which of its choices is taken: a beam search over words of up to six characters.
std::vector<std::size_t> likeliest(const std::vector<Choices>& places, const Words& words);

} // namespace docket::ocr
