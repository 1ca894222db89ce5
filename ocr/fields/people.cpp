// Who writes: names, whether the letter is anonymous (no name is sought then: 信访工作条例 art. 30), how many
// sign, and the applicant's own particulars, not those of an agent or of the other side. Doubts:
// applicant.{too_short, too_long, cut, contradicted, is_organ, from_signature, from_prose, unlikely_name},
// anonymous.contradicted, collective.{no_number, contradicted}, id.* as text::parse_resident_id and
// id.repaired, id.several, phone.malformed, phone.repaired, phone.several, address.short, address.no_number.
#include "ocr/fields/people.hpp"

#include "ocr/fields/fuzzy.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/particulars.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

struct Signers {
    std::vector<Span> names;
    std::vector<std::string> doubts;
};

// One person read twice: the same, with a character wrong or lost.
bool alike(std::u32string_view a, std::u32string_view b) {
    if (a.size() < b.size()) std::swap(a, b);
    if (b.size() < 2 || a.size() - b.size() > 1) return false;
    constexpr std::size_t two = 2;
    return a.size() == b.size() ? differences(a, b) <= 1 : edit_distance(a, b, two) < two;
}

// What stands at two places as one name: the place where both engines read alike is the name's. False where
// that does not settle which of two readings it is.
bool settled_by_engines(const Work& work, Span& kept, Span again) {
    const auto words = [&](Span s) { return std::u32string(work.letter.simple(s)); };
    const auto other = [&](Span s) {
        const auto read = other_reading(work.letter, s);
        return read ? text::simplified(read->text) : std::u32string();
    };
    if (words(kept).size() != words(again).size()) {
        if (words(again).size() > words(kept).size()) kept = again;
        return false;
    }
    const bool kept_sure = other(kept) == words(kept), again_sure = other(again) == words(again);
    if (words(kept) == words(again)) {
        if (!kept_sure && again_sure) kept = again;
        return true;
    }
    if (kept_sure == again_sure) return false;
    if (kept_sure) return other(again) == words(kept);
    if (other(kept) != words(again)) return false;
    kept = again;
    return true;
}

// Where a name of one list stands in the other: as it is, else as it may have been read.
Span* same_person(const Work& work, std::vector<Span>& among, Span name) {
    const auto words = [&work](Span s) { return work.letter.simple(s); };
    auto same = std::ranges::find_if(among, [&](Span s) { return words(s) == words(name); });
    if (same == among.end())
        same = std::ranges::find_if(among, [&](Span s) { return alike(words(s), words(name)); });
    return same == among.end() ? nullptr : &*same;
}

// The names of one list are of different people, however alike; those of two lists may be of the same.
void join_names(const Work& work, Signers& all, const std::vector<Span>& more, bool repeats_expected) {
    auto known = all.names;
    std::vector<Span> added;
    for (const auto& name : more) {
        auto* same = same_person(work, known, name);
        if (same == nullptr) {
            added.push_back(name);
            continue;
        }
        if (!settled_by_engines(work, *same, name)) all.doubts.emplace_back("applicant.contradicted");
    }
    if (repeats_expected && added.size() == more.size() && !known.empty() && !more.empty()) {
        all.doubts.emplace_back("applicant.contradicted");
        if (known.size() == 1 && more.size() == 1) return; // one person, one of the names misread
    }
    known.insert(known.end(), added.begin(), added.end());
    all.names = std::move(known);
}

Signers labelled_signers(const Work& work) {
    Signers all;
    for (const auto& hit : work.labels) {
        if (hit.label != Label::applicant && hit.label != Label::signers) continue;
        std::vector<std::string> odd;
        auto names = read_names(work, hit.value, odd);
        if (!names.empty() && is_organ_word(work.letter.simple(names[0])))
            continue; // a 被 was lost: find_respondent
        if (!names.empty()) all.doubts.insert(all.doubts.end(), odd.begin(), odd.end());
        const bool at_the_end = hit.begin * 2 > work.letter.size();
        join_names(work, all, names, at_the_end && hit.label == Label::applicant);
    }
    return all;
}

void add_collective(Work& work, std::size_t signers) {
    const auto counts = headcounts(work.letter);
    constexpr std::array<std::u32string_view, 4> without_number{U"全体业主", U"全体村民", U"全体职工",
                                                                U"全体家长"};
    if (!counts.empty()) {
        const auto most = std::ranges::max_element(counts, {}, &Headcount::people);
        std::vector<std::string> doubts;
        const bool differ = std::ranges::any_of(counts, [&](auto& c) { return c.people != most->people; });
        if (differ || static_cast<std::int64_t>(signers) > most->people)
            doubts.emplace_back("collective.contradicted");
        const auto people = std::max(most->people, static_cast<std::int64_t>(signers));
        return work.add(make_field(work.letter, "collective", most->span, std::to_string(people), doubts));
    }
    if (signers >= 2) {
        const auto* names = work.found.find("applicants");
        auto field = names == nullptr ? FieldValue{} : *names;
        field.name = "collective", field.value = std::to_string(signers), field.doubts.clear();
        const bool some_only = work.letter.simple().find(U"部分签名") != std::u32string_view::npos;
        if (some_only) doubt(field, "collective.no_number");
        return work.add(std::move(field));
    }
    for (const auto word : without_number)
        if (const auto at = work.letter.simple().find(word); at != std::u32string_view::npos)
            return work.add(
                make_field(work.letter, "collective", {at, at + word.size()}, "", {"collective.no_number"}));
}

void add_applicants(Work& work, const Signers& signers) {
    const auto first = signers.names.front();
    const auto name = text::encode(likely_name(work.letter, first));
    auto doubts = signers.doubts;
    if (name != work.letter.utf8(first)) doubts.emplace_back("applicant.unlikely_name");
    auto field = make_field(work.letter, "applicant", first, name, std::move(doubts));
    if (name != work.letter.utf8(first)) field.candidates.push_back(work.letter.utf8(first));
    work.add(std::move(field));
    if (signers.names.size() < 2) return;
    work.add(names_field(work.letter, "applicants", signers.names, signers.doubts));
}

} // namespace

void find_people(Work& work) {
    auto signers = labelled_signers(work);
    const auto prose = named_in_prose(work);
    const auto below = names_of_signature(work);
    const auto spokesmen = representatives_of(work);
    const auto anonymous = says_anonymous(work);
    if (!signers.names.empty()) {
        if (prose && std::ranges::none_of(signers.names, [&](Span s) {
                return work.letter.simple(s) == work.letter.simple(*prose);
            }))
            signers.doubts.emplace_back("applicant.contradicted");
    } else if (!below.empty()) {
        signers.names = below;
        const bool told = prose && work.letter.simple(*prose) == work.letter.simple(below[0]);
        if (prose && !told) {
            signers = {};
            join_names(work, signers, {*prose}, false);
            join_names(work, signers, below, true);
        } else if (!told) {
            signers.doubts.emplace_back("applicant.from_signature");
        }
    } else if (prose) {
        signers.names = {*prose};
        signers.doubts.emplace_back("applicant.from_prose");
    } else if (!spokesmen.names.empty()) {
        signers.names = spokesmen.names;
        signers.doubts.emplace_back("applicant.from_prose");
    }
    if (!signers.names.empty()) add_applicants(work, signers);
    if (anonymous || !signers.names.empty()) {
        const auto where = anonymous ? *anonymous : signers.names.front();
        std::vector<std::string> doubts;
        if (anonymous && !signers.names.empty()) doubts.emplace_back("anonymous.contradicted");
        work.add(
            make_field(work.letter, "anonymous", where, signers.names.empty() ? "true" : "false", doubts));
    }
    add_collective(work, signers.names.size());
    if (!spokesmen.names.empty())
        work.add(names_field(work.letter, "representatives", spokesmen.names, spokesmen.doubts));
    find_particulars(work);
}

} // namespace docket::ocr
