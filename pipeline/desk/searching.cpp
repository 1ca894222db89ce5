// What a search found, as a person may see it: result by result with the places, on paper where they are on
// paper.
#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/days.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/looking_back.hpp"
#include "pipeline/desk/mask.hpp"
#include "pipeline/desk/search_parts.hpp"

#include <algorithm>
#include <map>

namespace docket::desk {

namespace {

constexpr int most_found = 1000, most_shown = 50;
constexpr std::size_t hits_shown = 4; // of one result

using Words = std::vector<text::SearchWord>;
using text::SourceSpan;

// A place of a part, in its own characters.
struct Hit {
    const SearchPart* part = nullptr;
    SourceSpan span;
};

std::vector<SourceSpan> merged(std::vector<SourceSpan> spans) {
    std::ranges::sort(spans, {}, &SourceSpan::begin);
    std::vector<SourceSpan> out;
    for (const auto& span : spans)
        if (!out.empty() && span.begin <= out.back().end)
            out.back().end = std::max(out.back().end, span.end);
        else
            out.push_back(span);
    return out;
}

std::vector<SourceSpan> places_in(const SearchPart& part, const Words& words) {
    const auto form = text::search_form(part.text);
    std::vector<SourceSpan> out;
    for (const auto& word : words)
        for (const auto& place : text::places_of(word, form.text)) {
            auto span = form.source[place.begin];
            for (auto i = place.begin; i < place.end; ++i) {
                span.begin = std::min(span.begin, form.source[i].begin);
                span.end = std::max(span.end, form.source[i].end);
            }
            out.push_back(span);
        }
    return merged(std::move(out));
}

std::vector<Hit> hits_in(const std::vector<SearchPart>& parts, const Words& words) {
    std::vector<Hit> out;
    std::vector<std::pair<std::string, std::u32string>> told; // the register repeats what the letter says
    for (const auto& part : parts) {
        if (part.places.empty()) {
            const std::pair said(part.label, part.text);
            if (std::ranges::find(told, said) != told.end()) continue;
            told.push_back(said);
        }
        for (const auto& span : places_in(part, words)) out.push_back({&part, span});
    }
    return out;
}

std::string covered(const SearchPart& part) {
    const auto text = encode_utf8(part.text);
    constexpr std::size_t id_length = 18;
    return text.size() == id_length ? masked_id(text) : masked_phone(text);
}

// The words around a hit as [text, whether it is the hit].
json::Array snippet_of(const Hit& hit) {
    constexpr std::uint32_t before = 14, after = 26;
    const auto& text = hit.part->text;
    const auto piece = [&](std::size_t begin, std::size_t end) {
        auto out = text.substr(begin, end - begin);
        std::erase(out, U'\n');
        return encode_utf8(out);
    };
    if (hit.part->secret) return {json::Object{{"text", covered(*hit.part)}, {"hit", true}}};
    const auto begin = hit.span.begin - std::min(before, hit.span.begin);
    const auto end = std::min<std::size_t>(text.size(), hit.span.end + after);
    json::Array out;
    const auto add = [&](std::string words, bool is_hit) {
        if (!words.empty()) out.emplace_back(json::Object{{"text", std::move(words)}, {"hit", is_hit}});
    };
    add((begin > 0 ? "…" : "") + piece(begin, hit.span.begin), false);
    add(piece(hit.span.begin, hit.span.end), true);
    add(piece(hit.span.end, end) + (end < text.size() ? "…" : ""), false);
    return out;
}

const ocr::PageText* page_of_part(const SearchSource& source, const SearchPart& part, std::int64_t& id) {
    if (!source.letter || part.page == 0) return nullptr;
    const auto& pages = source.letter->pages;
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (pages[i].n == part.page && source.letter->texts[i]) {
            id = pages[i].id;
            return &*source.letter->texts[i];
        }
    return nullptr;
}

// The boxes of a hit, one a line, and the line or lines it stands in.
struct Lit {
    std::vector<ocr::Box> boxes;
    ocr::Box lines;
    std::size_t line = 0; // the first
};
Lit lit(const Hit& hit, const ocr::PageText& page) {
    Lit out;
    const auto& part = *hit.part;
    if (part.places.empty()) return {{part.box}, part.box, 0};
    std::map<std::size_t, ocr::Box> by_line;
    for (auto i = hit.span.begin; i < hit.span.end && i < part.places.size(); ++i)
        by_line[part.places[i].line] = join(by_line[part.places[i].line], part.places[i].box);
    if (!by_line.empty()) out.line = by_line.begin()->first;
    for (const auto& [line, box] : by_line) {
        if (!box.empty()) out.boxes.push_back(box);
        if (line < page.lines.size()) out.lines = join(out.lines, page.lines[line].box);
    }
    return out;
}

json::Object hit_view(const Hit& hit, const SearchSource& source) {
    json::Object out{{"where", hit.part->label}, {"snippet", snippet_of(hit)}};
    std::int64_t id = 0;
    const auto* page = page_of_part(source, *hit.part, id);
    if (!page) return out;
    const auto places = lit(hit, *page);
    if (places.boxes.empty()) return out;
    json::Array boxes;
    for (const auto& box : places.boxes) boxes.emplace_back(upright(box, *page));
    out.set("page", hit.part->page)
        .set("picture", "/api/v1/pages/" + std::to_string(id) + "/picture")
        .set("width", page->turned % 180 == 0 ? page->width : page->height)
        .set("height", page->turned % 180 == 0 ? page->height : page->width)
        .set("boxes", std::move(boxes))
        .set("lines", upright(places.lines.empty() ? places.boxes.front() : places.lines, *page));
    if (!hit.part->places.empty()) out.set("line", places.line + 1);
    return out;
}

// The first few: what stands on the pages comes before fields and register.
json::Array hit_views(const std::vector<Hit>& hits, const SearchSource& source) {
    json::Array out;
    for (const auto& hit : hits) {
        if (out.size() == hits_shown) break;
        out.emplace_back(hit_view(hit, source));
    }
    return out;
}

std::string letter_title(const Letter& letter) {
    const auto name = letter.value("applicant");
    return name.empty() ? letter.arrival.name : name;
}

Result<json::Object> result_view(const Desk& desk, const Subject& subject, const SearchSource& source,
                                 const Words& words, const People& people) {
    const auto hits = hits_in(source.parts, words);
    json::Object out{{"kind", subject.documents ? "documents" : "letter"},
                     {"hits", hit_views(hits, source)},
                     {"hits_total", static_cast<std::int64_t>(hits.size())}};
    if (source.letter) out.set("arrival", arrival_name(source.letter->arrival.id));
    if (source.c) {
        out.set("case", case_row(desk, *source.c, people));
    } else {
        const auto& arrival = source.letter->arrival;
        out.set("letter", json::Object{{"title", letter_title(*source.letter)},
                                       {"received", iso(arrival.received)},
                                       {"state", flow::name(arrival.state)},
                                       {"state_word", word_of(arrival_words(), flow::name(arrival.state))}});
    }
    return out;
}

// The index may be a moment behind: who may see what is asked of what is there now.
bool may_see(const review::Ties& ties, const SearchSource& source) {
    static const review::Case none; // a letter that is no case yet
    return may_open(ties, source.c ? *source.c : none);
}

Result<Words> kept_words(const Desk& desk, const Person& person, const std::string& id) {
    DOCKET_TRY(const auto typed, desk.searches.words(id, person.id, desk.tools.clock.now() - a_working_day));
    return text::search_words(code_points(typed));
}

search::Wanted wanted_by(const Person& person, const Words& words) {
    search::Wanted out;
    out.words = words;
    out.documents = person.role != review::Role::mailroom; // which opens no document
    out.bound_to = person.conflicts;
    out.bound_to.push_back(person.id);
    out.most = most_found;
    return out;
}

Result<json::Value> results_now(const Desk& desk, const Person& person, const Words& words, int offset,
                                int limit) {
    DOCKET_TRY(const auto hits, desk.index.find(wanted_by(person, words)));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    const auto ties = people.ties(person);
    const auto total = std::ssize(hits.subjects);
    const auto begin = std::clamp<std::ptrdiff_t>(offset, 0, total);
    const auto end = std::min<std::ptrdiff_t>(total, begin + std::clamp(limit, 1, most_shown));
    json::Array rows;
    for (auto i = begin; i < end; ++i) {
        const auto subject = parse_subject(hits.subjects[static_cast<std::size_t>(i)]);
        DOCKET_TRY(const auto source, load_source(desk, subject, people, Wanted::places));
        if (!source || !may_see(ties, *source)) continue;
        DOCKET_TRY(auto row, result_view(desk, subject, *source, words, people));
        rows.emplace_back(std::move(row));
    }
    return json::Value(
        json::Object{{"rows", std::move(rows)}, {"total", std::int64_t{total}}, {"more", hits.more}});
}

Result<json::Value> results(const Desk& desk, const Person& person, const Words& words, int offset,
                            int limit) {
    return looking(desk.tools.work, [&] { return results_now(desk, person, words, offset, limit); });
}

} // namespace

Result<std::int64_t> count_found(const Desk& desk, const Person& person, std::string_view words) {
    DOCKET_TRY(const auto hits, desk.index.find(wanted_by(person, text::search_words(code_points(words)))));
    return static_cast<std::int64_t>(hits.subjects.size());
}

Result<json::Value> found_by_words(const Desk& desk, const Person& person, std::string_view words, int offset,
                                   int limit) {
    return results(desk, person, text::search_words(code_points(words)), offset, limit);
}

Result<json::Value> found(const Desk& desk, const Person& person, const std::string& id, int offset,
                          int limit) {
    DOCKET_TRY(const auto words, kept_words(desk, person, id));
    return results(desk, person, words, offset, limit);
}

Result<json::Value> places(const Desk& desk, const Person& person, const std::string& id,
                           std::int64_t arrival) {
    DOCKET_TRY(const auto words, kept_words(desk, person, id));
    SearchSource source;
    DOCKET_TRY(source.letter, load_letter_parts(desk, arrival, Wanted::places, source.parts));
    json::Array out;
    for (const auto& part : source.parts) {
        if (part.places.empty()) continue; // a field lies on its page
        for (const auto& span : places_in(part, words)) {
            auto view = hit_view({&part, span}, source);
            if (view.find("boxes")) out.emplace_back(std::move(view));
        }
    }
    return json::Value(json::Object{{"places", std::move(out)}});
}

} // namespace docket::desk
