// Batches: how far each has come, and the table on which its pages are sorted into letters.
#include "pipeline/flow/batches.hpp"

#include "ocr/page_json.hpp"
#include "pipeline/base/veil.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/desk/people.hpp"
#include "pipeline/flow/separator.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/sight.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace docket::desk {

namespace {

constexpr Millis lately = std::chrono::minutes{2};
constexpr std::size_t first_words = 24; // characters of a page that tell it from others
constexpr int most_batches = 100;

const char* next_step(const flow::Batch& batch, const BatchLine& line) {
    using flow::BatchState;
    if (!line.dead.empty()) return "look";
    switch (batch.state) {
    case BatchState::open: return "add";
    case BatchState::reading: return "wait";
    case BatchState::to_sort: return "sort";
    case BatchState::sorted: return line.letters > line.verified ? "verify" : "none";
    }
    return "none";
}

Result<json::Object> row_of(const Desk& desk, const BatchLine& line, const People& people) {
    DOCKET_TRY(const auto batch, desk.tools.batches.load(line.batch));
    json::Object row{{"id", flow::batch_name(batch.id)},
                     {"version", batch.version},
                     {"name", batch.name},
                     {"channel", batch.channel},
                     {"source", batch.source},
                     {"box", batch.box},
                     {"received", iso(batch.received)},
                     {"received_confirmed", batch.received_confirmed},
                     {"layout", flow::name(batch.layout)},
                     {"two_sided", batch.two_sided},
                     {"at", to_ms(batch.at)},
                     {"by", people.name(batch.by)},
                     {"state", line.dead.empty() ? flow::name(batch.state) : "stuck"},
                     {"reason", line.dead},
                     {"files", line.files},
                     {"rejected_files", line.rejected},
                     {"duplicate_files", line.duplicate},
                     {"pages", line.pages},
                     {"pages_read", line.pages_read},
                     {"letters", line.letters},
                     {"verified", line.verified},
                     {"undecided", batch.state == flow::BatchState::to_sort ? batch.undecided : 0},
                     {"next", next_step(batch, line)}};
    if (batch.posted) row.set("posted", iso(*batch.posted));
    if (line.lately > 0 && line.pages_read < line.pages) {
        const double a_minute = line.lately / std::chrono::duration<double, std::ratio<60>>(lately).count();
        row.set("pages_a_minute", std::round(a_minute * 10) / 10)
            .set("left_s", static_cast<std::int64_t>((line.pages - line.pages_read) * 60.0 / a_minute));
    }
    return row;
}

std::string first_words_of(const ocr::PageText& text) {
    for (const auto& line : text.lines) {
        ocr::Line shown;
        for (const auto& glyph : line.glyphs)
            if (shown.glyphs.size() < first_words) shown.glyphs.push_back(glyph);
        if (shown.glyphs.size() > 3) return ocr::utf8(shown);
    }
    return "";
}

// A reading is opened once, however often its page lies on a table.
Result<SheetGlance> glance_at(const Desk& desk, const std::string& reading) {
    if (auto known = desk.glances.sheets.find(reading)) return *std::move(known);
    DOCKET_TRY(const auto stored, flow::get_json(desk.tools.blobs, reading));
    SheetGlance glance;
    DOCKET_TRY(glance.page, ocr::page_of(stored));
    glance.words = first_words_of(glance.page);
    glance.page.lines.clear();
    desk.glances.sheets.keep(reading, glance);
    return glance;
}

struct Table { // what lies on it
    const Desk& desk;
    flow::Batch batch;
    std::map<std::int64_t, flow::Page> pages;
    std::map<std::int64_t, std::string> labels;
    bool words = false; // of the pages: only while nobody has to do with the letters

    Result<json::Object> sheet(const flow::Sheet& sheet) const {
        const auto found = pages.find(sheet.page);
        if (found == pages.end()) return json::Object{};
        const auto& page = found->second;
        const auto picture = "/api/v1/pages/" + std::to_string(page.id) + "/picture";
        int turned = page.rotated;
        json::Object out{{"id", page.id},
                         {"file", arrival_name(page.file)},
                         {"file_n", page.file_n},
                         {"kind", flow::name(sheet.kind)},
                         {"rotated", (sheet.rotated - page.rotated + 360) % 360},
                         {"read", !page.reading.empty()},
                         {"picture", picture},
                         {"thumb", picture + "?size=thumb"}};
        json::Array codes;
        if (!page.reading.empty()) {
            DOCKET_TRY(auto glance, glance_at(desk, page.reading));
            auto& text = glance.page;
            text.turned = (text.turned + page.rotated) % 360;
            turned = text.turned;
            if (words) out.set("words", glance.words);
            for (const auto& code : text.barcodes)
                codes.emplace_back(
                    json::Object{{"type", code.type}, {"text", code.text}, {"box", upright(code.box, text)}});
        }
        const bool on_its_side = turned % 180 == 90;
        out.set("barcodes", std::move(codes))
            .set("width", on_its_side ? page.height : page.width)
            .set("height", on_its_side ? page.width : page.height);
        if (const auto label = labels.find(page.id); label != labels.end()) out.set("label", label->second);
        return out;
    }

    Result<json::Object> letter(int n, const flow::Pile& pile) const {
        json::Array sheets;
        for (const auto& one : pile) {
            DOCKET_TRY(auto shown, sheet(one));
            if (!shown.empty()) sheets.emplace_back(std::move(shown));
        }
        const auto count = std::ranges::count_if(pile, [](const flow::Sheet& one) {
            return one.kind != flow::SheetKind::separator && one.kind != flow::SheetKind::blank;
        });
        return json::Object{{"n", n}, {"pages", std::int64_t{count}}, {"sheets", std::move(sheets)}};
    }
};

json::Array suggestions(const flow::Sorting& sorting) {
    const auto open = flow::undecided(sorting.proposal, sorting.arrangement);
    json::Array out;
    for (const auto& one : sorting.proposal.suggestions) {
        const bool waits = std::ranges::find(open, one.id, &flow::Suggestion::id) != open.end();
        const bool dismissed = sorting.arrangement.dismissed.contains(one.id);
        json::Array reasons;
        for (const auto& reason : one.reasons) reasons.emplace_back(reason);
        out.emplace_back(json::Object{{"id", one.id},
                                      {"after", one.after},
                                      {"sure", one.sure},
                                      {"state", one.sure    ? "taken"
                                                : waits     ? "open"
                                                : dismissed ? "dismissed"
                                                            : "decided"},
                                      {"reasons", std::move(reasons)}});
    }
    return out;
}

json::Array operations(const flow::Sorting& sorting, const People& people) {
    json::Array out;
    int n = 0;
    for (const auto& step : sorting.steps) {
        std::string words;
        json::Array acts;
        for (const auto& one : step.operations) {
            words += (words.empty() ? "" : "、") + flow::in_words(one);
            acts.emplace_back(flow::to_json(one));
        }
        out.emplace_back(json::Object{{"n", ++n},
                                      {"words", words},
                                      {"operations", std::move(acts)},
                                      {"by", people.name(step.by)},
                                      {"at", to_ms(step.at)},
                                      {"applied", n <= sorting.batch.applied}});
    }
    return out;
}

// Pages in the order of the files, while there is no proposal: one pile a file.
std::vector<flow::Pile> as_delivered(const flow::BatchPages& there) {
    std::vector<flow::Pile> out;
    std::int64_t file = 0;
    for (const auto& page : there.pages) {
        if (page.file != file) out.emplace_back();
        file = page.file;
        out.back().push_back({page.id, page.kind, 0});
    }
    return out;
}

Result<json::Array> files_of(const Desk& desk, std::int64_t batch) {
    DOCKET_TRY(const auto files, desk.tools.arrivals.of_batch(batch, flow::Part::file));
    json::Array out;
    for (const auto& file : files) {
        DOCKET_TRY(const auto pages, desk.tools.pages.of_file(file.id));
        const auto read =
            std::ranges::count_if(pages, [](const flow::Page& page) { return !page.reading.empty(); });
        json::Object one{{"id", arrival_name(file.id)},     {"name", file.name},
                         {"state", flow::name(file.state)}, {"code", file.code},
                         {"reason", file.reason},           {"bytes", file.bytes},
                         {"pages", file.pages_opened},      {"pages_read", std::int64_t{read}}};
        if (file.duplicate_of) one.set("duplicate_of", arrival_name(*file.duplicate_of));
        out.emplace_back(std::move(one));
    }
    return out;
}

// A letter of a case that is not this person's to see is a number in the row, and nothing else.
Result<bool> may_see(const Desk& desk, const review::Ties& ties, const flow::Arrival& letter) {
    if (letter.case_number.empty()) return true;
    DOCKET_TRY(const auto c, desk.tools.cases.load(letter.case_number));
    return !review::bound_to(ties, c);
}

Result<json::Array> letters_of(Table& table, const review::Ties& ties) {
    DOCKET_TRY(const auto letters, table.desk.tools.arrivals.of_batch(table.batch.id, flow::Part::letter));
    json::Array out;
    for (const auto& letter : letters) {
        if (letter.state == flow::ArrivalState::sorted) continue; // its pages lie in another one
        const auto n = static_cast<int>(out.size()) + 1;
        DOCKET_TRY(const bool shown, may_see(table.desk, ties, letter));
        if (!shown) {
            out.emplace_back(json::Object{{"n", n}, {"pages", 0}, {"sheets", json::Array{}}});
            continue;
        }
        DOCKET_TRY(const auto pages, table.desk.tools.pages.of(letter.id));
        flow::Pile pile;
        for (const auto& page : pages) {
            table.pages[page.id] = page;
            pile.push_back({page.id, page.kind, page.rotated});
        }
        DOCKET_TRY(auto one, table.letter(n, pile));
        one.set("arrival", arrival_name(letter.id)).set("state", flow::name(letter.state));
        if (!letter.label.empty()) one.set("label", letter.label);
        if (!letter.case_number.empty()) one.set("case", letter.case_number);
        out.emplace_back(std::move(one));
    }
    return out;
}

Result<json::Array> piles_of(const Table& table, const std::vector<flow::Pile>& piles) {
    json::Array out;
    for (const auto& pile : piles) {
        DOCKET_TRY(auto one, table.letter(static_cast<int>(out.size()) + 1, pile));
        out.emplace_back(std::move(one));
    }
    return out;
}

// Whether all pages that were sorted are shown; separators may have stayed with their file.
bool lies_whole(const flow::Proposal& proposal, const json::Array& letters) {
    std::set<std::int64_t> shown;
    for (const auto& letter : letters)
        for (const auto& sheet : letter.array_at("sheets")) shown.insert(sheet.int_at("id"));
    for (const auto& pile : proposal.letters)
        for (const auto& sheet : pile)
            if (sheet.kind != flow::SheetKind::separator && !shown.contains(sheet.page)) return false;
    return true;
}

} // namespace

Result<Bytes> separators(const Desk& desk, const std::string& batch, const std::string& box, int count) {
    return desk.sheets.separators({desk.tools.office.name, batch, box, count, desk.tools.today()});
}

Result<std::int64_t> batch_id(std::string_view name) {
    const auto id = flow::batch_id(name);
    if (!id) return fail(Kind::not_found, "batch.unknown", "没有编号为 " + std::string(name) + " 的批次。");
    return *id;
}

Result<json::Value> batches(const Desk& desk, std::string_view view, int offset, int limit) {
    BatchQuery query;
    query.list = view == "todo"      ? BatchList::todo
                 : view == "reading" ? BatchList::reading
                 : view == "today"   ? BatchList::today
                                     : BatchList::all;
    query.day_from = china.midnight(desk.tools.today());
    query.lately = desk.tools.clock.now() - lately;
    query.offset = std::max(0, offset);
    query.limit = std::clamp(limit, 1, most_batches);
    DOCKET_TRY(const auto page, desk.batch_lists.batches(query));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    json::Array rows;
    for (const auto& line : page.rows) {
        DOCKET_TRY(auto row, row_of(desk, line, people));
        rows.emplace_back(std::move(row));
    }
    DOCKET_TRY(const auto counted, desk.batch_lists.counts(query.day_from));
    return json::Value(json::Object{{"rows", std::move(rows)},
                                    {"total", page.total},
                                    {"counts", json::Object{{"todo", counted.todo},
                                                            {"reading", counted.reading},
                                                            {"today", counted.today},
                                                            {"all", counted.all}}}});
}

Result<json::Value> batch(const Desk& desk, const Person& person, std::int64_t id) {
    DOCKET_TRY(const auto loaded, desk.tools.batches.load(id));
    DOCKET_TRY(const auto line, desk.batch_lists.batch(id, desk.tools.clock.now() - lately));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(auto row, row_of(desk, line, people));
    DOCKET_TRY(auto files, files_of(desk, id));
    json::Object out{{"row", std::move(row)}, {"files", std::move(files)}};
    const bool sorted = loaded.state == flow::BatchState::sorted;
    Table table{desk, loaded, {}, {}, !sorted};
    DOCKET_TRY(const auto there, flow::pages_of(desk.tools, id));
    for (const auto& page : there.pages) table.pages[page.id] = page;
    flow::Sorting sorting;
    if (!loaded.proposal.empty()) {
        DOCKET_TRY(sorting, flow::load_sorting(loaded, desk.tools));
        table.labels = sorting.proposal.labels;
    }
    DOCKET_TRY(auto letters, sorted                    ? letters_of(table, people.ties(person))
                             : loaded.proposal.empty() ? piles_of(table, as_delivered(there))
                                                       : piles_of(table, sorting.arrangement.letters));
    // Steps and suggestions speak of pages that lie in a letter which is kept from this person.
    if (sorted && !Veil::now().empty() && !lies_whole(sorting.proposal, letters)) sorting = {};
    json::Array notes;
    for (const auto& note : sorting.proposal.notes) notes.emplace_back(note);
    const bool to_sort = loaded.state == flow::BatchState::to_sort;
    out.set("letters", std::move(letters))
        .set("suggestions", suggestions(sorting))
        .set("notes", std::move(notes))
        .set("operations", operations(sorting, people))
        .set("can_undo", to_sort && loaded.applied > 0)
        .set("can_redo", to_sort && static_cast<std::size_t>(loaded.applied) < sorting.steps.size());
    return json::Value(std::move(out));
}

} // namespace docket::desk
