#include "review/likeness/judge.hpp"

#include <algorithm>
#include <cmath>

namespace docket::review::likeness {

namespace {

// How likely it must be one matter, by how much speaks for one person. These and the weights below were
// fitted on the even half of fixtures/likeness.
constexpr double sure_person = 0.6, likely_person = 0.62, perhaps_person = 0.75, accused_alone = 0.75;
constexpr double at_first = -4.16, by_cosine = 15.42, by_asked = 7.61, by_again = 1.91, by_new_turn = -3.41;
constexpr double same_paper_words = 0.75, same_paper_both = 0.6;

struct Person {
    SamePerson how;
    std::size_t at = 0; // in the later letter
};

// The one that carries most; of several names that say little by themselves two say more.
std::optional<Person> shared_person(const Portrait& later, const Portrait& earlier) {
    std::optional<Person> best;
    int alike = 0;
    for (std::size_t at = 0; at < later.people.size(); ++at)
        for (const auto& other : earlier.people) {
            const auto how = same_person(later.people[at], other);
            if (!how) continue;
            ++alike;
            if (!best || how->carries > best->how.carries) best = Person{*how, at};
        }
    if (best && alike > 1) best->how.carries = std::max(best->how.carries, Carries::much);
    return best;
}

std::optional<Person> shared_accused(const Portrait& later, const Portrait& earlier) {
    for (std::size_t at = 0; at < later.accused.size(); ++at)
        if (std::ranges::find(earlier.accused, later.accused[at]) != earlier.accused.end())
            return Person{{SameBy::accused, Carries::much}, at};
    return std::nullopt;
}

// A form letter has the words of many people: paper is the same only if nobody else signed it.
bool may_be_one_paper(const Portrait& a, const Portrait& b) {
    if (a.people.empty() || b.people.empty()) return true;
    return std::ranges::any_of(a.people, [&](const Identity& one) {
        return std::ranges::any_of(b.people, [&](const Identity& other) {
            return (one.name == other.name || like_names(one.name, other.name)) && !contradict(one, other);
        });
    });
}

double wanted_of(const Person& person) {
    if (person.how.by == SameBy::accused) return accused_alone;
    switch (person.how.carries) {
    case Carries::all: return sure_person;
    case Carries::much: return likely_person;
    case Carries::little: return perhaps_person;
    }
    return 1;
}

bool share_a_picture(const Portrait& a, const Portrait& b) {
    return std::ranges::any_of(a.pictures,
                               [&](std::int64_t one) { return std::ranges::binary_search(b.pictures, one); });
}

} // namespace

std::string_view name(Relation relation) { return relation == Relation::repeat ? "repeat" : "related"; }

Result<Relation> parse_relation(std::string_view text) {
    for (const auto one : {Relation::repeat, Relation::related})
        if (name(one) == text) return one;
    return fail(Kind::corrupt, "likeness.relation_unknown", "no relation is called " + std::string(text));
}

std::string_view name(ReasonKind kind) {
    switch (kind) {
    case ReasonKind::same_file: return "same_file";
    case ReasonKind::same_paper: return "same_paper";
    case ReasonKind::same_person: return "same_person";
    case ReasonKind::same_signer: return "same_signer";
    case ReasonKind::same_matter: return "same_matter";
    case ReasonKind::says_again: return "says_again";
    }
    return "";
}

// Where no request was set down, what is asked is taken to be as like as the rest.
SameMatter same_matter(const Portrait& later, const Portrait& earlier) {
    constexpr double asked_to_rest = 2.5;
    const auto words = overlap(later.words, earlier.words);
    SameMatter out;
    out.words = words.of_less;
    out.both = words.of_both;
    out.cosine = words.cosine;
    const bool none = later.claims.kept.empty() && earlier.claims.kept.empty();
    out.asked = none ? std::min(1.0, asked_to_rest * out.cosine)
                     : std::max(overlap(later.claims, earlier.words).of_first,
                                overlap(earlier.claims, later.words).of_first);
    const bool again = later.again || later.kind != LetterKind::first_letter;
    const double all = at_first + by_cosine * out.cosine + by_asked * out.asked + (again ? by_again : 0) +
                       (later.new_turn ? by_new_turn : 0);
    out.likely = 1 / (1 + std::exp(-all));
    return out;
}

Relation relation_of(LetterKind later, LetterKind earlier) {
    return later == earlier ? Relation::repeat : Relation::related;
}

bool is_earlier(Date a_received, std::string_view a, Date b_received, std::string_view b) {
    return a_received != b_received ? std::chrono::sys_days{a_received} < std::chrono::sys_days{b_received}
                                    : a < b;
}

std::optional<Proposal> judge(const Portrait& later, const Portrait& earlier) {
    const auto matter = same_matter(later, earlier);
    const bool file = share_a_picture(later, earlier);
    const bool paper = matter.words >= same_paper_words && matter.both >= same_paper_both &&
                       may_be_one_paper(later, earlier);
    auto person = shared_person(later, earlier);
    const bool several = later.people.size() > 1 || earlier.people.size() > 1;
    if (!person) person = shared_accused(later, earlier);
    const bool petition = person && matter.likely >= wanted_of(*person);
    if (!file && !paper && !petition) return std::nullopt;

    Proposal out;
    out.relation = relation_of(later.kind, earlier.kind);
    if (file) out.reasons.push_back({ReasonKind::same_file, {}, 0, 1});
    if (paper) out.reasons.push_back({ReasonKind::same_paper, {}, 0, matter.words});
    if (person)
        out.reasons.push_back(
            {several && person->how.by != SameBy::accused ? ReasonKind::same_signer : ReasonKind::same_person,
             person->how.by, person->at, 1});
    if (petition && !paper) out.reasons.push_back({ReasonKind::same_matter, {}, 0, matter.asked});
    if (petition && !paper && later.again) out.reasons.push_back({ReasonKind::says_again, {}, 0, 1});
    out.score = std::max({file ? 1.0 : 0.0, paper ? matter.words : 0.0, petition ? matter.likely : 0.0});
    return out;
}

} // namespace docket::review::likeness
