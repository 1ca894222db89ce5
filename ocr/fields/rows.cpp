// Names that stand side by side: told by the room between the characters, since readers seldom give the
// blanks.
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

constexpr std::size_t shortest_in_row = 2, longest_in_row = 4; // characters of a name
constexpr float least_room = 0.2F;                             // between two names, in sizes of a character

float room_before(const Running& letter, std::size_t at) {
    const auto &left = letter.place(at - 1), &right = letter.place(at);
    if (left.upright.empty() || right.upright.empty()) return right.after_gap ? 1.0F : 0.0F;
    return room_between(left.upright, right.upright, right.source->vertical);
}

// A wide blank that was read as a sign.
bool is_blank_misread(char32_t c) { return text::is_one_of(c, U"”“\"'’‘`|"); }

std::vector<Span> parted_at(Span row, const std::vector<std::size_t>& cuts) {
    std::vector<Span> parts;
    auto begin = row.begin;
    for (const auto cut : cuts) parts.push_back({begin, cut}), begin = cut;
    parts.push_back({begin, row.end});
    return parts;
}

bool all_names(const Running& letter, const std::vector<Span>& parts) {
    return std::ranges::all_of(parts, [&](Span part) {
        const auto length = part.end - part.begin;
        const auto words = letter.simple(part);
        return length >= shortest_in_row && length <= longest_in_row && is_name(words) &&
               !is_organ_word(words);
    });
}

// As above, but for one name of which a single character is left.
bool all_but_one(const Running& letter, std::vector<Span> parts) {
    constexpr std::size_t least_names = 4; // with it
    const auto cut = std::ranges::find_if(parts, [](Span part) { return part.end - part.begin == 1; });
    if (parts.size() < least_names || cut == parts.end()) return false;
    parts.erase(cut);
    return all_names(letter, parts);
}

// What of the line can be names: to 等12人, a bracket, a date.
Span names_alone(const Running& letter, Span row) {
    for (auto i = row.begin; i < row.end; ++i) {
        const bool others = letter.simple()[i] == U'等' && i >= row.begin + shortest_in_row;
        const bool blank = is_blank_misread(letter.text()[i]) && i > row.begin && i + 1 < row.end;
        if (others || (!blank && !text::is_han(letter.text()[i]))) return {row.begin, i};
    }
    return row;
}

std::vector<Span> without_signs(const Running& letter, std::vector<Span> parts) {
    for (auto& part : parts) {
        while (!part.empty() && is_blank_misread(letter.text()[part.begin])) ++part.begin;
        while (!part.empty() && is_blank_misread(letter.text()[part.end - 1])) --part.end;
    }
    return parts;
}

struct Room {
    float size = 0;
    std::size_t at = 0;
};
std::vector<Room> rooms_of(const Running& letter, Span row) {
    constexpr float of_a_sign = 1;
    std::vector<Room> rooms;
    for (auto i = row.begin + 1; i < row.end; ++i) {
        if (is_blank_misread(letter.text()[i])) continue;
        const bool behind_sign = is_blank_misread(letter.text()[i - 1]);
        rooms.push_back({behind_sign ? of_a_sign : room_before(letter, i), i});
    }
    std::ranges::stable_sort(rooms, std::ranges::greater{}, &Room::size);
    return rooms;
}

} // namespace

std::vector<Span> names_in_row(const Work& work, Span row) {
    constexpr float clear_room = 0.4F; // where a name lost a character
    const auto& letter = work.letter;
    row = names_alone(letter, row);
    if (row.empty() || row.end - row.begin < 2 * shortest_in_row) return {};
    const auto rooms = rooms_of(letter, row);
    std::vector<Span> best;
    float clearest = 0; // how much more room the names have between them than their characters
    std::vector<std::size_t> cuts;
    for (const bool whole : {true, false}) {
        cuts.clear();
        for (std::size_t i = 0; i < rooms.size() && rooms[i].size >= (whole ? least_room : clear_room); ++i) {
            cuts.insert(std::ranges::lower_bound(cuts, rooms[i].at), rooms[i].at);
            const float next = i + 1 < rooms.size() ? std::max(rooms[i + 1].size, 0.0F) : 0.0F;
            const auto parts = without_signs(letter, parted_at(row, cuts));
            const bool names = whole ? all_names(letter, parts) : all_but_one(letter, parts);
            if (rooms[i].size - next <= clearest || !names) continue;
            clearest = rooms[i].size - next;
            best = parts;
        }
        if (!best.empty()) return best;
    }
    return best;
}

std::vector<Span> names_by_surname(const Work& work, Span row) {
    constexpr std::size_t usual = 3, no_way = 0, several_ways = 2;
    const auto& letter = work.letter;
    const auto is_one = [&](Span part) {
        const auto words = letter.simple(part), surname = words.substr(0, 1);
        const bool doubled = words.size() > usual && !has_surname(std::u32string(surname) + U'一');
        return has_surname(words) && is_name(words) && !is_organ_word(words) &&
               (words.size() <= usual || doubled);
    };
    if (!std::ranges::all_of(letter.text(row), text::is_han) || is_word_of_forms(letter.simple(row)))
        return {};
    // In how many ways, at most `several_ways`, what follows a place is names, and where the first then ends.
    std::vector<std::size_t> ways(row.end - row.begin + 1, no_way), ends(ways.size());
    ways.back() = 1;
    for (auto at = row.end; at-- > row.begin;)
        for (auto length = shortest_in_row; length <= longest_in_row && at + length <= row.end; ++length) {
            const auto rest = ways[at + length - row.begin];
            if (rest == no_way || !is_one({at, at + length})) continue;
            auto& here = ways[at - row.begin];
            here = std::min(here + rest, several_ways);
            ends[at - row.begin] = at + length;
        }
    if (ways.front() != 1) return {};
    std::vector<Span> names;
    for (auto at = row.begin; at < row.end; at = names.back().end)
        names.push_back({at, ends[at - row.begin]});
    return names;
}

} // namespace docket::ocr
