#include "pipeline/search/terms.hpp"

#include <algorithm>
#include <optional>

namespace docket::search {

namespace {

constexpr int character_bits = 21;
constexpr Term pairs = Term{1} << (2 * character_bits);
constexpr Term digit_groups = Term{2} << (2 * character_bits);
constexpr std::size_t group = 4;

Term single(char32_t c) { return static_cast<Term>(c); }
Term pair(char32_t a, char32_t b) { return pairs | single(a) << character_bits | single(b); }

// The term of the four digits that end before `end`.
std::optional<Term> digits_before(std::u32string_view text, std::size_t end) {
    if (end < group) return {};
    Term value = 0;
    for (const char32_t c : text.substr(end - group, group)) {
        if (c < U'0' || c > U'9') return {};
        value = value * 10 + static_cast<Term>(c - U'0');
    }
    return digit_groups | value;
}

void settle(std::vector<Term>& terms) {
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

} // namespace

std::vector<Term> terms_of(std::u32string_view text) {
    std::vector<Term> out;
    out.reserve(text.size() * 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U'\n') continue;
        out.push_back(single(text[i]));
        if (i > 0 && text[i - 1] != U'\n') out.push_back(pair(text[i - 1], text[i]));
        if (const auto digits = digits_before(text, i + 1)) out.push_back(*digits);
    }
    settle(out);
    return out;
}

WordTerms terms_of_word(std::u32string_view word) {
    if (word.size() == 1) return {{single(word.front())}, true};
    if (word.size() == 2) return {{pair(word[0], word[1])}, true};
    WordTerms out;
    for (std::size_t i = 1; i < word.size(); ++i) {
        const auto digits = digits_before(word, i + 1);
        if (digits) out.terms.push_back(*digits);
        // Pairs of digits are in almost every letter; where a group covers them they tell nothing more.
        const bool covered = digits || (i + 1 < word.size() && digits_before(word, i + 2)) ||
                             (i + 2 < word.size() && digits_before(word, i + 3));
        if (!covered) out.terms.push_back(pair(word[i - 1], word[i]));
    }
    settle(out.terms);
    return out;
}

} // namespace docket::search
