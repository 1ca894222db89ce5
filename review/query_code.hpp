// 查询码: what a petitioner types to see which documents have gone out on the case. Whoever holds it is taken
// for the petitioner, so it is chance alone (16 characters of 30, 78 bits) and says nothing of the case, not
// even its number. No 0, O, 1, I, L or U, which people read for one another. Values; any thread.
#pragma once

#include "pipeline/base/random.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace docket::review {

class QueryCode {
  public:
    static QueryCode drawn(Random& random);
    // As a person types it: small letters, full-width characters, blanks and hyphens are forgiven. None where
    // it is no code.
    static std::optional<QueryCode> read(std::string_view utf8);

    const std::string& text() const { return text_; } // as it is kept
    std::string printed() const;                      // in groups of four: 7KQM-2WXA-9HTR-BC4E
    friend bool operator==(const QueryCode&, const QueryCode&) = default;

  private:
    explicit QueryCode(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

} // namespace docket::review
