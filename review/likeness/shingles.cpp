#include "review/likeness/shingles.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "review/likeness/common_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <string>

namespace docket::review::likeness {

namespace {

constexpr unsigned bits_of_character = 21, bits_of_rarity = 2, bits_of_shingle = 28;
constexpr std::array weights{0.2, 0.5, 1.0, 1.5};

using Pair = std::uint64_t; // of characters

Pair pair_of(char32_t a, char32_t b) { return (std::uint64_t{a} << bits_of_character) | b; }

Shingle shingle_of(std::uint64_t what, unsigned rarity) {
    const auto short_form = mixed(what) >> (64 - bits_of_shingle);
    return static_cast<Shingle>((short_form << bits_of_rarity) | rarity);
}

// Of the six steps that two characters have, four are as rare as it gets.
unsigned rarity_of_pair(char32_t a, char32_t b) {
    constexpr std::array<unsigned, 7> steps{0, 0, 1, 1, 2, 3, 3};
    return steps[static_cast<std::size_t>(rarity_of(a)) + static_cast<std::size_t>(rarity_of(b))];
}

// Days and hours are told of any matter; what identifies people is no matter.
bool says_something(std::u32string_view number, char32_t next) {
    constexpr std::size_t least = 2, most = 9;
    return number.size() >= least && number.size() <= most && !text::is_one_of(next, U"年月日号时点分岁");
}

class Walk {
  public:
    explicit Walk(const std::vector<std::u32string>& names) {
        for (const auto& name : names)
            for (std::size_t i = 0; i + 1 < name.size(); ++i) left_out_.insert(pair_of(name[i], name[i + 1]));
    }

    void take(std::string_view utf8) {
        const auto form = text::normalise(code_points(utf8));
        std::u32string written; // lines and signs part nothing: a reader breaks and drops them anywhere
        for (const auto c : form.simplified)
            if (text::is_han(c) || text::is_ascii_alnum(c)) written += c;
        char32_t before = 0;
        for (std::size_t at = 0; at < written.size();) {
            if (const auto phrase = phrase_at(written, at)) {
                at += phrase;
                before = 0;
            } else if (text::is_digit(written[at])) {
                at = take_number(written, at);
                before = 0;
            } else {
                take_one(before, written[at], at + 1 < written.size() ? written[at + 1] : 0);
                take_pair(before, written[at]);
                before = text::is_han(written[at]) ? written[at] : 0;
                ++at;
            }
        }
    }

    const std::set<Shingle>& found() const { return found_; }

  private:
    // Of a name no character stands for itself.
    void take_one(char32_t before, char32_t c, char32_t after) {
        const auto rarity = rarity_of(c);
        if (rarity < 2 || !text::is_han(c)) return;
        if (left_out_.contains(pair_of(before, c)) || left_out_.contains(pair_of(c, after))) return;
        found_.insert(shingle_of(c, static_cast<unsigned>(rarity - 1)));
    }

    void take_pair(char32_t a, char32_t b) {
        if (a == 0 || !text::is_han(b)) return;
        const auto pair = pair_of(a, b);
        if (!left_out_.contains(pair)) found_.insert(shingle_of(pair, rarity_of_pair(a, b)));
    }

    std::size_t take_number(std::u32string_view written, std::size_t at) {
        auto end = at;
        while (end < written.size() && text::is_digit(written[end])) ++end;
        const auto number = written.substr(at, end - at);
        if (!says_something(number, end < written.size() ? written[end] : 0)) return end;
        std::uint64_t what = 0;
        for (const auto digit : number) what = what * 11 + (digit - U'0') + 1;
        constexpr std::uint64_t no_pair = std::uint64_t{1} << 63;
        found_.insert(shingle_of(what | no_pair, 3));
        return end;
    }

    std::set<Pair> left_out_;
    std::set<Shingle> found_;
};

// Up to where a sketch tells all there is.
Shingle horizon(const Sketch& sketch) {
    const bool whole = std::cmp_equal(sketch.kept.size(), sketch.of);
    return whole || sketch.kept.empty() ? std::numeric_limits<Shingle>::max() : sketch.kept.back();
}

} // namespace

double weight_of(Shingle shingle) { return weights[shingle & 3U]; }

// The finaliser of splitmix64.
std::uint64_t mixed(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

Sketch sketch_of(const std::vector<std::string_view>& texts, const std::vector<std::u32string>& names,
                 std::size_t most) {
    Walk walk(names);
    for (const auto text : texts) walk.take(text);
    Sketch out;
    out.of = std::ssize(walk.found());
    for (const auto shingle : walk.found()) {
        if (out.kept.size() == most) break;
        out.kept.push_back(shingle);
    }
    return out;
}

Overlap overlap(const Sketch& first, const Sketch& second) {
    const auto until = std::min(horizon(first), horizon(second));
    double one = 0, other = 0, shared = 0;
    auto a = first.kept.begin(), b = second.kept.begin();
    while (true) {
        const bool more_a = a != first.kept.end() && *a <= until;
        const bool more_b = b != second.kept.end() && *b <= until;
        if (!more_a && !more_b) break;
        if (more_a && more_b && *a == *b) {
            shared += weight_of(*a);
            one += weight_of(*a++);
            other += weight_of(*b++);
        } else if (more_a && (!more_b || *a < *b))
            one += weight_of(*a++);
        else
            other += weight_of(*b++);
    }
    if (one <= 0 || other <= 0) return {};
    return {shared / std::min(one, other), shared / one, shared / (one + other - shared),
            shared / std::sqrt(one * other)};
}

std::vector<std::uint64_t> bands_of(const Sketch& sketch) {
    constexpr std::size_t too_little = 8, bands = 12, of_a_band = 2;
    if (sketch.kept.size() < too_little) return {};
    std::vector<std::uint64_t> out;
    for (std::size_t band = 0; band < bands; ++band) {
        std::uint64_t key = band;
        for (std::size_t i = 0; i < of_a_band; ++i) {
            const auto order = mixed(band * of_a_band + i);
            auto least = std::numeric_limits<std::uint64_t>::max();
            for (const auto shingle : sketch.kept) least = std::min(least, mixed(order ^ shingle));
            key = mixed(key ^ least);
        }
        out.push_back(key);
    }
    return out;
}

} // namespace docket::review::likeness
