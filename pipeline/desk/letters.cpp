// The verification desk: what was read of a letter, field by field, and what a person makes of it.
#include "ocr/fields/doubts.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/flow/journey.hpp"
#include "pipeline/flow/register.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/competence.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

constexpr float doubtful_confidence = ocr::least_critical_confidence;

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
        return doubt.ends_with(".contradicted") || doubt.ends_with(".several") || doubt == "id.checksum";
    });
}

json::Object confirmed_view(const ConfirmedValue& value, const Letter& letter) {
    return {{"value", value.value}, {"by", letter.name_of(value.by)}, {"at", to_ms(value.at)}};
}

json::Array choices_of(std::string_view name) {
    if (name == "kind") return to_json(kind_words());
    const auto choice = [](const char* code, const char* word) {
        return json::Object{{"code", code}, {"word", word}};
    };
    if (name == "sex") return {choice("男", "男"), choice("女", "女")};
    return {choice("true", "是"), choice("false", "否")};
}

json::Object field_view(const FieldLabel& label, const ocr::FieldValue* read, const ConfirmedValue* confirmed,
                        const Letter& letter, bool is_required) {
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
    const bool doubtful = read && (!read->doubts.empty() || read->confidence < doubtful_confidence);
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
    if (label.kind == "choice") out.set("choices", choices_of(label.name));
    if (confirmed) {
        out.set("confirmed", confirmed_view(*confirmed, letter));
        if (read && !read->value.empty() && read->value != confirmed->value && read->value != confirmed->seen)
            out.set("suggestion", read->value);
    }
    return out;
}

json::Array field_views(const Letter& letter) {
    json::Array out;
    const auto kind = letter.value("kind");
    for (const auto& label : field_labels()) {
        const auto* read = letter.fields.find(label.name);
        const auto* confirmed = letter.confirmed.find(label.name);
        if (asked_for(label, kind, read || confirmed))
            out.emplace_back(field_view(label, read, confirmed, letter, required(label, kind)));
    }
    return out;
}

json::Array claim_views(const Letter& letter) {
    constexpr FieldLabel label{"claim", "请求事项", "long", true, true, true, false, false, false, false};
    const auto read = letter.fields.all("claim");
    const auto& confirmed = letter.confirmed.claims;
    const auto n = confirmed ? confirmed->size() : read.size();
    json::Array out;
    for (std::size_t i = 0; i < n; ++i)
        out.emplace_back(field_view(label, i < read.size() ? read[i] : nullptr,
                                    confirmed ? &(*confirmed)[i] : nullptr, letter, false));
    return out;
}

json::Array urgent_words(const Letter& letter) {
    // Words that call for somebody at once; the list is the trade's own (重大紧急信访事项).
    constexpr std::array<std::string_view, 8> words{"跳楼", "自杀", "自焚",     "爆炸",
                                                    "轻生", "炸药", "同归于尽", "进京"};
    std::string all;
    for (const auto& text : letter.texts)
        if (text) all += ocr::utf8(*text);
    json::Array out;
    for (const auto word : words)
        if (all.find(word) != std::string::npos) out.emplace_back(word);
    return out;
}

Result<json::Value> view_of(const Desk& desk, const Letter& letter) {
    const auto& arrival = letter.arrival;
    DOCKET_TRY(auto row, row_of(desk, letter.line));
    json::Object out{{"id", arrival_name(arrival.id)},
                     {"version", letter.verification.version},
                     {"row", std::move(row)},
                     {"pages", page_views(letter.pages, letter.texts)},
                     {"fields", field_views(letter)},
                     {"claims", claim_views(letter)},
                     {"urgent_words", urgent_words(letter)}};
    if (!arrival.case_number.empty()) {
        DOCKET_TRY(const auto c, desk.tools.cases.load(arrival.case_number));
        out.set("case", c.number).set("case_stage", review::name(c.current().stage));
    }
    if (letter.verification.at)
        out.set("verified_by", letter.name_of(letter.verification.by))
            .set("verified_at", to_ms(*letter.verification.at));
    DOCKET_TRY(const auto around, desk.lists.neighbours(arrival.id));
    if (around.previous) out.set("previous", arrival_name(*around.previous));
    if (around.next) out.set("next", arrival_name(*around.next));
    out.set("position", around.position).set("of", around.of);
    return json::Value(std::move(out));
}

json::Array line_doubts(const ocr::Line& line, const ocr::PageText& page) {
    json::Array out;
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        if (!is_doubtful(line.glyphs[i])) continue;
        ocr::Line part;
        part.glyphs.push_back(line.glyphs[i]);
        // What was read is itself a candidate; a mark that was read as nothing can only be typed.
        const auto text = ocr::utf8(part);
        json::Array candidates;
        if (!text.empty()) candidates.emplace_back(text);
        out.emplace_back(json::Object{{"at", i},
                                      {"length", 1},
                                      {"text", text},
                                      {"box", upright(line.glyphs[i].box, page)},
                                      {"candidates", std::move(candidates)}});
    }
    return out;
}

// Lays what a person typed over what was confirmed before.
Result<void> take_over(Letter& letter, const json::Value& input, const Person& person, Instant now) {
    if (const auto* fields = input.at("fields").object())
        for (const auto& [name, value] : fields->members()) {
            if (std::ranges::find(field_labels(), std::string_view(name), &FieldLabel::name) ==
                field_labels().end())
                return fail(Kind::invalid, "letter.field_unknown",
                            "来信没有“" + name + "”这一要素，请刷新页面后重试。");
            const auto* text = value.string();
            if (!text) return fail(Kind::invalid, "letter.field_unknown", "要素“" + name + "”应当是文字。");
            const auto* before = letter.confirmed.find(name);
            if (before && before->value == *text) continue; // who confirmed it first stays
            letter.confirmed.fields[name] = {*text, person.id, now, letter.fields.value(name)};
        }
    if (input.at("claims").array()) {
        const auto read = letter.fields.all("claim");
        std::vector<ConfirmedValue> claims;
        for (const auto& text : input.texts_at("claims"))
            if (!text.empty())
                claims.push_back(
                    {text, person.id, now, claims.size() < read.size() ? read[claims.size()]->value : ""});
        letter.confirmed.claims = std::move(claims);
    }
    for (const auto& line : input.array_at("lines"))
        letter.confirmed
            .lines[{static_cast<int>(line.int_at("page")), static_cast<int>(line.int_at("line"))}] = {
            line.text_at("text"), person.id, now, ""};
    return {};
}

Result<Letter> typed_over(const Desk& desk, const Person& person, std::int64_t id, const json::Value& input) {
    DOCKET_TRY(auto letter, load_letter(desk, id));
    if (input.int_at("version", -1) != letter.verification.version)
        return fail(Kind::conflict, "letter.stale", "另一人刚刚保存了这封信的核校内容，请刷新后再继续。");
    DOCKET_CHECK(take_over(letter, input, person, desk.tools.clock.now()));
    return letter;
}

Result<void> store(Transaction& tx, const Desk& desk, Letter& letter, const Person& person) {
    letter.confirmed.by = person.id;
    letter.confirmed.at = desk.tools.clock.now();
    letter.verification.confirmed = json::dump(to_json(letter.confirmed));
    return desk.verifications.save(tx, letter.verification, letter.verification.version);
}

// Whoever finishes has looked at everything that was shown: each value is now a person's.
void confirm_the_rest(Letter& letter, const Person& person, Instant now) {
    for (const auto& field : letter.fields.fields)
        if (field.name != "claim" && !letter.confirmed.find(field.name) &&
            std::ranges::find(field_labels(), std::string_view(field.name), &FieldLabel::name) !=
                field_labels().end())
            letter.confirmed.fields[field.name] = {field.value, person.id, now, field.value};
    if (!letter.confirmed.claims) {
        letter.confirmed.claims.emplace();
        for (const auto* claim : letter.fields.all("claim"))
            letter.confirmed.claims->push_back({claim->value, person.id, now, claim->value});
    }
}

// Petitioner, claims and earlier documents of a case nobody has acted on yet. False: there is nothing to do.
Result<bool> put_right(Transaction& tx, const Desk& desk, const Letter& letter, const review::Organs& organs,
                       review::Case& c) {
    if (c.current().stage != review::Stage::registered) return false;
    DOCKET_TRY(auto fresh, flow::case_from(facts_of(letter, organs), letter.arrival, desk.tools));
    c.kind = fresh.kind;
    c.applicants = std::move(fresh.applicants);
    c.anonymous = fresh.anonymous;
    c.claims = std::move(fresh.claims);
    c.rounds = std::move(fresh.rounds);
    DOCKET_CHECK(desk.tools.cases.save(tx, c, c.version));
    return true;
}

Result<void> finish(Transaction& tx, const Desk& desk, Letter& letter, const Person& person,
                    const review::Organs& organs) {
    const auto& tools = desk.tools;
    letter.verification.by = person.id;
    letter.verification.at = tools.clock.now();
    DOCKET_CHECK(store(tx, desk, letter, person));
    auto event = flow::event_now(tools, flow::subject_of(letter.arrival), "verify", person.id);
    event.from = event.to = flow::name(letter.arrival.state);
    event.text = sha256(letter.verification.confirmed).hex();
    DOCKET_CHECK(tools.record.append(tx, event));
    if (letter.arrival.case_number.empty()) return {};
    DOCKET_TRY(auto c, tools.cases.load(letter.arrival.case_number));
    DOCKET_TRY(const bool changed, put_right(tx, desk, letter, organs, c));
    if (!changed) return {};
    event.subject = flow::subject_of(c);
    event.from = event.to = review::name(c.current().stage);
    DOCKET_CHECK(tools.record.append(tx, event));
    return {};
}

// The press that finished this letter came once more because its answer was lost on the way.
bool pressed_before(const Letter& letter, const Person& person, const json::Value& input) {
    const auto& verification = letter.verification;
    return verification.at && verification.by == person.id &&
           input.int_at("version", -1) == verification.version - 1;
}

Result<json::Value> verified(const Desk& desk, std::int64_t id) {
    DOCKET_TRY(const auto whole, load_letter(desk, id));
    DOCKET_TRY(auto shown, view_of(desk, whole));
    DOCKET_TRY(const auto around, desk.lists.neighbours(id));
    json::Object out{{"letter", std::move(shown)}, {"case", whole.arrival.case_number}};
    if (const auto next = around.next ? around.next : around.previous) out.set("next", arrival_name(*next));
    return json::Value(std::move(out));
}

} // namespace

Result<json::Value> letter(const Desk& desk, std::int64_t id) {
    DOCKET_TRY(const auto whole, load_letter(desk, id));
    return view_of(desk, whole);
}

Result<json::Value> reading(const Desk& desk, std::int64_t id) {
    DOCKET_TRY(const auto whole, load_letter(desk, id));
    json::Array pages;
    for (std::size_t i = 0; i < whole.pages.size(); ++i) {
        json::Array lines;
        if (whole.texts[i]) {
            int n = 0;
            for (const auto& line : whole.texts[i]->lines) {
                json::Object one{{"n", ++n},
                                 {"text", ocr::utf8(line)},
                                 {"box", upright(line.box, *whole.texts[i])},
                                 {"confidence", static_cast<double>(line.confidence)},
                                 {"doubts", line_doubts(line, *whole.texts[i])}};
                if (const auto found = whole.confirmed.lines.find({whole.pages[i].n, n});
                    found != whole.confirmed.lines.end())
                    one.set("confirmed", confirmed_view(found->second, whole));
                lines.emplace_back(std::move(one));
            }
        }
        pages.emplace_back(json::Object{{"n", whole.pages[i].n}, {"lines", std::move(lines)}});
    }
    return json::Value(json::Object{{"pages", std::move(pages)}});
}

Result<json::Value> confirm_fields(const Desk& desk, const Person& person, std::int64_t id,
                                   const json::Value& input) {
    DOCKET_TRY(auto whole, typed_over(desk, person, id, input));
    DOCKET_CHECK(desk.tools.work.transact([&](Transaction& tx) { return store(tx, desk, whole, person); }));
    return letter(desk, id);
}

Result<json::Value> verify(const Desk& desk, const Person& person, std::int64_t id,
                           const json::Value& input) {
    DOCKET_TRY(const auto before, load_letter(desk, id));
    if (pressed_before(before, person, input)) return verified(desk, id);
    DOCKET_TRY(auto whole, typed_over(desk, person, id, input));
    DOCKET_TRY(auto all, desk.tools.directory.organs());
    DOCKET_TRY(const auto organs, review::Organs::make(std::move(all)));
    confirm_the_rest(whole, person, desk.tools.clock.now());
    const auto end = [&](Transaction& tx) { return finish(tx, desk, whole, person, organs); };
    if (whole.arrival.state == flow::ArrivalState::registered) {
        DOCKET_CHECK(desk.tools.work.transact(end));
    } else {
        const auto facts = facts_of(whole, organs);
        whole.arrival.state = flow::ArrivalState::registered; // what finish() will find
        DOCKET_CHECK(flow::register_by_person(id, person.id, facts, desk.tools, end));
    }
    return verified(desk, id);
}

Result<json::Value> reread(const Desk& desk, const Person& person, std::int64_t id, std::int64_t version) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto whole, load_letter(desk, id));
    if (version != whole.verification.version)
        return fail(Kind::conflict, "letter.stale", "另一人刚刚保存了这封信的核校内容，请刷新后再继续。");
    if (whole.pages.empty())
        return fail(Kind::conflict, "letter.no_pages", "这个来件没有可识读的页面，请重新扫描后再试。");
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        const auto subject = flow::subject_of(whole.arrival);
        const auto now = tools.clock.now();
        for (const auto& page : whole.pages)
            DOCKET_CHECK(
                tools.jobs.enqueue(tx, flow::job_for(*flow::leg("page.read"), {page.id, subject}, now), now));
        auto event = flow::event_now(tools, subject, "reread", person.id);
        event.from = event.to = flow::name(whole.arrival.state);
        DOCKET_CHECK(tools.record.append(tx, event));
        return {};
    }));
    return letter(desk, id);
}

} // namespace docket::desk
