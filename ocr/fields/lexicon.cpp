#include "ocr/fields/lexicon.hpp"

#include "ocr/fields/fuzzy.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

Failure bad_lexicon(const std::string& reason) {
    return fail(Kind::invalid, "lexicon.malformed", "the list of organs cannot be used: " + reason);
}

// A word that can stand after an organ's name without being part of it.
bool ends_name(std::u32string_view after) {
    constexpr std::u32string_view particles =
        U"于的在对向和与及、，。作做出信处答复给把将已以为是之又不没未所";
    return after.empty() || !text::is_han(after[0]) || text::is_one_of(after[0], particles);
}

// The name goes on, so that another body is meant: 区政府办公室, 区教育局考试中心, 区政府某街道办事处.
bool goes_on(std::u32string_view after) {
    constexpr std::array<std::u32string_view, 18> bodies{
        U"办公室", U"公室",   U"法院",   U"检察院", U"委员会", U"中心",   U"大队",   U"支队", U"分局",
        U"信访办", U"信访局", U"信访科", U"街道办", U"办事处", U"派出所", U"管理所", U"公司", U"局"};
    constexpr std::size_t reach = 12;
    if (after.starts_with(U"信访办") || after.starts_with(U"信访局") || after.starts_with(U"信访科"))
        return true;
    for (std::size_t at = 0; at < std::min(after.size(), reach) && !ends_name(after.substr(at)); ++at)
        for (const auto body : bodies)
            if (after.substr(at).starts_with(body)) return true;
    return false;
}

// A word that can stand before an organ's name without being part of it.
bool is_function_word(char32_t c) {
    return text::is_one_of(c, U"对向由被经到请的是与和及在于找服给让我本为以据因即原称告从过求使");
}

std::vector<std::string> doubts_of(bool former) {
    return former ? std::vector<std::string>{"respondent.former_name"} : std::vector<std::string>{};
}

} // namespace

Result<Lexicon> Lexicon::from_json(const json::Value& organs) {
    Lexicon lexicon;
    const auto add = [&lexicon](const std::string& utf8, std::size_t organ, bool full,
                                bool former = false) -> Result<void> {
        DOCKET_TRY(const auto characters, text::decode(utf8));
        auto name = text::normalise(characters).simplified;
        if (name.size() < 2) return bad_lexicon("the name " + utf8 + " is too short");
        for (const auto& other : lexicon.names_)
            if (other.text == name && other.organ != organ) return bad_lexicon(utf8 + " names two organs");
        lexicon.names_.push_back({std::move(name), organ, full, former});
        return {};
    };
    for (const auto& row : organs.array_at("organs")) {
        Organ organ{row.text_at("code"), row.text_at("name"), row.text_at("kind"), {}};
        if (organ.code.empty() || organ.name.empty()) return bad_lexicon("an organ has no code or no name");
        DOCKET_CHECK(add(organ.name, lexicon.organs_.size(), true));
        for (const auto& alias : row.array_at("aliases")) {
            if (alias.string() == nullptr) return bad_lexicon("an alias of " + organ.name + " is no text");
            DOCKET_CHECK(add(*alias.string(), lexicon.organs_.size(), false));
            organ.aliases.push_back(*alias.string());
        }
        for (const auto& old : row.texts_at("former"))
            DOCKET_CHECK(add(old, lexicon.organs_.size(), false, true));
        lexicon.organs_.push_back(std::move(organ));
    }
    if (lexicon.organs_.empty()) return bad_lexicon("it holds no organ");
    const auto given = lexicon.names_;
    for (const auto& name : given)
        if (name.full) lexicon.add_tails(name.text, name.organ);
    const auto districts = lexicon.districts();
    for (const auto& name : given)
        if (!name.former) lexicon.add_colloquial(name.text, name.organ, districts);
    std::ranges::stable_sort(lexicon.names_, std::ranges::greater{},
                             [](const Name& n) { return n.text.size(); });
    return lexicon;
}

void Lexicon::add_unless_taken(std::u32string name, std::size_t organ) {
    const bool taken = std::ranges::any_of(names_, [&](const Name& n) { return n.text == name; });
    if (!taken) names_.push_back({std::move(name), organ, false});
}

// 海沧区…街道办事处 of 厦门市海沧区…街道办事处: names without the place they begin with.
void Lexicon::add_tails(const std::u32string& full, std::size_t organ) {
    constexpr std::size_t shortest = 6;
    for (std::size_t i = 1; i + shortest <= full.size(); ++i) {
        if (!text::is_one_of(full[i - 1], U"省市区县")) continue;
        auto tail = full.substr(i);
        if (text::is_one_of(tail[0], U"人")) continue; // 人民政府…: of which place?
        add_unless_taken(std::move(tail), organ);
    }
}

// 海沧区教育局 is 区教育局 to its people and 海沧教育局 in print.
void Lexicon::add_colloquial(const std::u32string& name, std::size_t organ,
                             const std::vector<std::u32string>& districts) {
    const auto district = name.find(U'区');
    if (district == name.npos || name.substr(district + 1).starts_with(U"人民政府") ||
        name.size() < district + 4)
        return;
    const auto rest = name.substr(district + 1);
    const auto of_district = U"区" + rest;
    add_unless_taken(of_district, organ);
    for (const auto& own : districts) {
        add_unless_taken(own + of_district, organ);
        add_unless_taken(own + rest, organ);
    }
}

// 海沧 of 厦门市海沧区人民政府
std::vector<std::u32string> Lexicon::districts() const {
    constexpr std::u32string_view government = U"区人民政府";
    std::vector<std::u32string> all;
    for (const auto& organ : organs_) {
        const auto full = text::decode(organ.name);
        if (!full || !full->ends_with(government)) continue;
        const auto place = full->substr(0, full->size() - government.size());
        const auto city = place.rfind(U'市');
        all.push_back(city == place.npos ? place : place.substr(city + 1));
    }
    return all;
}

std::optional<Lexicon::Mention> Lexicon::resolve(std::u32string_view value) const {
    for (const auto& name : names_)
        if (name.text == value) return Mention{name.organ, 0, value.size(), doubts_of(name.former)};
    const auto inside = find(value);
    if (inside.size() == 1) {
        // What stands before must be of the organ's full name (厦门市 before 海沧区…街道办事处), and nothing
        // after.
        auto mention = inside[0];
        const auto full = std::ranges::find_if(
            names_, [&](const Name& name) { return name.full && name.organ == mention.organ; });
        const bool before = full->text.find(value.substr(0, mention.begin)) != std::u32string::npos;
        if (before && mention.end == value.size()) return mention;
    }
    if (auto part = resolve_part(value)) return part;
    return resolve_fuzzy(value);
}

std::optional<Lexicon::Mention> Lexicon::resolve_part(std::u32string_view value) const {
    constexpr std::size_t least = 3;
    if (value.size() < least) return std::nullopt;
    std::optional<Mention> found;
    for (const auto& name : names_) {
        if (name.text.find(value) == std::u32string::npos) continue;
        if (found && found->organ != name.organ) return std::nullopt;
        const bool ends_alike = name.full && name.text.ends_with(value) && value.size() >= 8;
        if (!found) found = Mention{name.organ, 0, value.size(), {}};
        if (!ends_alike && found->doubts.empty()) found->doubts.emplace_back("respondent.short_name");
    }
    return found;
}

// One character may differ, two not beside one another in a long name: two neighbours that differ are another
// place's organ rather than a misreading.
std::optional<Lexicon::Mention> Lexicon::resolve_fuzzy(std::u32string_view value) const {
    constexpr std::size_t shortest = 5;
    constexpr std::size_t long_name = 10;
    std::optional<Mention> best;
    std::size_t least = 3;
    bool tie = false;
    for (const auto& name : names_) {
        if (name.text.size() < shortest || value.size() < shortest) continue;
        const auto distance = edit_distance(name.text, value, 3);
        const std::size_t allowed = name.text.size() >= long_name ? 2 : 1;
        if (distance > allowed || (distance == 2 && differ_side_by_side(name.text, value))) continue;
        if (best && distance == least && best->organ != name.organ) tie = true;
        if (distance >= least) continue;
        tie = false;
        least = distance;
        best = Mention{name.organ, 0, value.size(), {"respondent.fuzzy"}};
    }
    return tie ? std::nullopt : best;
}

bool Lexicon::fits_left(const Name& name, std::u32string_view before) const {
    if (before.empty() || !text::is_han(before.back())) return true;
    const bool relative = text::is_one_of(name.text[0], U"区市省县"); // 区政府: of which district?
    if (relative) return is_function_word(before.back());
    if (!text::is_one_of(before.back(), U"区市县省")) return true;
    const auto full =
        std::ranges::find_if(names_, [&](const Name& n) { return n.full && n.organ == name.organ; });
    const auto place = before.substr(before.size() >= 3 ? before.size() - 3 : 0);
    return full->text.find(place) != std::u32string::npos;
}

std::vector<Lexicon::Mention> Lexicon::find(std::u32string_view text) const {
    std::vector<Mention> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto name = std::ranges::find_if(names_, [&](const Name& n) {
            return text.substr(at).starts_with(n.text) && fits_left(n, text.substr(0, at));
        });
        if (name == names_.end()) {
            ++at;
            continue;
        }
        Mention mention{name->organ, at, at + name->text.size(), doubts_of(name->former)};
        at = mention.end;
        if (goes_on(text.substr(at))) mention.doubts.emplace_back("respondent.longer_name");
        all.push_back(std::move(mention));
    }
    return all;
}

} // namespace docket::ocr
