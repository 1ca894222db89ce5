// DOCKET_ASSERT stays on in every build: docket keeps legal records, and a broken invariant must stop the act
// it was met in, not go on. Throws std::logic_error with the place and the sentence.
#pragma once

#include <stdexcept>
#include <string>

namespace docket {
[[noreturn]] inline void assertion_failed(const char* file, int line, const char* sentence) {
    throw std::logic_error(std::string(file) + ":" + std::to_string(line) + ": " + sentence);
}
} // namespace docket

#define DOCKET_ASSERT(condition, sentence)                                                                   \
    ((condition) ? static_cast<void>(0) : ::docket::assertion_failed(__FILE__, __LINE__, sentence))
