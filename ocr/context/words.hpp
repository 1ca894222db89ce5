// The port to a language model: which words there are, and how likely one follows others. Owned by the
// reading in context; the adapter is in ocr/ime. One thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace docket::ocr {

class Words {
  public:
    virtual ~Words() = default;
    // For the record: which model.
    virtual std::string name() const = 0;
    // Words are UTF-8.
    virtual bool knows(std::string_view word) const = 0;
    // The natural logarithm of the probability that the last of these words follows those before it; at most
    // three words, at least one, each of them known.
    virtual double follows(std::span<const std::string_view> words) const = 0;
};

} // namespace docket::ocr
