// The streets, communities and villages of the district and the words that call for somebody at once, as data
// of the office (divisions.json, urgent.json): code knows no place. Immutable after from_json; any thread.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/json/json.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docket::ocr {

class Divisions {
  public:
    struct Unit {
        std::string code;         // twelve digits where they are known, else the nine of its street
        std::string street, name; // name empty: the street itself
        std::string full() const { return street + name; }
    };
    // A place that a text names. Doubts: place.fuzzy (one character is another that looks alike),
    // place.former_name, place.contradicted (the street named with it is another's).
    struct Mention {
        std::size_t unit = 0;
        std::size_t begin = 0, end = 0;
        std::vector<std::string> doubts;
        bool exact() const { return doubts.empty(); }
    };

    // {"name", "short", "look_alikes": ["垵按鞍"], "streets": [{"code", "name", "former": [], "units":
    // [{"name", "kind", "code"}]}]}. Failure: invalid "divisions.malformed".
    static Result<Divisions> from_json(const json::Value& value);

    const std::vector<Unit>& units() const { return units_; }
    const std::string& district() const { return district_; } // with its city: 厦门市海沧区
    // Of a normalised, simplified text, in its order, never overlapping. A street and a unit named together
    // are one mention. What is part of an organ's name (…街道办事处) or lies in another district is none.
    std::vector<Mention> find(std::u32string_view text) const;
    bool look_alike(char32_t a, char32_t b) const; // one may be taken for the other

  private:
    struct Name {
        std::u32string stem;
        bool street = false, former = false;
        std::size_t unit = 0;
    };
    struct Hit {
        const Name* name = nullptr;
        std::size_t length = 0;
        bool fuzzy = false;
    };
    Hit at(std::u32string_view text, std::size_t at) const;
    bool elsewhere(std::u32string_view before) const;
    Result<void> take_street(const json::Value& row);

    std::vector<Unit> units_;
    std::string district_;
    std::vector<Name> names_; // longest first
    std::vector<std::u32string> look_alikes_;
    std::vector<std::u32string> own_; // names of the district
};

// Of a simplified text: how long 社区, 村, 居委会… at its beginning is, 0 where none stands there; how long
// the name is without it.
std::size_t unit_kind_at(std::u32string_view text);
std::size_t unit_stem(std::u32string_view name);

struct UrgentCategory {
    std::string code, name;
    std::vector<std::string> words;
    // The words count only where one of these stands in the same sentence; such a category gives no field.
    std::vector<std::string> near{};
};
// {"categories": [{"code", "name", "words": [...], "near"?: [...]}]}. Failure: invalid "urgent.malformed".
Result<std::vector<UrgentCategory>> urgent_from_json(const json::Value& value);

} // namespace docket::ocr
