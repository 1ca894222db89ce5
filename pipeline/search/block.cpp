#include "pipeline/search/block.hpp"

#include <algorithm>
#include <tuple>

namespace docket::search {

namespace {

constexpr char zero = '0';                       // characters '0' to 'o' stand for 0 to 63
constexpr std::uint64_t digit_bits = 5, six = 6; // the sixth bit says that the number goes on
constexpr std::uint64_t goes_on = 1U << digit_bits, low = goes_on - 1;
constexpr std::size_t page_size = 1800; // characters: a row stays within a page of either engine

char digit(std::uint64_t six_bits) { return static_cast<char>(zero + static_cast<int>(six_bits)); }

void put(std::string& out, std::uint64_t n) {
    for (; n > low; n >>= digit_bits) out += digit((n & low) | goes_on);
    out += digit(n);
}

// Reads what put() wrote; after a fault it is at its end and says so.
class Numbers {
  public:
    explicit Numbers(std::string_view text) : rest_(text) {}
    bool done() const { return rest_.empty(); }
    bool faulty() const { return faulty_; }
    std::uint64_t bits() {
        const int n = rest_.empty() ? -1 : rest_.front() - zero;
        if (n < 0 || n >= (1 << six)) {
            faulty_ = true;
            rest_ = {};
            return 0;
        }
        rest_.remove_prefix(1);
        return static_cast<std::uint64_t>(n);
    }
    std::uint64_t number() {
        std::uint64_t out = 0;
        for (std::uint64_t at = 0; at < 64; at += digit_bits) {
            const auto next = bits();
            out |= (next & low) << at;
            if (next < goes_on) return out;
        }
        faulty_ = true;
        return 0;
    }
    std::string_view take(std::uint64_t characters) { // fewer where fewer are left: a fault
        faulty_ = faulty_ || characters > rest_.size();
        const auto out = rest_.substr(0, characters);
        rest_.remove_prefix(out.size());
        return out;
    }

  private:
    std::string_view rest_;
    bool faulty_ = false;
};

Failure malformed() {
    return fail(Kind::corrupt, "search.page_malformed",
                "a page of the search index is damaged; make it anew with docket search --rebuild");
}

std::string differences(const std::vector<std::uint32_t>& texts) {
    std::string out;
    std::uint32_t before = 0;
    for (const auto n : texts) {
        put(out, n - before);
        before = n + 1;
    }
    return out;
}

std::string bitmap(const std::vector<std::uint32_t>& texts, std::uint32_t count) {
    std::string out((count + six - 1) / six, zero);
    for (const auto n : texts)
        out[n / six] = static_cast<char>(out[n / six] + static_cast<char>(1 << (n % six)));
    return out;
}

// Differences, or a bit a text where that is shorter: told apart by the last bit of the length before them.
std::string packed_texts(const std::vector<std::uint32_t>& texts, std::uint32_t count) {
    auto body = differences(texts);
    const bool dense = body.size() > (count + six - 1) / six;
    if (dense) body = bitmap(texts, count);
    std::string out;
    put(out, body.size() * 2 + (dense ? 1 : 0));
    return out + body;
}

std::vector<std::uint32_t> from_differences(Numbers& numbers) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t next = 0; !numbers.done(); ++next)
        out.push_back(next += static_cast<std::uint32_t>(numbers.number()));
    return out;
}

std::vector<std::uint32_t> from_bitmap(Numbers& numbers) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t first = 0; !numbers.done(); first += static_cast<std::uint32_t>(six)) {
        const auto bits = numbers.bits();
        for (std::uint32_t b = 0; b < six; ++b)
            if ((bits >> b & 1U) != 0) out.push_back(first + b);
    }
    return out;
}

struct Posting {
    Term term;
    std::uint32_t text;
    friend bool operator<(const Posting& a, const Posting& b) {
        return std::tie(a.term, a.text) < std::tie(b.term, b.text);
    }
};

std::vector<Posting> postings_of(const std::vector<std::vector<Term>>& texts) {
    std::vector<Posting> out;
    std::uint32_t n = 0;
    for (const auto& terms : texts) {
        for (const auto term : terms) out.push_back({term, n});
        ++n;
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace

std::vector<BlockPage> make_block(const std::vector<std::vector<Term>>& texts) {
    const auto all = postings_of(texts);
    const auto count = static_cast<std::uint32_t>(texts.size());
    std::vector<BlockPage> out;
    Term before = 0;
    std::vector<std::uint32_t> list;
    for (std::size_t i = 0; i < all.size();) {
        const auto term = all[i].term;
        list.clear();
        for (; i < all.size() && all[i].term == term; ++i) list.push_back(all[i].text);
        if (out.empty() || out.back().body.size() > page_size) {
            out.push_back({term, {}});
            before = term;
        }
        put(out.back().body, static_cast<std::uint64_t>(term - before));
        out.back().body += packed_texts(list, count);
        before = term;
    }
    return out;
}

Result<std::vector<std::uint32_t>> texts_with(Term term, const BlockPage& page, std::uint32_t count) {
    std::vector<std::uint32_t> out;
    Numbers numbers(page.body);
    Term at = page.first;
    while (!numbers.done()) {
        at += static_cast<Term>(numbers.number());
        if (at > term) break;
        const auto head = numbers.number();
        const auto body = numbers.take(head / 2);
        if (at < term) continue;
        Numbers texts(body);
        out = head % 2 == 1 ? from_bitmap(texts) : from_differences(texts);
        if (texts.faulty()) return malformed();
        break;
    }
    if (numbers.faulty() || (!out.empty() && out.back() >= count)) return malformed();
    return out;
}

std::string pack(const std::vector<std::int64_t>& ascending) {
    std::string out;
    std::int64_t before = 0;
    for (const auto n : ascending) {
        put(out, static_cast<std::uint64_t>(n - before));
        before = n;
    }
    return out;
}

Result<std::vector<std::int64_t>> unpack(std::string_view packed) {
    std::vector<std::int64_t> out;
    Numbers numbers(packed);
    std::int64_t at = 0;
    while (!numbers.done()) out.push_back(at += static_cast<std::int64_t>(numbers.number()));
    if (numbers.faulty()) return malformed();
    return out;
}

} // namespace docket::search
