// A block: the terms of some hundred texts, each with the texts it stands in, as sorted pages of plain ASCII
// text (six bits a character), so that any engine keeps it in an ordinary column. Texts are numbered from 0
// in the order they were given. Immutable once made; pure; any thread.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/search/terms.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docket::search {

struct BlockPage {
    Term first = 0; // its least term
    std::string body;
};

// One list of terms a text, each in ascending order.
std::vector<BlockPage> make_block(const std::vector<std::vector<Term>>& texts);

// The texts that hold the term, in ascending order; none where the page does not know it. `count` is the
// number of texts of the block. Failure: corrupt "search.page_malformed".
Result<std::vector<std::uint32_t>> texts_with(Term term, const BlockPage& page, std::uint32_t count);

// Numbers in ascending order, for the column that says which entries a block is of.
std::string pack(const std::vector<std::int64_t>& ascending);
Result<std::vector<std::int64_t>> unpack(std::string_view packed); // corrupt "search.page_malformed"

} // namespace docket::search
