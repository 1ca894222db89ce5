#include "ocr/fields/confusions.hpp"

#include "ocr/fields/alignment.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace docket::ocr {
namespace {

constexpr std::size_t shortest_name = 3;
constexpr std::size_t most_differences = 2;

// Both forms, character by character: names are looked up in the simplified one, but what is kept is what the
// list and the paper hold (the simplified form of 垵 is no character of any place).
text::Normalised forms(std::string_view utf8) {
    const auto decoded = text::decode(utf8);
    return decoded ? text::normalise(*decoded) : text::Normalised();
}
std::u32string simple(std::string_view utf8) { return forms(utf8).simplified; }

// Where listed names stand, exactly as listed.
std::vector<std::pair<std::size_t, std::size_t>> listed_in(std::u32string_view text, const Lexicon& lexicon) {
    std::vector<std::pair<std::size_t, std::size_t>> all;
    for (const auto& mention : lexicon.find(text))
        if (mention.doubts.empty()) all.emplace_back(mention.begin, mention.end);
    for (const auto& mention : lexicon.divisions().find(text))
        if (mention.exact()) all.emplace_back(mention.begin, mention.end);
    return all;
}

std::string listed_as(std::u32string_view text, const Lexicon& lexicon) {
    if (const auto organ = lexicon.resolve(text); organ && organ->doubts.empty())
        return lexicon.organs()[organ->organ].name;
    const auto places = lexicon.divisions().find(text);
    if (places.size() == 1 && places[0].exact() && places[0].begin == 0 && places[0].end == text.size())
        return lexicon.divisions().units()[places[0].unit].full();
    return {};
}

} // namespace

std::vector<Confusion> confusions_in(std::string_view read, std::string_view meant, const Lexicon& lexicon) {
    std::vector<Confusion> all;
    const auto was_read = forms(read), is_meant = forms(meant);
    const auto &was = was_read.simplified, &is = is_meant.simplified;
    const auto beside = aligned(is, was);
    if (!beside) return all;
    for (const auto& [begin, end] : listed_in(is, lexicon)) {
        if (end - begin < shortest_name) continue;
        std::vector<Confusion> here;
        bool sound = true;
        for (auto i = begin; i < end; ++i) {
            const auto at = beside->first[i + 1];
            const bool one = at == beside->last[i] + 1; // one character of the reading stands beside this one
            sound = sound && one;
            if (!one || was[at - 1] == is[i]) continue;
            sound = sound && text::is_han(was[at - 1]) && text::is_han(is[i]);
            here.push_back(
                {text::encode(was_read.text.substr(at - 1, 1)), text::encode(is_meant.text.substr(i, 1))});
        }
        if (sound && here.size() <= most_differences) all.insert(all.end(), here.begin(), here.end());
    }
    return all;
}

std::vector<std::string> names_meant(std::string_view read, const std::vector<Confusion>& known,
                                     const Lexicon& lexicon) {
    constexpr std::size_t most = 5;
    std::vector<std::string> out;
    const auto was = simple(read);
    for (const auto& [taken, meant] : known) {
        const auto from = simple(taken), to = simple(meant);
        if (from.size() != 1 || to.size() != 1) continue;
        for (auto at = was.find(from[0]); at != std::u32string::npos; at = was.find(from[0], at + 1)) {
            auto text = was;
            text[at] = to[0];
            const auto name = listed_as(text, lexicon);
            if (!name.empty() && std::ranges::find(out, name) == out.end()) out.push_back(name);
        }
        if (out.size() >= most) break;
    }
    return out;
}

} // namespace docket::ocr
