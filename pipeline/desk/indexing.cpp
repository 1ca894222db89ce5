#include "pipeline/desk/indexing.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/search_parts.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

// Of parts that do not join; each part may have several of its own.
std::string text_of(const std::vector<SearchPart>& parts) {
    std::u32string out;
    for (const auto& part : parts) {
        const auto form = text::search_form(part.text);
        if (form.text.empty()) continue;
        if (!out.empty()) out += U'\n';
        out += form.text;
    }
    return encode_utf8(out);
}

// The day it was received, then its number: both as wide as they get, so that the last comes last as text.
std::string order_of(const SearchSource& source) {
    if (!source.letter) return iso(source.c->received) + "/" + source.c->number;
    auto id = std::to_string(source.letter->arrival.id);
    constexpr std::size_t width = 12;
    id.insert(0, width - std::min(width, id.size()), '0');
    return iso(source.letter->arrival.received) + "/" + id;
}

// review::bound_to, as the index can ask it.
std::vector<std::string> bound_of(const review::Case& c) {
    auto out = c.recused;
    for (const auto& round : c.rounds) out.push_back(round.organ);
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<std::optional<search::Entry>> entry_of(const Desk& desk, const std::string& name,
                                              const People& people) {
    const auto subject = parse_subject(name);
    DOCKET_TRY(const auto source, load_source(desk, subject, people, Wanted::words));
    if (!source) return std::optional<search::Entry>();
    search::Entry out;
    out.subject = name;
    out.kind = subject.documents ? search::EntryKind::documents : search::EntryKind::letter;
    out.order = order_of(*source);
    if (source->c) out.bound = bound_of(*source->c);
    out.text = text_of(source->parts);
    return std::optional(std::move(out));
}

// A store that is away is asked again; whatever else is wrong stays wrong.
bool passes(const Failure& why) { return why.kind == Kind::unavailable || why.kind == Kind::exhausted; }

} // namespace

Result<int> index_some(const Desk& desk, const ReportUnsearchable& report) {
    constexpr int helping = 32;
    DOCKET_TRY(const auto marked, desk.index.stale(helping));
    if (marked.empty()) return 0;
    DOCKET_TRY(const auto people, People::load(desk.tools));
    std::vector<std::optional<search::Entry>> entries;
    for (const auto& one : marked) {
        auto entry = entry_of(desk, one.subject, people);
        if (!entry && passes(entry.error())) return entry.error();
        if (!entry && report) report(one.subject, entry.error());
        entries.push_back(entry ? *std::move(entry) : std::nullopt);
    }
    DOCKET_CHECK(desk.tools.work.transact([&](Transaction& tx) -> Result<void> {
        for (std::size_t i = 0; i < marked.size(); ++i)
            DOCKET_CHECK(desk.index.replace(tx, marked[i], entries[i]));
        return {};
    }));
    return static_cast<int>(marked.size());
}

Result<void> index_all(const Desk& desk, const ReportUnsearchable& report) {
    for (;;) {
        DOCKET_TRY(const int written, index_some(desk, report));
        DOCKET_TRY(const bool folded, desk.index.tidy());
        if (written == 0 && !folded) return {};
    }
}

} // namespace docket::desk
