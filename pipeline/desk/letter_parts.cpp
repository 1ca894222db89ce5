#include "pipeline/desk/letter_parts.hpp"

#include "ocr/fields/doubts.hpp"
#include "ocr/page_json.hpp"
#include "pipeline/desk/days.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/urgency.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/flow/separator.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/competence.hpp"

#include <algorithm>
#include <cmath>

namespace docket::desk {

namespace {

Result<ocr::LetterFields> fields_of(const Desk& desk, const flow::Arrival& arrival) {
    if (arrival.fields.empty()) return ocr::LetterFields{};
    DOCKET_TRY(const auto stored, flow::get_json(desk.tools.blobs, arrival.fields));
    return ocr::from_json(stored);
}

int doubts_in(const ocr::PageText& page) {
    int n = 0;
    for (const auto& line : page.lines)
        n += static_cast<int>(std::ranges::count_if(line.glyphs, is_doubtful));
    return n;
}

std::vector<std::string> split(std::string_view text, std::string_view between) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find(between);
        if (end != 0) out.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + between.size());
    }
    return out;
}

// 张某（某街道办事处）、某局: a unit of the register by its code, another one by its name.
json::Array accused_of(std::string_view text, const review::Organs& organs) {
    constexpr std::string_view open = "（", shut = "）";
    json::Array out;
    const auto add = [&](std::string_view name, std::string_view unit) {
        const auto* organ = unit.empty() ? nullptr : organs.named(unit);
        if (!name.empty() || organ)
            out.emplace_back(json::Object{{"name", name}, {"organ", organ ? organ->code : ""}});
        if (!unit.empty() && !organ) out.emplace_back(json::Object{{"name", unit}, {"organ", ""}});
    };
    for (const auto& one : split(text, "、")) {
        const std::string_view said = one;
        const auto at = said.find(open);
        auto unit = at == std::string_view::npos ? std::string_view() : said.substr(at + open.size());
        if (unit.ends_with(shut)) unit.remove_suffix(shut.size());
        const auto name = said.substr(0, at);
        if (unit.empty() && organs.named(name))
            add("", name);
        else
            add(name, unit);
    }
    return out;
}

const char* next_step(const flow::Arrival& arrival, const std::string& state, bool verified) {
    if (arrival.part == flow::Part::file && state == "needs_person") return "sort";
    if (state == "in_progress") return "wait";
    if (state == "rejected") return arrival.scan_again ? "rescan" : "none";
    if (state == "duplicate") return "none";
    if (state == "registered" && (verified || arrival.code == flow::registered_by_paper)) return "open";
    return "verify";
}

double rounded(double fraction) { return std::round(std::clamp(fraction, 0.0, 1.0) * 1e5) / 1e5; }

} // namespace

std::string Letter::name_of(const std::string& person) const {
    const auto found = names.find(person);
    return found == names.end() ? person : found->second;
}

std::string Letter::value(std::string_view field) const {
    const auto* confirmed_value = confirmed.find(field);
    return confirmed_value ? confirmed_value->value : fields.value(field);
}

std::vector<std::string> Letter::claims() const {
    std::vector<std::string> out;
    if (confirmed.claims)
        for (const auto& claim : *confirmed.claims) out.push_back(claim.value);
    else
        for (const auto* claim : fields.all("claim")) out.push_back(claim->value);
    return out;
}

Result<Letter> load_letter(const Desk& desk, std::int64_t id, const TakePage& take) {
    Letter letter;
    const auto& tools = desk.tools;
    DOCKET_TRY(letter.arrival, tools.arrivals.load(id));
    DOCKET_TRY(letter.line, desk.lists.arrival(id));
    DOCKET_TRY(letter.pages, tools.pages.of(id));
    DOCKET_TRY(letter.fields, fields_of(desk, letter.arrival));
    DOCKET_TRY(letter.verification, desk.verifications.load(id));
    DOCKET_TRY(letter.confirmed, read_confirmed(letter.verification.confirmed));
    DOCKET_TRY(letter.corrections, desk.corrections.of(id));
    DOCKET_TRY(const auto learned, desk.corrections.learned());
    for (const auto& one : learned) letter.learned.push_back(one.confusion);
    DOCKET_TRY(const auto people, tools.directory.people());
    for (const auto& person : people) letter.names[person.id] = person.name;
    for (std::size_t at = 0; at < letter.pages.size(); ++at) {
        const auto& page = letter.pages[at];
        auto& text = letter.texts.emplace_back();
        if (page.reading.empty()) continue;
        DOCKET_TRY(const auto stored, flow::get_json(tools.blobs, page.reading));
        DOCKET_TRY(text, ocr::page_of(stored));
        text->turned = (text->turned + page.rotated) % 360; // boxes follow what is shown
        if (take) take(letter, at);
    }
    return letter;
}

namespace {

// `c` is its case, where it has one.
Result<json::Object> shown_row(const Desk& desk, const ArrivalLine& line, const flow::Arrival& arrival,
                               const review::Case* c) {
    DOCKET_TRY(const auto fields, fields_of(desk, arrival));
    const bool dead = arrival.state == flow::ArrivalState::in_progress && !line.dead.empty();
    const std::string state{dead ? "needs_person" : flow::name(arrival.state)};
    const auto doubts = std::ranges::count_if(fields.fields, [](const auto& f) { return !f.doubts.empty(); });
    json::Object due{{"state", "not_started"}, {"words", "未起算"}};
    if (arrival.due) due = clock_of(*arrival.due, desk.tools.today(), desk.tools.calendar);
    if (c) due = clock_of(*c, desk.tools.today(), desk.tools.calendar);
    json::Object row{{"id", arrival_name(arrival.id)},
                     {"name", arrival.name},
                     {"channel", arrival.channel},
                     {"received", iso(arrival.received)},
                     {"received_confirmed", arrival.received_confirmed},
                     {"at", to_ms(arrival.at)},
                     {"state", state},
                     {"code", dead ? "job.dead" : arrival.code},
                     {"reason", dead ? line.dead : arrival.reason},
                     {"pages", line.pages > 0 ? line.pages : arrival.pages_opened},
                     {"pages_read", line.pages_read},
                     {"doubts", static_cast<std::int64_t>(doubts)},
                     {"verified", line.verified},
                     {"due", std::move(due)},
                     {"next", next_step(arrival, state, line.verified)}};
    if (auto mark = urgent_mark(arrival.urgency, arrival.urgent_places)) row.set("urgent", *std::move(mark));
    if (!arrival.case_number.empty()) row.set("case", arrival.case_number);
    if (arrival.batch) row.set("batch", flow::batch_name(*arrival.batch));
    if (!arrival.label.empty()) row.set("label", arrival.label);
    if (arrival.duplicate_of) row.set("duplicate_of", arrival_name(*arrival.duplicate_of));
    return row;
}

} // namespace

Result<json::Object> row_of(const Desk& desk, const ArrivalLine& line) {
    DOCKET_TRY(const auto arrival, desk.tools.arrivals.load(line.arrival));
    if (arrival.case_number.empty()) return shown_row(desk, line, arrival, nullptr);
    DOCKET_TRY(const auto c, desk.tools.cases.load(arrival.case_number));
    return shown_row(desk, line, arrival, &c);
}

Result<json::Array> rows_of(const Desk& desk, const std::vector<ArrivalLine>& lines) {
    std::vector<std::int64_t> ids;
    for (const auto& line : lines) ids.push_back(line.arrival);
    DOCKET_TRY(const auto arrivals, desk.tools.arrivals.load_these(ids));
    std::vector<std::string> numbers;
    for (const auto& arrival : arrivals)
        if (!arrival.case_number.empty()) numbers.push_back(arrival.case_number);
    DOCKET_TRY(const auto cases, desk.tools.cases.load_these(numbers));
    json::Array out;
    auto arrival = arrivals.begin();
    for (const auto& line : lines) {
        if (arrival == arrivals.end() || arrival->id != line.arrival) continue; // it went meanwhile
        const auto c = std::ranges::find(cases, arrival->case_number, &review::Case::number);
        if (c == cases.end() && !arrival->case_number.empty())
            return flow::no_such_case(arrival->case_number);
        DOCKET_TRY(auto row, shown_row(desk, line, *arrival, c == cases.end() ? nullptr : &*c));
        out.emplace_back(std::move(row));
        ++arrival;
    }
    return out;
}

json::Array upright(const ocr::Box& box, const ocr::PageText& page) {
    if (box.empty() || page.width <= 0 || page.height <= 0) return {0.0, 0.0, 0.0, 0.0};
    const double w = page.width, h = page.height;
    double x = box.x / w, y = box.y / h, bw = box.w / w, bh = box.h / h;
    for (int turned = page.turned; turned > 0; turned -= 90) { // one quarter clockwise
        const double left = 1 - y - bh;
        y = x;
        x = left;
        std::swap(bw, bh);
    }
    return {rounded(x), rounded(y), rounded(bw), rounded(bh)};
}

namespace {

// What a page is. Of a batch a person could say so, whatever was read; of a file that is one letter by itself
// the reader tells a blank page, which is hidden and counts as any other.
flow::SheetKind kind_of(const Letter& letter, const flow::Page& page, const ocr::PageText* text) {
    const bool untold = !letter.arrival.batch && page.kind == flow::SheetKind::page;
    return untold && text && text->blank ? flow::SheetKind::blank : page.kind;
}

} // namespace

json::Array page_views(const Letter& letter) {
    json::Array out;
    for (std::size_t i = 0; i < letter.pages.size(); ++i) {
        const auto& page = letter.pages[i];
        const auto* text = i < letter.texts.size() && letter.texts[i] ? &*letter.texts[i] : nullptr;
        const int turned = text ? text->turned : page.rotated; // of what was read it is in there already
        const bool on_its_side = turned % 180 == 90;
        out.emplace_back(json::Object{{"id", page.id},
                                      {"n", page.n},
                                      {"place", flow::name(page.place)},
                                      {"kind", flow::name(kind_of(letter, page, text))},
                                      {"width", on_its_side ? page.height : page.width},
                                      {"height", on_its_side ? page.width : page.height},
                                      {"turned", turned},
                                      {"read", text != nullptr},
                                      {"confidence", page.confidence},
                                      {"doubts", text ? doubts_in(*text) : 0},
                                      {"picture", "/api/v1/pages/" + std::to_string(page.id) + "/picture"}});
    }
    return out;
}

json::Value facts_of(const Letter& letter, const review::Organs& organs) {
    json::Object facts;
    for (const auto& label : field_labels())
        if (label.name != "applicants") facts.set(std::string(label.name), letter.value(label.name));
    const auto person = letter.value("applicant");
    auto all = split(letter.value("applicants"), "、");
    if (!person.empty() && (all.empty() || std::ranges::find(all, person) == all.end())) all = {person};
    json::Array applicants, claims;
    if (letter.value("anonymous") != "true")
        for (auto& one : all) applicants.emplace_back(std::move(one));
    for (auto& claim : letter.claims()) claims.emplace_back(std::move(claim));
    facts.set("applicants", std::move(applicants)).set("claims", std::move(claims));
    facts.set("accused", accused_of(letter.value("accused"), organs));
    if (letter.value("anonymous") == "true") facts.set("applicant", "");
    for (const auto* key : {"respondent", "original_organ"}) { // typed by name, or chosen by code
        const auto said = letter.value(key);
        const auto* organ = organs.find(said) ? organs.find(said) : organs.named(said);
        facts.set(std::string(key) + "_code", organ ? organ->code : "");
    }
    return facts;
}

Result<std::int64_t> arrival_id(std::string_view name) {
    const auto unknown =
        fail(Kind::not_found, "arrival.unknown", "没有编号为 " + std::string(name) + " 的来件。");
    if (name.size() < 2 || name.size() > 16 || name.front() != 'A') return unknown;
    std::int64_t id = 0;
    for (const char c : name.substr(1)) {
        if (c < '0' || c > '9') return unknown;
        id = id * 10 + (c - '0');
    }
    return id;
}

} // namespace docket::desk
