// What the verification desk shows of a letter.
#include "ocr/fields/doubts.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/flow/urgency.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

bool asked_for(const FieldLabel& label, std::string_view kind, bool there) {
    if (there) return true;
    if (kind == "re_review_application") return label.re_review;
    return kind == "review_application" ? label.review : label.first;
}
bool required(const FieldLabel& label, std::string_view kind) {
    if (kind == "re_review_application") return label.must_re_review;
    return kind == "review_application" ? label.must_review : label.must_first;
}

// Two readings of the page speak against each other, so the eye goes to the paper first.
bool readings_differ(const ocr::FieldValue& field) {
    return std::ranges::any_of(field.doubts, [](const std::string& doubt) {
        return doubt.ends_with(".engines_differ") || doubt.ends_with(".contradicted") ||
               doubt.ends_with(".several") || doubt == "id.checksum";
    });
}

// What both engines read of a field, and what else it may be: other choices of a reader, numbers whose check
// digit fits, names of the register that learned confusions lead to. Offered, never put in.
void set_readings(json::Object& out, const ocr::FieldValue& read, const Letter& letter, const Desk& desk) {
    json::Array readings;
    for (const auto& one : read.readings)
        readings.emplace_back(json::Object{{"engine", one.engine}, {"value", one.value}});
    if (!readings.empty()) out.set("readings", std::move(readings));
    auto candidates = read.candidates;
    const bool of_register =
        read.name == "respondent" || read.name == "original_organ" || read.name == "place";
    if (of_register && !ocr::certain(read))
        for (auto& name : ocr::names_meant(read.raw, letter.learned, desk.tools.lexicon))
            if (std::ranges::find(candidates, name) == candidates.end())
                candidates.push_back(std::move(name));
    if (!candidates.empty()) out.set("candidates", json::Array(candidates.begin(), candidates.end()));
}

// What stood in a place before, step by step, the oldest first.
json::Array history_of(const Letter& letter, std::string_view what) {
    json::Array out;
    for (const auto& one : letter.corrections)
        if (one.what == what)
            out.emplace_back(json::Object{{"before", one.before},
                                          {"after", one.after},
                                          {"by", letter.name_of(one.by)},
                                          {"at", to_ms(one.at)}});
    return out;
}

json::Array choices_of(std::string_view name) {
    if (name == "kind") return to_json(kind_words());
    if (name == "matter") return to_json(matter_words());
    const auto choice = [](const char* code, const char* word) {
        return json::Object{{"code", code}, {"word", word}};
    };
    if (name == "sex") return {choice("男", "男"), choice("女", "女")};
    return {choice("true", "是"), choice("false", "否")};
}

// A place that nothing but the address names is right more often than not and decides nothing: the note
// stands beside it, but it stops no hand that confirms a clean letter.
bool only_noted(const ocr::FieldValue& read) {
    return read.doubts.size() == 1 && read.doubts.front() == "place.from_address";
}

json::Object field_view(const FieldLabel& label, const ocr::FieldValue* read, const ConfirmedValue* confirmed,
                        const Letter& letter, const Desk& desk, bool is_required) {
    json::Array doubts, box{0.0, 0.0, 0.0, 0.0};
    int page = 0;
    if (read) {
        for (const auto& doubt : read->doubts)
            doubts.emplace_back(json::Object{{"code", doubt}, {"words", ocr::explain(doubt)}});
        const auto at = static_cast<std::size_t>(read->page);
        if (!read->box.empty() && at < letter.texts.size() && letter.texts[at]) {
            box = upright(read->box, *letter.texts[at]);
            page = letter.pages[at].n;
        }
    }
    const bool doubtful = read && !ocr::certain(*read) && !only_noted(*read);
    const char* state = confirmed                      ? "confirmed"
                        : !read || read->value.empty() ? "missing"
                        : doubtful                     ? "doubtful"
                                                       : "sure";
    const bool key_first = label.key_first && !confirmed && read && readings_differ(*read);
    json::Object out{{"name", label.name},
                     {"label", label.label},
                     {"kind", label.kind},
                     {"value", confirmed ? confirmed->value
                               : read    ? read->value
                                         : ""},
                     {"raw", read ? read->raw : ""},
                     {"confidence", read ? static_cast<double>(read->confidence) : 0.0},
                     {"page", page},
                     {"box", std::move(box)},
                     {"doubts", std::move(doubts)},
                     {"state", state},
                     {"required", is_required},
                     {"mode", key_first ? "key_first" : "show"}};
    if (read) set_readings(out, *read, letter, desk);
    if (auto history = history_of(letter, label.name); !history.empty())
        out.set("history", std::move(history));
    if (label.kind == "choice") out.set("choices", choices_of(label.name));
    if (confirmed) {
        out.set("confirmed", confirmed_view(*confirmed, letter));
        if (read && !read->value.empty() && read->value != confirmed->value && read->value != confirmed->seen)
            out.set("suggestion", read->value);
    }
    return out;
}

json::Array field_views(const Letter& letter, const Desk& desk) {
    json::Array out;
    const auto kind = letter.value("kind");
    for (const auto& label : field_labels()) {
        const auto* read = letter.fields.find(label.name);
        const auto* confirmed = letter.confirmed.find(label.name);
        if (asked_for(label, kind, read || confirmed))
            out.emplace_back(field_view(label, read, confirmed, letter, desk, required(label, kind)));
    }
    return out;
}

json::Array claim_views(const Letter& letter, const Desk& desk) {
    constexpr FieldLabel label{"claim", "请求事项", "long", true, true, true, false, false, false, false};
    const auto read = letter.fields.all("claim");
    const auto& confirmed = letter.confirmed.claims;
    const auto n = confirmed ? confirmed->size() : read.size();
    json::Array out;
    for (std::size_t i = 0; i < n; ++i)
        out.emplace_back(field_view(label, i < read.size() ? read[i] : nullptr,
                                    confirmed ? &(*confirmed)[i] : nullptr, letter, desk, false));
    return out;
}

// All that was read or confirmed, by either engine: an urgent word is better shown once too often.
std::string everything(const Letter& letter) {
    std::string all;
    for (const auto& text : letter.texts)
        if (text)
            for (const auto& line : text->lines) all += ocr::utf8(line) + '\n' + line.second + '\n';
    for (const auto& line : letter.confirmed.lines) all += line.value.value + '\n';
    return all;
}

void set_urgent(json::Object& out, const Letter& letter, const Desk& desk) {
    std::vector<review::UrgentPlace> found;
    if (letter.arrival.urgency != review::Urgency::cleared) // a person has said that it is none
        flow::find_urgent(found, everything(letter), "", desk.tools.lexicon);
    json::Array words, categories;
    for (const auto& category : desk.tools.lexicon.urgent()) {
        json::Array here;
        for (const auto& place : found)
            if (place.category == category.name)
                here.emplace_back(place.word), words.emplace_back(place.word);
        if (!here.empty())
            categories.emplace_back(json::Object{{"category", category.name}, {"words", std::move(here)}});
    }
    out.set("urgent_words", std::move(words)).set("urgent", std::move(categories));
}

json::Array values_of(const Letter& letter, std::string_view name) {
    json::Array out;
    for (const auto* field : letter.fields.all(name)) out.emplace_back(field->value);
    return out;
}

} // namespace

Result<json::Value> view_of(const Desk& desk, const Letter& letter) {
    const auto& arrival = letter.arrival;
    DOCKET_TRY(auto row, row_of(desk, letter.line));
    json::Object out{{"id", arrival_name(arrival.id)},
                     {"version", letter.verification.version},
                     {"row", std::move(row)},
                     {"pages", page_views(letter)},
                     {"fields", field_views(letter, desk)},
                     {"claims", claim_views(letter, desk)},
                     {"attachments", values_of(letter, "attachment")},
                     {"amounts", values_of(letter, "amount")}};
    set_urgent(out, letter, desk);
    if (auto history = history_of(letter, "claims"); !history.empty())
        out.set("claims_history", std::move(history));
    if (!arrival.case_number.empty()) {
        DOCKET_TRY(const auto c, desk.tools.cases.load(arrival.case_number));
        out.set("case", c.number).set("case_stage", review::name(c.current().stage));
    }
    DOCKET_TRY(auto cut, cut_view(desk, letter));
    if (cut) out.set("cut", *std::move(cut));
    if (letter.verification.at)
        out.set("verified_by", letter.name_of(letter.verification.by))
            .set("verified_at", to_ms(*letter.verification.at));
    DOCKET_TRY(const auto around, desk.lists.neighbours(arrival.id));
    if (around.previous) out.set("previous", arrival_name(*around.previous));
    if (around.next) out.set("next", arrival_name(*around.next));
    out.set("position", around.position).set("of", around.of);
    return json::Value(std::move(out));
}

} // namespace docket::desk
