// Words that somebody must not read, and what stands in their place: in a text, and in every text of a JSON
// value. Values; any thread.
#pragma once

#include "pipeline/json/json.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docket::flow {

class CoveredWords {
  public:
    // One character says too little to be sought. Both UTF-8.
    void add(std::string_view word, std::string_view instead);
    // Each word as it is and with blanks between its characters, the longest first.
    std::u32string cover(std::u32string_view text) const;

  private:
    std::vector<std::pair<std::u32string, std::u32string>> words_; // longest first
};

// Every text in it; the names of members stay.
json::Value with_texts(const json::Value& value,
                       const std::function<std::string(const std::string&)>& change);

} // namespace docket::flow
