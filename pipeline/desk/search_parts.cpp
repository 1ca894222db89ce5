#include "pipeline/desk/search_parts.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/drafts.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>
#include <charconv>

namespace docket::desk {

namespace {

constexpr std::string_view letters = "arrival:", cases_ = "case:", documents_ = "documents:";

SearchPart part(std::string label, std::string_view text, bool secret = false) {
    SearchPart out;
    out.label = std::move(label);
    out.text = code_points(text);
    out.secret = secret;
    return out;
}

void add(std::vector<SearchPart>& out, SearchPart&& one) {
    if (!one.text.empty()) out.push_back(std::move(one));
}

// A line as a person corrected it lies where the line lies; of the same length, each character at its own.
void add_line(SearchPart& page, const ShownLine& line, std::size_t n) {
    if (!page.text.empty()) {
        page.text += U'\n';
        page.places.push_back({n, {}});
    }
    if (!line.confirmed) {
        for (const auto& glyph : line.read->glyphs) {
            page.text += glyph.ch;
            page.places.push_back({n, glyph.box});
        }
        return;
    }
    const auto typed = code_points(line.confirmed->value.value);
    const bool alike = line.read && typed.size() == line.read->glyphs.size();
    for (std::size_t i = 0; i < typed.size(); ++i)
        page.places.push_back({n, alike ? line.read->glyphs[i].box : line.box});
    page.text += typed;
}

SearchPart page_part(const Letter& letter, std::size_t at) {
    SearchPart out;
    out.page = letter.pages[at].n;
    out.label = "第" + std::to_string(out.page) + "页";
    std::size_t n = 0;
    for (const auto& line : shown_lines(&*letter.texts[at], letter.confirmed.lines, out.page))
        add_line(out, line, n++);
    return out;
}

bool is_secret(std::string_view kind) { return kind == "id" || kind == "phone"; }

void set_place(SearchPart& out, const ocr::FieldValue& read, const Letter& letter) {
    const auto at = static_cast<std::size_t>(read.page);
    if (read.box.empty() || at >= letter.texts.size() || !letter.texts[at]) return;
    out.page = letter.pages[at].n;
    out.box = read.box;
}

void add_fields(std::vector<SearchPart>& out, const Letter& letter) {
    for (const auto& label : field_labels()) {
        if (label.kind == "choice") continue;
        auto one = part(std::string(label.label), letter.value(label.name), is_secret(label.kind));
        if (const auto* read = letter.fields.find(label.name)) set_place(one, *read, letter);
        add(out, std::move(one));
    }
    const auto read = letter.fields.all("claim");
    const auto claims = letter.claims();
    for (std::size_t i = 0; i < claims.size(); ++i) {
        auto one = part("请求事项", claims[i]);
        if (i < read.size()) set_place(one, *read[i], letter);
        add(out, std::move(one));
    }
    add(out, part("文件名", letter.arrival.name));
    add(out, part("收到日期", iso(letter.arrival.received)));
}

void add_days(std::vector<SearchPart>& out, const review::Round& round) {
    const auto day = [&](const char* label, const std::optional<Date>& date) {
        if (date) add(out, part(label, iso(*date)));
    };
    day("成文日期", round.document_date);
    day("收到文书", round.said_received);
    day("受理日期", round.accepted_on);
    if (round.service) day("送达日期", round.service->on);
}

// What was marked may be no more; that its bytes are missing is another matter.
template <class T> Result<std::optional<T>> if_there(Result<T> loaded, std::string_view unknown) {
    if (loaded) return std::optional<T>(*std::move(loaded));
    if (loaded.error().code == unknown) return std::optional<T>();
    return loaded.error();
}

} // namespace

Result<Letter> load_letter_parts(const Desk& desk, std::int64_t arrival, Wanted wanted,
                                 std::vector<SearchPart>& parts) {
    const auto take = [&](Letter& letter, std::size_t at) {
        auto page = page_part(letter, at);
        if (wanted == Wanted::words) {
            page.places = std::vector<OnPaper>(); // not {}, which keeps the room
            letter.texts[at]->lines = std::vector<ocr::Line>();
        }
        add(parts, std::move(page));
    };
    DOCKET_TRY(auto letter, load_letter(desk, arrival, take));
    add_fields(parts, letter);
    return letter;
}

std::vector<SearchPart> case_parts(const review::Case& c, const People& people) {
    std::vector<SearchPart> out;
    add(out, part("编号", c.number));
    add(out, part("收到日期", iso(c.received)));
    for (const auto& one : c.applicants) {
        add(out, part("信访人", one.name));
        add(out, part("证件号码", one.id_number, true));
        add(out, part("联系电话", one.phone, true));
        add(out, part("住址", one.address));
    }
    for (const auto& one : c.mandates) {
        add(out, part(std::string(review::chinese(one.kind)), one.name));
        add(out, part("证件号码", one.id_number, true));
        add(out, part("联系电话", one.phone, true));
    }
    for (const auto& claim : c.claims) add(out, part("请求事项", claim));
    for (const auto& round : c.rounds) {
        add(out, part("机关", people.organ_name(round.organ)));
        add(out, part("文书", round.document_title));
        add(out, part("文号", round.document_number));
        add_days(out, round);
    }
    return out;
}

Result<std::vector<SearchPart>> document_parts(const Desk& desk, const review::Case& c) {
    std::vector<SearchPart> out;
    DOCKET_TRY(const auto events, desk.tools.record.of(flow::subject_of(c)));
    for (const auto& view : document_views(c, events)) {
        if (view.text_at("key") == "draft") continue; // not a document yet
        DOCKET_TRY(const auto kept, kept_document(desk, c, view.text_at("key")));
        DOCKET_TRY(const auto composed, desk.tools.writer.composed(kept.document));
        add(out, part(view.text_at("title"), view.text_at("number") + "\n" + outputs::plain_text(composed)));
    }
    return out;
}

std::string letter_subject(std::int64_t arrival) { return std::string(letters) + std::to_string(arrival); }
std::string case_subject(std::string_view number) { return std::string(cases_) + std::string(number); }
std::string documents_subject(std::string_view number) {
    return std::string(documents_) + std::string(number);
}

Subject parse_subject(std::string_view subject) {
    Subject out;
    if (subject.starts_with(letters)) {
        const auto digits = subject.substr(letters.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), out.arrival);
    } else if (subject.starts_with(cases_)) {
        out.case_number = subject.substr(cases_.size());
    } else if (subject.starts_with(documents_)) {
        out.case_number = subject.substr(documents_.size());
        out.documents = true;
    }
    return out;
}

Result<std::optional<SearchSource>> load_source(const Desk& desk, const Subject& subject,
                                                const People& people, Wanted wanted) {
    SearchSource out;
    auto number = subject.case_number;
    if (subject.arrival != 0) {
        DOCKET_TRY(out.letter,
                   if_there(load_letter_parts(desk, subject.arrival, wanted, out.parts), "arrival.unknown"));
        if (!out.letter) return std::optional<SearchSource>();
        number = out.letter->arrival.case_number;
    }
    if (!number.empty()) {
        DOCKET_TRY(out.c, if_there(desk.tools.cases.load(number), "case.unknown"));
    }
    if (!out.letter && !out.c) return std::optional<SearchSource>();
    if (subject.documents) {
        DOCKET_TRY(out.parts, document_parts(desk, *out.c));
        if (out.parts.empty()) return std::optional<SearchSource>();
    } else if (out.c) {
        std::ranges::move(case_parts(*out.c, people), std::back_inserter(out.parts));
    }
    return std::optional(std::move(out));
}

} // namespace docket::desk
