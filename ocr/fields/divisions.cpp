#include "ocr/fields/divisions.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace docket::ocr {
namespace {

// 霞阳社区, 霞阳村, 霞阳居委会: a village that became a community is called by either.
constexpr std::array<std::u32string_view, 6> kinds{U"社区居委会", U"居委会", U"村委会",
                                                   U"社区",       U"农场",   U"村"};

Failure bad_divisions(const std::string& reason) {
    return fail(Kind::invalid, "divisions.malformed",
                "the list of streets and villages cannot be used: " + reason);
}

Result<std::u32string> simple(const std::string& utf8) {
    DOCKET_TRY(const auto characters, text::decode(utf8));
    return text::normalise(characters).simplified;
}

// …街道办事处, …街道办, …村小学: the place is part of another name.
bool is_part_of_a_name(std::u32string_view after, bool street) {
    return street && (after.starts_with(U"办") || after.starts_with(U"党工委"));
}

} // namespace

std::size_t unit_kind_at(std::u32string_view text) {
    for (const auto kind : kinds)
        if (text.starts_with(kind)) return kind.size();
    return 0;
}

std::size_t unit_stem(std::u32string_view name) {
    for (const auto kind : kinds)
        if (name.size() > kind.size() + 1 && name.ends_with(kind)) return name.size() - kind.size();
    return name.size();
}

Result<void> Divisions::take_street(const json::Value& row) {
    const auto name = row.text_at("name"), code = row.text_at("code");
    if (name.empty() || code.empty()) return bad_divisions("a street has no code or no name");
    DOCKET_TRY(auto own, simple(name));
    names_.push_back({std::move(own), true, false, units_.size()});
    for (const auto& former : row.texts_at("former")) {
        DOCKET_TRY(auto old, simple(former));
        names_.push_back({std::move(old), true, true, units_.size()});
    }
    units_.push_back({code, name, ""});
    for (const auto& unit : row.array_at("units")) {
        const auto unit_name = unit.text_at("name");
        DOCKET_TRY(auto stem, simple(unit_name));
        stem.resize(unit_stem(stem));
        if (stem.size() < 2) return bad_divisions("a community of " + name + " has no name");
        const auto own_code = unit.text_at("code");
        names_.push_back({std::move(stem), false, false, units_.size()});
        units_.push_back({own_code.empty() ? code : own_code, name, unit_name});
    }
    return {};
}

Result<Divisions> Divisions::from_json(const json::Value& value) {
    Divisions out;
    out.district_ = value.text_at("name");
    for (const auto* key : {"name", "short"})
        if (const auto name = value.text_at(key); !name.empty()) {
            DOCKET_TRY(auto own, simple(name));
            out.own_.push_back(std::move(own));
        }
    for (const auto& alike : value.texts_at("look_alikes")) {
        DOCKET_TRY(auto set, simple(alike));
        out.look_alikes_.push_back(std::move(set));
    }
    for (const auto& row : value.array_at("streets")) DOCKET_CHECK(out.take_street(row));
    if (out.units_.empty()) return bad_divisions("it holds no street");
    std::ranges::stable_sort(out.names_, std::ranges::greater{}, [](const Name& n) { return n.stem.size(); });
    return out;
}

bool Divisions::look_alike(char32_t a, char32_t b) const {
    return std::ranges::any_of(look_alikes_, [a, b](const std::u32string& set) {
        return set.find(a) != std::u32string::npos && set.find(b) != std::u32string::npos;
    });
}

// Exact names come first, then those of which one character looks alike.
Divisions::Hit Divisions::at(std::u32string_view text, std::size_t at) const {
    Hit fuzzy;
    for (const auto& name : names_) {
        if (at + name.stem.size() > text.size()) continue;
        const auto here = text.substr(at, name.stem.size());
        std::size_t differ = 0, where = 0;
        for (std::size_t i = 0; i < here.size() && differ <= 1; ++i)
            if (here[i] != name.stem[i]) ++differ, where = i;
        if (differ > 1 || (differ == 1 && !look_alike(here[where], name.stem[where]))) continue;
        const auto kind = name.street ? std::size_t{0} : unit_kind_at(text.substr(at + name.stem.size()));
        if (!name.street && kind == 0) continue;
        const Hit hit{&name, name.stem.size() + kind, differ > 0};
        if (!hit.fuzzy) return hit;
        if (fuzzy.name == nullptr) fuzzy = hit;
    }
    return fuzzy;
}

// 集美区…: the same name in another district is none of ours.
bool Divisions::elsewhere(std::u32string_view before) const {
    if (before.empty() || !text::is_one_of(before.back(), U"区市县省镇乡")) return false;
    return std::ranges::none_of(own_, [before](const std::u32string& own) { return before.ends_with(own); });
}

std::vector<Divisions::Mention> Divisions::find(std::u32string_view text) const {
    std::vector<Mention> all;
    const Mention* street = nullptr;
    for (std::size_t at = 0; at < text.size();) {
        const auto hit = this->at(text, at);
        const bool follows = street != nullptr && !all.empty() && all.back().end == at;
        if (hit.name == nullptr || (!follows && elsewhere(text.substr(0, at))) ||
            is_part_of_a_name(text.substr(at + hit.length), hit.name->street)) {
            ++at;
            continue;
        }
        Mention mention{hit.name->unit, at, at + hit.length, {}};
        if (hit.fuzzy) mention.doubts.emplace_back("place.fuzzy");
        if (hit.name->former) mention.doubts.emplace_back("place.former_name");
        at = mention.end;
        if (follows && !hit.name->street) {
            const bool same = units_[all.back().unit].street == units_[mention.unit].street;
            if (!same) mention.doubts.emplace_back("place.contradicted");
            for (const auto& doubt : all.back().doubts) mention.doubts.push_back(doubt);
            mention.begin = all.back().begin;
            all.back() = std::move(mention);
        } else {
            all.push_back(std::move(mention));
        }
        street = hit.name->street ? &all.back() : nullptr;
    }
    return all;
}

Result<std::vector<UrgentCategory>> urgent_from_json(const json::Value& value) {
    std::vector<UrgentCategory> out;
    for (const auto& row : value.array_at("categories")) {
        UrgentCategory category{row.text_at("code"), row.text_at("name"), row.texts_at("words"),
                                row.texts_at("near")};
        const auto is_blank = [](const auto& word) { return word.empty(); };
        const bool blank = std::ranges::any_of(category.words, is_blank) ||
                           std::ranges::any_of(category.near, is_blank) ||
                           category.near.size() != row.array_at("near").size();
        if (category.code.empty() || category.name.empty() || category.words.empty() || blank)
            return fail(Kind::invalid, "urgent.malformed",
                        "the list of urgent words cannot be used: a category has no code, name or words");
        out.push_back(std::move(category));
    }
    return out;
}

} // namespace docket::ocr
