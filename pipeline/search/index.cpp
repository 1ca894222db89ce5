#include "pipeline/search/index.hpp"

#include "pipeline/base/utf8.hpp"

#include <algorithm>

namespace docket::search {

std::string_view name(EntryKind kind) { return kind == EntryKind::letter ? "letter" : "documents"; }

Result<EntryKind> parse_entry_kind(std::string_view text) {
    for (const auto kind : {EntryKind::letter, EntryKind::documents})
        if (text == name(kind)) return kind;
    return fail(Kind::corrupt, "search.kind_unknown", "an entry of the search is of no known kind");
}

std::vector<std::vector<std::string>> spellings_of(const std::vector<text::SearchWord>& words) {
    std::vector<std::vector<std::string>> out;
    for (const auto& word : words) {
        auto& spellings = out.emplace_back();
        for (const auto& spelling : word.spellings) spellings.push_back(encode_utf8(spelling));
    }
    return out;
}

bool holds(std::string_view text, const std::vector<std::vector<std::string>>& words) {
    return std::ranges::all_of(words, [&](const auto& spellings) {
        return std::ranges::any_of(
            spellings, [&](const std::string& spelling) { return text.find(spelling) != text.npos; });
    });
}

bool answers(const Entry& entry, const Wanted& wanted) {
    if (wanted.words.empty() || (entry.kind == EntryKind::documents && !wanted.documents)) return false;
    const bool bound = std::ranges::any_of(wanted.bound_to, [&](const std::string& one) {
        return std::ranges::find(entry.bound, one) != entry.bound.end();
    });
    return !bound && holds(entry.text, spellings_of(wanted.words));
}

} // namespace docket::search
