// Where the matter arose (问题属地), from the division list; not where the applicant lives, unless the letter
// names no other place. Doubts beside those of Divisions::Mention: place.several (the letter speaks of more
// than one alike), place.from_address (only the address names one).
#include "ocr/fields/parts.hpp"

#include <algorithm>
#include <map>

namespace docket::ocr {
namespace {

struct Spoken {
    Divisions::Mention mention;
    std::size_t times = 0;
    bool unit = false; // a community or a village, not only the street
};

// By place, exact namings before doubtful ones.
std::vector<Spoken> spoken_of(const Work& work, bool in_address) {
    const auto& divisions = work.lexicon.divisions();
    std::vector<Spoken> all;
    for (const auto& mention : divisions.find(work.letter.simple())) {
        const bool of_address =
            work.address && mention.begin >= work.address->begin && mention.begin < work.address->end;
        if (of_address != in_address) continue;
        const auto same =
            std::ranges::find_if(all, [&](const Spoken& s) { return s.mention.unit == mention.unit; });
        if (same == all.end()) {
            all.push_back({mention, 1, !divisions.units()[mention.unit].name.empty()});
        } else {
            ++same->times;
            if (!same->mention.exact() && mention.exact()) same->mention = mention;
        }
    }
    std::ranges::stable_sort(all, [](const Spoken& a, const Spoken& b) {
        if (a.unit != b.unit) return a.unit;
        if (a.mention.exact() != b.mention.exact()) return a.mention.exact();
        return a.times > b.times;
    });
    return all;
}

// An address whose village differs by a character from one on the list was misread or misspelt.
void doubt_the_address(Work& work) {
    if (!work.address) return;
    for (const auto& spoken : spoken_of(work, true))
        if (std::ranges::find(spoken.mention.doubts, "place.fuzzy") != spoken.mention.doubts.end())
            for (auto& field : work.found.fields)
                if (field.name == "address") doubt(field, "address.unsure");
}

} // namespace

void find_place(Work& work) {
    doubt_the_address(work);
    auto spoken = spoken_of(work, false);
    const bool from_address = spoken.empty();
    if (from_address) spoken = spoken_of(work, true);
    if (spoken.empty()) return;
    const auto& best = spoken.front();
    auto doubts = best.mention.doubts;
    if (from_address) doubts.emplace_back("place.from_address");
    if (spoken.size() > 1 && spoken[1].unit == best.unit && spoken[1].times == best.times)
        doubts.emplace_back("place.several");
    const auto& unit = work.lexicon.divisions().units()[best.mention.unit];
    const Span span{best.mention.begin, best.mention.end};
    work.add(make_field(work.letter, "place", span, unit.full(), doubts, Reading::in_sense));
    work.add(make_field(work.letter, "place_code", span, unit.code, std::move(doubts), Reading::in_sense));
}

} // namespace docket::ocr
