#include "review/likeness/portrait.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/text/characters.hpp"
#include "review/likeness/cues.hpp"

#include <algorithm>
#include <charconv>

namespace docket::review::likeness {

namespace {

// A list of signatures may be long, and a letter may have an annex of a hundred pages.
constexpr std::size_t most_people = 60, most_pictures = 8, claims_kept = 64, words_kept = 320;

std::int64_t positive(std::uint64_t value) { return static_cast<std::int64_t>(value >> 1U); }

std::uint64_t of_text(std::u32string_view text) {
    std::uint64_t out = text.size();
    for (const auto c : text) out = mixed(out ^ c);
    return out;
}
std::uint64_t of_text(const std::string& text) { return of_text(code_points(text)); }

// Street, house and door: the two characters before the first number, and all numbers.
std::u32string door_of(std::u32string_view address) {
    const auto first = std::ranges::find_if(address, text::is_digit) - address.begin();
    const auto at = static_cast<std::size_t>(first);
    if (at == address.size() || at < 2) return {};
    std::u32string out(address.substr(at - 2, 2));
    for (std::size_t i = at; i < address.size(); ++i)
        if (text::is_digit(address[i]))
            out += address[i];
        else if (out.back() != U'/')
            out += U'/';
    return out;
}

std::int64_t picture_of(const std::string& digest) {
    constexpr std::size_t digits = 15; // 60 bits
    std::int64_t out = 0;
    std::from_chars(digest.data(), digest.data() + std::min(digest.size(), digits), out, 16);
    return out;
}

enum class Of : std::uint64_t { id_number = 1, phone, name, door, accused, picture, band };

class Keys {
  public:
    void add(Of of, std::uint64_t value, int says) {
        const auto key = positive(mixed(value ^ mixed(static_cast<std::uint64_t>(of))));
        if (std::ranges::find(all_, key, &Key::value) == all_.end()) all_.push_back({key, says});
    }
    std::vector<Key> strongest_first() && {
        std::ranges::stable_sort(all_, std::ranges::greater{}, &Key::says);
        return std::move(all_);
    }

  private:
    std::vector<Key> all_;
};

} // namespace

Portrait portray(const Sitter& sitter) {
    Portrait out;
    out.kind = sitter.kind;
    out.received = sitter.received;
    std::vector<std::u32string> names;
    for (const auto& applicant : sitter.applicants) {
        if (out.people.size() == most_people) break;
        auto identity = identity_of(applicant);
        if (identity == Identity{}) continue;
        names.push_back(identity.name);
        names.push_back(identity.address);
        out.people.push_back(std::move(identity));
    }
    for (const auto& name : sitter.accused)
        if (auto one = folded(name); !one.empty()) out.accused.push_back(std::move(one));
    names.insert(names.end(), out.accused.begin(), out.accused.end());
    const std::vector<std::string_view> claims(sitter.claims.begin(), sitter.claims.end());
    auto all = claims;
    all.emplace_back(sitter.words);
    const auto said = folded(sitter.words);
    out.again = speaks_of_an_earlier_letter(said);
    out.new_turn = turns_to_something_new(said);
    out.claims = sketch_of(claims, names, claims_kept);
    out.words = sketch_of(all, names, words_kept);
    for (const auto& digest : sitter.pictures)
        if (out.pictures.size() < most_pictures) out.pictures.push_back(picture_of(digest));
    std::ranges::sort(out.pictures);
    return out;
}

std::vector<Key> keys_of(const Portrait& portrait) {
    Keys keys;
    constexpr int id = 8, picture = 6, phone = 4, accused = 4, door = 3, band = 3, name = 2;
    for (const auto& one : portrait.people) {
        if (!one.id_number.empty()) keys.add(Of::id_number, of_text(one.id_number), id);
        if (!one.phone.empty()) keys.add(Of::phone, of_text(one.phone), phone);
        if (const auto where = door_of(one.address); !where.empty()) keys.add(Of::door, of_text(where), door);
        if (!one.name.empty()) keys.add(Of::name, of_text(one.name), name);
    }
    for (const auto& one : portrait.accused) keys.add(Of::accused, of_text(one), accused);
    for (const auto one : portrait.pictures) keys.add(Of::picture, static_cast<std::uint64_t>(one), picture);
    for (const auto one : bands_of(portrait.words)) keys.add(Of::band, one, band);
    return std::move(keys).strongest_first();
}

} // namespace docket::review::likeness
