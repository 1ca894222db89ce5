// What a person typed, laid over what was confirmed before; each change is kept with what stood there, and
// what it says of a reader's confusions in listed names is learned.
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/flow/secrecy.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

bool is_field(std::string_view name) {
    return std::ranges::find(field_labels(), name, &FieldLabel::name) != field_labels().end();
}

void note(Letter& letter, const std::string& what, int page, std::string before, const std::string& after,
          std::string read, const ConfirmedValue& value) {
    if (before == after) return;
    letter.changes.push_back(
        {letter.arrival.id, what, page, std::move(before), after, std::move(read), value.by, value.at});
}

Result<void> take_fields(Letter& letter, const json::Object& fields, const std::vector<std::string>& looked,
                         const Person& person, Instant now) {
    for (const auto& [name, value] : fields.members()) {
        if (!is_field(name))
            return fail(Kind::invalid, "letter.field_unknown",
                        "来信没有“" + name + "”这一要素，请刷新页面后重试。");
        const auto* text = value.string();
        if (!text) return fail(Kind::invalid, "letter.field_unknown", "要素“" + name + "”应当是文字。");
        const auto* before = letter.confirmed.find(name);
        if (before && before->value == *text) continue; // who confirmed it first stays
        const auto stood = letter.value(name);
        auto& now_there = letter.confirmed.fields[name];
        now_there = {*text, person.id, now, letter.fields.value(name),
                     std::ranges::find(looked, name) != looked.end()};
        const auto* read = letter.fields.find(name);
        note(letter, name, 0, stood, *text, read ? read->raw : "", now_there);
    }
    return {};
}

std::string a_line_each(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all += (all.empty() ? "" : "\n") + text;
    return all;
}

void take_claims(Letter& letter, std::vector<std::string> texts, const Person& person, Instant now) {
    std::erase(texts, "");
    const auto stood = letter.claims();
    const auto read = letter.fields.all("claim");
    std::vector<ConfirmedValue> claims;
    std::vector<std::string> as_read;
    for (const auto* one : read) as_read.push_back(one->value);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto* same = letter.confirmed.claims && i < letter.confirmed.claims->size() &&
                                   (*letter.confirmed.claims)[i].value == texts[i]
                               ? &(*letter.confirmed.claims)[i]
                               : nullptr;
        claims.push_back(
            same ? *same
                 : ConfirmedValue{texts[i], person.id, now, i < read.size() ? read[i]->value : "", false});
    }
    letter.confirmed.claims = std::move(claims);
    note(letter, "claims", 0, a_line_each(stood), a_line_each(texts), a_line_each(as_read),
         {"", person.id, now, "", false});
}

LinePlace place_in(const json::Value& line, const ocr::PageText* page) {
    const auto& box = line.array_at("box");
    if (box.size() != 4 || page == nullptr) return {};
    LinePlace upright{};
    for (std::size_t i = 0; i < box.size(); ++i)
        upright.at(i) = box[i].integer() ? static_cast<double>(*box[i].integer())
                        : box[i].real()  ? *box[i].real()
                                         : 0.0;
    return upright == LinePlace{} ? upright : from_upright(upright, page->turned);
}

// The line a person speaks of: the one at the place he saw it, else the one of that number.
const ShownLine* line_meant(const std::vector<ShownLine>& shown, const LinePlace& place, std::size_t n,
                            const ocr::PageText* page) {
    if (page != nullptr && place != LinePlace{}) {
        for (const auto& line : shown)
            if (same_place(line.confirmed && line.confirmed->place != LinePlace{} ? line.confirmed->place
                                                                                  : place_on(*page, line.box),
                           place))
                return &line;
        return nullptr;
    }
    return n >= 1 && n <= shown.size() ? &shown[n - 1] : nullptr;
}

void take_line(Letter& letter, const json::Value& line, const Person& person, Instant now) {
    const int page_number = static_cast<int>(line.int_at("page")), n = static_cast<int>(line.int_at("line"));
    const auto page = std::ranges::find(letter.pages, page_number, &flow::Page::n);
    const auto at = static_cast<std::size_t>(page - letter.pages.begin());
    const auto* text = page != letter.pages.end() && letter.texts[at] ? &*letter.texts[at] : nullptr;
    const auto place = place_in(line, text);
    const auto shown = shown_lines(text, letter.confirmed.lines, page_number);
    const auto* meant = line_meant(shown, place, static_cast<std::size_t>(std::max(n, 0)), text);
    const auto words = line.text_at("text");
    const auto read = meant && meant->read ? ocr::utf8(*meant->read) : "";
    const auto before = meant && meant->confirmed ? meant->confirmed->value.value : read;
    ConfirmedLine kept{page_number, n, place, {words, person.id, now, read, false}};
    if (meant && meant->confirmed) {
        if (before == words) return; // who confirmed it first stays
        kept.place = meant->confirmed->place, kept.line = meant->confirmed->line;
        const auto index = meant->confirmed - letter.confirmed.lines.data();
        letter.confirmed.lines[static_cast<std::size_t>(index)] = kept;
    } else {
        if (text && meant && kept.place == LinePlace{}) kept.place = place_on(*text, meant->box);
        letter.confirmed.lines.push_back(kept);
    }
    note(letter, "line", page_number, before, words, read, kept.value);
}

// 检举控告: what an informant wrote teaches nothing (信访工作条例 art. 30); nor does an anonymous letter.
bool is_of_an_informant(const Letter& letter) {
    if (letter.value("anonymous") == "true" || letter.value("matter") == "report") return true;
    const auto& tells = flow::tells_of_a_report;
    for (const auto& text : letter.texts)
        if (text && (tells(ocr::utf8(*text)) ||
                     std::ranges::any_of(text->lines, [&](const auto& line) { return tells(line.second); })))
            return true;
    return std::ranges::any_of(letter.confirmed.lines,
                               [&](const auto& line) { return tells(line.value.value); });
}

} // namespace

Result<void> take_over(Letter& letter, const json::Value& input, const Person& person, Instant now) {
    if (const auto* fields = input.at("fields").object())
        DOCKET_CHECK(take_fields(letter, *fields, input.texts_at("looked"), person, now));
    if (input.at("claims").array()) take_claims(letter, input.texts_at("claims"), person, now);
    for (const auto& line : input.array_at("lines")) take_line(letter, line, person, now);
    return {};
}

std::vector<ocr::Confusion> lessons_of(const Letter& letter, const ocr::Lexicon& lexicon) {
    std::vector<ocr::Confusion> all;
    if (is_of_an_informant(letter)) return all;
    for (const auto& change : letter.changes) {
        const bool listed = change.what == "line" || change.what == "respondent" ||
                            change.what == "original_organ" || change.what == "place";
        if (!listed || change.read.empty()) continue;
        for (auto& one : ocr::confusions_in(change.read, change.after, lexicon))
            all.push_back(std::move(one));
    }
    return all;
}

} // namespace docket::desk
