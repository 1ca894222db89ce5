#include "ocr/fields/organ_marks.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace docket::ocr {
namespace {

constexpr std::size_t shortest_abbreviation = 2, longest_abbreviation = 6;

constexpr std::array<std::u32string_view, 34> businesses{
    U"信访复查", U"信访复核", U"信访处", U"信访复", U"信访答", U"信访告", U"信访字", U"信复查", U"信复核",
    U"信不受",   U"信访",     U"信处",   U"信复",   U"信查",   U"信核",   U"信答",   U"信告",   U"信受",
    U"信转",     U"信字",     U"访处",   U"访答",   U"访复",   U"访字",   U"复查",   U"复核",   U"答复",
    U"信",       U"访",       U"复",     U"处",     U"答",     U"告",     U"函"};

bool abbreviates(std::u32string_view mark, std::u32string_view name) {
    std::size_t at = 0;
    for (const char32_t c : mark) {
        at = name.find(c, at);
        if (at == name.npos) return false;
        ++at;
    }
    return true;
}

std::vector<std::u32string> names_of(const Lexicon& lexicon) {
    std::vector<std::u32string> names;
    for (const auto& organ : lexicon.organs())
        if (const auto name = text::decode(organ.name)) names.push_back(text::simplified(*name));
    return names;
}

bool is_mark(std::u32string_view read, const std::vector<std::u32string>& names) {
    return std::ranges::any_of(businesses, [&](auto business) {
        if (!read.ends_with(business) || read.size() < business.size() + shortest_abbreviation) return false;
        const auto organ = read.substr(0, read.size() - business.size());
        return organ.size() <= longest_abbreviation &&
               std::ranges::any_of(names, [&](const auto& name) { return abbreviates(organ, name); });
    });
}

// Every character that any mark may hold.
std::u32string alphabet(const std::vector<std::u32string>& names) {
    std::u32string all;
    for (const auto& name : names) all += name;
    for (const auto business : businesses) all += business;
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

// 夏海建交信 of 厦海建交信: the place before it, misread, is of the mark and not of the sentence.
std::optional<OrganMark> longer_mark(std::u32string_view read, std::size_t begin,
                                     const std::vector<std::u32string>& names, const Chance& chance) {
    if (begin == 0) return std::nullopt;
    const auto at = begin - 1;
    constexpr std::u32string_view city_misread = U"夏复厘履"; // 厦 of a pen
    const bool plain = (at == 0 || text::is_one_of(read[at - 1], U"的于出为是以")) &&
                       text::is_one_of(read[at], city_misread);
    for (const auto& name : names) {
        std::u32string tried(read.substr(at));
        tried[0] = name.empty() ? U'\0' : name[0];
        if (tried[0] != read[at] && (plain || chance(at, tried[0]) > 0) && is_mark(tried, names))
            return OrganMark{at, std::move(tried), true};
    }
    return std::nullopt;
}

} // namespace

std::optional<OrganMark> organ_mark(const Lexicon& lexicon, std::u32string_view read, const Chance& chance) {
    const auto names = names_of(lexicon);
    for (std::size_t begin = 0; begin < read.size(); ++begin) {
        if (!is_mark(read.substr(begin), names)) continue;
        if (auto longer = longer_mark(read, begin, names, chance)) return longer;
        return OrganMark{begin, std::u32string(read.substr(begin)), false};
    }
    const auto characters = alphabet(names);
    std::optional<OrganMark> best;
    float surest = 0;
    for (std::size_t at = 0; at < read.size(); ++at)
        for (const char32_t c : characters) {
            const float sure = c == read[at] ? 0 : chance(at, c);
            if (sure <= surest) continue;
            std::u32string tried(read);
            tried[at] = c;
            for (std::size_t begin = 0; begin <= at; ++begin)
                if (const auto rest = std::u32string_view(tried).substr(begin); is_mark(rest, names)) {
                    best = OrganMark{begin, std::u32string(rest), true}, surest = sure;
                    break;
                }
        }
    return best;
}

} // namespace docket::ocr
