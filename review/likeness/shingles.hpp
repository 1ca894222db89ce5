// What two texts share, in a form that stays small: pairs of neighbouring ideographs, the rarer ideographs by
// themselves (who tells it anew says 狗 once and 狼狗 the other time) and whole numbers, of which a sketch
// keeps the few hundred that fall least when they are mixed. Texts of an ordinary letter are
// kept whole; of longer ones what is kept is a fair sample, and the same in every text that holds it. Pure;
// any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace docket::review::likeness {

// 28 bits of what it is, and in the last two how rare: what is in every text counts little.
using Shingle = std::uint32_t;
double weight_of(Shingle shingle);

struct Sketch {
    std::vector<Shingle> kept; // ascending
    std::int64_t of = 0;       // how many there were
    bool operator==(const Sketch&) const = default;
};

// Of texts in any form (UTF-8). What stands in `names` too (the people of the letter and where they live) is
// left out: it tells who writes, not about what.
Sketch sketch_of(const std::vector<std::string_view>& texts, const std::vector<std::u32string>& names,
                 std::size_t most);

// By weight, over what both kept a fair sample of.
struct Overlap {
    double of_less = 0;  // of the text that has less, how much the other has too
    double of_first = 0; // of the first one
    double of_both = 0;  // of all that either has
    double cosine = 0;   // of the mean that either has
};
Overlap overlap(const Sketch& first, const Sketch& second);

// Least values under some orders, in bands: texts that share much share a band, and can be looked for by it.
// None of a text that says too little.
std::vector<std::uint64_t> bands_of(const Sketch& sketch);

std::uint64_t mixed(std::uint64_t value);

} // namespace docket::review::likeness
