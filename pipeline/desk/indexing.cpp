#include "pipeline/desk/indexing.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/portraits.hpp"

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

// What is made of one look at a subject.
struct Made {
    std::optional<search::Entry> entry;
    std::string case_number;
    std::optional<review::likeness::Portrait> portrait;
};

search::Entry entry_of(const std::string& name, const Subject& subject, const SearchSource& source) {
    search::Entry out;
    out.subject = name;
    out.kind = subject.documents ? search::EntryKind::documents : search::EntryKind::letter;
    out.order = order_of(source);
    if (source.c) out.bound = bound_of(*source.c);
    out.text = text_of(source.parts);
    return out;
}

Result<Made> made_of(const Desk& desk, const std::string& name, const People& people) {
    const auto subject = parse_subject(name);
    DOCKET_TRY(const auto source, load_source(desk, subject, people, Wanted::words));
    Made out;
    if (!source) return out;
    out.entry = entry_of(name, subject, *source);
    if (subject.documents || !source->c) return out;
    out.case_number = source->c->number;
    out.portrait = portrait_of(*source);
    return out;
}

// What is older than what another wrote meanwhile is not written.
Result<void> write(Transaction& tx, const Desk& desk, const search::Stale& mark, const Made& made) {
    DOCKET_TRY(const bool newest, desk.index.replace(tx, mark, made.entry));
    if (!newest || !made.portrait) return {};
    return desk.portraits.put(tx, made.case_number, *made.portrait);
}

// A store that is away is asked again; whatever else is wrong stays wrong.
bool passes(const Failure& why) { return why.kind == Kind::unavailable || why.kind == Kind::exhausted; }

} // namespace

Result<int> index_some(const Desk& desk, const ReportUnsearchable& report) {
    constexpr int helping = 32;
    DOCKET_TRY(const auto marked, desk.index.stale(helping));
    if (marked.empty()) return 0;
    DOCKET_TRY(const auto people, People::load(desk.tools));
    std::vector<Made> all;
    for (const auto& one : marked) {
        auto made = made_of(desk, one.subject, people);
        if (!made && passes(made.error())) return made.error();
        if (!made && report) report(one.subject, made.error());
        all.push_back(made ? *std::move(made) : Made{});
    }
    DOCKET_CHECK(desk.tools.work.transact([&](Transaction& tx) -> Result<void> {
        for (std::size_t i = 0; i < marked.size(); ++i) DOCKET_CHECK(write(tx, desk, marked[i], all[i]));
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
