// The organs a letter can mean and the places it can name, as data of the office (organs.json,
// divisions.json, urgent.json): code knows no place. Immutable once filled; any thread.
#pragma once

#include "ocr/fields/divisions.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/json/json.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::ocr {

class Lexicon {
  public:
    struct Organ {
        std::string code, name, kind; // kind: government, department, street, agency
        std::vector<std::string> aliases;
    };
    // An organ that a text names, by `doubts` how surely:
    //   respondent.short_name   part of one organ's name only (新阳街道)
    //   respondent.fuzzy        one or two characters differ
    //   respondent.former_name  a name it no longer bears
    //   respondent.longer_name  the name goes on as that of another body (…办公室)
    struct Mention {
        std::size_t organ = 0; // index of organs()
        std::size_t begin = 0, end = 0;
        std::vector<std::string> doubts;
    };

    // {"organs": [{"code", "name", "kind", "aliases": [...], "former": [...]}]}. Failure: invalid
    // "lexicon.malformed" (a code or name that is absent, or one name for two organs).
    static Result<Lexicon> from_json(const json::Value& organs);

    void take(Divisions divisions) { divisions_ = std::move(divisions); }
    void take(std::vector<UrgentCategory> urgent) { urgent_ = std::move(urgent); }

    const std::vector<Organ>& organs() const { return organs_; }
    const Divisions& divisions() const { return divisions_; } // empty where the office has no list
    const std::vector<UrgentCategory>& urgent() const { return urgent_; }

    // Texts are normalised and simplified. The organ a whole value names; nullopt when none or several fit.
    std::optional<Mention> resolve(std::u32string_view value) const;
    // Organs named exactly or by alias in running text, longest first, never overlapping, in order. A name
    // that belongs to another place (another district's 区教育局) is no mention.
    std::vector<Mention> find(std::u32string_view text) const;

  private:
    struct Name {
        std::u32string text;
        std::size_t organ;
        bool full; // the organ's own name, not an alias
        bool former = false;
    };
    void add_unless_taken(std::u32string name, std::size_t organ);
    std::vector<std::u32string> districts() const;
    void add_colloquial(const std::u32string& name, std::size_t organ,
                        const std::vector<std::u32string>& districts);
    void add_tails(const std::u32string& full, std::size_t organ);
    std::optional<Mention> resolve_part(std::u32string_view value) const;
    std::optional<Mention> resolve_fuzzy(std::u32string_view value) const;
    bool fits_left(const Name& name, std::u32string_view before) const;

    Divisions divisions_;
    std::vector<UrgentCategory> urgent_;
    std::vector<Organ> organs_;
    std::vector<Name> names_; // longest first
};

} // namespace docket::ocr
