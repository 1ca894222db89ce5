// The draft as a form: its sections with the source of every value, the working copy, the preview.
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/drafts.hpp"
#include "pipeline/desk/findings.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/flow/answer.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/mandates.hpp"
#include "review/deadline/rules.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

using review::Stage;

// Everything a form is made of, loaded once.
struct Sheet {
    review::Case c;
    People people;
    WorkingCopy copy;
    json::Value parts;
    std::optional<outputs::Document> document; // as far as the parts make one
    std::vector<std::string> faults;
    std::optional<Letter> letter;
};

Result<std::optional<outputs::Document>> compose(const Desk& desk, Sheet& sheet) {
    auto made =
        flow::opinion_so_far(sheet.c, sheet.people.organs, draft_input(sheet.parts), desk.tools.office);
    if (!made) {
        sheet.faults = {made.error().detail};
        return std::optional<outputs::Document>{};
    }
    flow::name_speakers(*made, sheet.c, desk.tools.today());
    sheet.faults = outputs::faults(*made);
    return std::optional(*std::move(made));
}

Result<Sheet> load(const Desk& desk, const std::string& number) {
    Sheet sheet;
    DOCKET_TRY(sheet.c, desk.tools.cases.load(number));
    DOCKET_TRY(sheet.people, People::load(desk.tools));
    DOCKET_TRY(auto all, written(desk, sheet.c));
    sheet.copy = std::move(all.copy);
    sheet.parts = std::move(all.parts);
    DOCKET_TRY(sheet.document, compose(desk, sheet));
    if (sheet.c.arrival != 0) {
        DOCKET_TRY(sheet.letter, load_letter(desk, sheet.c.arrival));
    }
    return sheet;
}

// A handling opinion supports, explains or does not support (信访工作条例 32); it may end as well, on grounds
// of its own.
json::Array outcomes_of(bool handles) {
    using outputs::Outcome;
    json::Array out;
    for (auto n = 0; n <= static_cast<int>(Outcome::not_supported); ++n)
        if (const auto one = static_cast<Outcome>(n);
            one == Outcome::terminate || outputs::is_of_handling(one) == handles)
            out.emplace_back(outputs::name(one));
    return out;
}
json::Array grounds_of(bool handles) {
    using outputs::Ground;
    const auto first = handles ? Ground::withdrawn : Ground::sound;
    json::Array out;
    for (auto n = static_cast<int>(first); n <= static_cast<int>(Ground::deceased); ++n)
        out.emplace_back(outputs::name(static_cast<Ground>(n)));
    return out;
}

std::string why_not(const Person& person, const review::Case& c) {
    if (!is_draftable(c.current().stage))
        return "现在是“" + std::string(review::chinese(c.current().stage)) + "”阶段，文稿不能修改。";
    return person.role == review::Role::clerk ? "" : "拟稿由经办人进行，这里只能查看。";
}

json::Object chip(std::string label, std::string value, json::Object source, std::string place = "") {
    json::Object out{{"label", std::move(label)}, {"value", std::move(value)}, {"source", std::move(source)}};
    if (!place.empty()) out.set("place", std::move(place));
    return out;
}
json::Object source(const char* kind, std::string words) {
    return {{"kind", kind}, {"words", std::move(words)}};
}

// Where the letter says it, and who confirmed it.
json::Object from_letter(const Sheet& sheet, std::string_view field) {
    if (!sheet.letter) return source("register", "登记");
    const auto& letter = *sheet.letter;
    const auto* read = letter.fields.find(field);
    const auto* confirmed = letter.confirmed.find(field);
    std::string words = read ? "来信第" + std::to_string(read->page + 1) + "页" : "登记";
    if (confirmed)
        words +=
            "，" + letter.name_of(confirmed->by) + " " + china.text(confirmed->at).substr(5, 11) + " 核校";
    auto out = source(read ? "letter" : "register", words);
    if (read && !read->box.empty()) {
        const auto at = static_cast<std::size_t>(read->page);
        if (at < letter.pages.size() && letter.texts[at])
            out.set("page", letter.pages[at].id).set("box", upright(read->box, *letter.texts[at]));
    }
    return out;
}

json::Object section(std::string key, std::string title, const char* kind, const char* state) {
    return {{"key", std::move(key)}, {"title", std::move(title)}, {"kind", kind}, {"state", state}};
}

std::string id_label(review::IdKind kind) {
    if (kind == review::IdKind::resident_id) return "身份证号码";
    return std::string(review::chinese(kind)) + "号码";
}

json::Object parties_section(const Sheet& sheet) {
    json::Array chips;
    int n = 0;
    for (const auto& a : sheet.c.applicants) {
        const auto place = "parties/" + std::to_string(++n);
        const bool first = n == 1; // the letter's fields speak of the first
        const auto from = [&](const char* field) {
            return first ? from_letter(sheet, field) : source("register", "登记");
        };
        chips.emplace_back(chip("申请人", a.name, from("applicant"), place));
        if (!a.id_number.empty())
            chips.emplace_back(chip(id_label(a.id_kind), a.id_number, from("id_number"), place));
        if (!a.address.empty()) chips.emplace_back(chip("住址", a.address, from("address"), place));
        if (!a.phone.empty()) chips.emplace_back(chip("电话", a.phone, from("phone"), place));
    }
    if (sheet.document)
        for (std::size_t i = 0; i < sheet.document->parties.size(); ++i)
            if (const auto& one = sheet.document->parties[i]; one.role != outputs::PartyRole::applicant)
                chips.emplace_back(chip(one.role == outputs::PartyRole::agent ? "代理人" : "代表人", one.name,
                                        source("register", "登记"), "parties/" + std::to_string(i + 1)));
    auto out = section("parties", "申请人", "facts", sheet.c.applicants.empty() ? "bad" : "done");
    out.set("chips", std::move(chips));
    return out;
}

// What the organ complained of said, as material beside its opinion.
void add_answer(const Sheet& sheet, json::Array& chips) {
    const auto& round = sheet.c.current();
    if (!round.answer) return;
    const auto& answer = *round.answer;
    const auto from = [&] { return source("register", sheet.people.name(answer.noted_by) + " 登记"); };
    chips.emplace_back(chip("答复收到",
                            formal(answer.on) + (answer.file ? "，附案卷" : "，未附案卷") +
                                (flow::answer_is_late(sheet.c, round) ? "，已逾期" : ""),
                            from()));
    chips.emplace_back(chip("答复要点", answer.summary, from()));
}

json::Object disputed_section(const Sheet& sheet, const review::Round& disputed) {
    json::Array chips;
    chips.emplace_back(chip("被申请人", sheet.people.organ_name(disputed.organ),
                            from_letter(sheet, "respondent"), "respondent"));
    chips.emplace_back(chip("文书", disputed.document_title, source("register", "登记"), "disputed"));
    chips.emplace_back(
        chip("文号", disputed.document_number, from_letter(sheet, "disputed_number"), "disputed"));
    if (disputed.document_date)
        chips.emplace_back(chip("作出日期", formal(*disputed.document_date),
                                from_letter(sheet, "disputed_date"), "disputed"));
    if (disputed.service)
        chips.emplace_back(chip("送达日期", formal(disputed.service->on),
                                source("service", "送达回证 " + disputed.service->proof), "disputed"));
    else if (disputed.said_received)
        chips.emplace_back(
            chip("收到日期", formal(*disputed.said_received), from_letter(sheet, "received_on"), "disputed"));
    add_answer(sheet, chips);
    const bool whole = !disputed.document_number.empty() && disputed.document_date;
    auto out = section("disputed", "被申请人与原意见", "facts", whole ? "done" : "bad");
    if (!whole) out.set("note", "原意见的文号或者日期没有登记，请先补录。");
    return out.set("chips", std::move(chips));
}

json::Object periods_section(const Desk& desk, const Sheet& sheet) {
    const auto& round = sheet.c.current();
    json::Array chips;
    chips.emplace_back(chip("收到申请", formal(round.applied_on.value_or(sheet.c.received)),
                            source("register", "收发室登记")));
    if (round.accepted_on)
        chips.emplace_back(chip("受理日期", formal(*round.accepted_on), source("register", "受理登记")));
    for (const auto& deadline : sheet.c.deadlines)
        if (deadline.round == round.n && deadline.rule != review::answer_rule)
            chips.emplace_back(
                chip("应当办结", formal(deadline.effective.value_or(deadline.raw)),
                     source("computed", deadline.rule + " " + deadline.basis + "，自 " + iso(deadline.from) +
                                            " 起算" + (deadline.effective ? "" : "（暂定）"))));
    chips.emplace_back(chip("联系人",
                            desk.tools.office.contact_person + " " + desk.tools.office.contact_phone,
                            source("office", "本机关设置"), "contact"));
    return section("periods", "受理与期限", "facts", round.accepted_on ? "done" : "open")
        .set("chips", std::move(chips));
}

bool answers_all(const Sheet& sheet, std::string_view list, const char* key) {
    const auto claims = sheet.parts.array_at("claims").size();
    for (std::size_t n = 1; n <= claims; ++n)
        if (std::ranges::none_of(sheet.parts.array_at(list), [&](const json::Value& one) {
                return one.int_at("claim") == static_cast<std::int64_t>(n) && !one.text_at(key).empty();
            }))
            return false;
    return claims > 0;
}

json::Object written_section(const char* key, const char* title, const char* kind, bool whole,
                             const char* missing) {
    auto out = section(key, title, kind, whole ? "done" : "open");
    if (!whole) out.set("note", missing);
    return out;
}

Result<json::Object> remedy_section(const Desk& desk, const Sheet& sheet) {
    json::Array words;
    if (sheet.document) {
        const auto composed = desk.tools.writer.composed(*sheet.document);
        if (composed)
            for (const auto& block : composed->blocks)
                if (block.place == "remedy" || block.place == "contact") words.emplace_back(block.text);
    }
    const bool written = !words.empty();
    auto out =
        section("remedy", "权利告知", "fixed", written ? "done" : "open").set("words", std::move(words));
    return written ? out : out.set("note", "写成后由系统写入，文字法定。");
}

Result<json::Array> sections_of(const Desk& desk, const Sheet& sheet) {
    const auto has_text = [&](const json::Value& list) {
        return std::ranges::any_of(
            *list.array(), [](const json::Value& one) { return one.string() && !one.string()->empty(); });
    };
    const auto& reasoning = sheet.parts.at("reasoning");
    const bool reasoned = reasoning.at("paragraphs").array() && has_text(reasoning.at("paragraphs")) &&
                          !reasoning.array_at("citations").empty();
    json::Array out;
    out.emplace_back(parties_section(sheet));
    if (const auto* disputed = sheet.c.disputed()) out.emplace_back(disputed_section(sheet, *disputed));
    out.emplace_back(periods_section(desk, sheet));
    const auto& claims = sheet.parts.at("claims");
    const bool handles = sheet.c.current().level == review::Level::handling;
    out.emplace_back(written_section("claims", handles ? "投诉请求" : "申请事项", "claims",
                                     claims.array() && has_text(claims), "请至少写一项请求。"));
    out.emplace_back(written_section("findings", "查明事实", "findings",
                                     answers_all(sheet, "findings", "text"), "每一项请求都要有查明的事实。"));
    out.emplace_back(
        written_section("reasoning", "本机关认为", "reasoning", reasoned, "请写明理由和依据的条文。"));
    out.emplace_back(written_section("dispositions", "处理意见", "dispositions",
                                     answers_all(sheet, "dispositions", "outcome"),
                                     "每一项请求都要有处理意见。"));
    out.emplace_back(section("hearing", "听证（可不填）", "list", "done"));
    out.emplace_back(section("additions", "补充段落（可不填）", "list", "done"));
    DOCKET_TRY(auto remedy, remedy_section(desk, sheet));
    out.emplace_back(std::move(remedy));
    out.emplace_back(section("attachments", "附件（可不填）", "list", "done"));
    out.emplace_back(section("copies_to", "抄送（可不填）", "list", "done"));
    return out;
}

Result<json::Array> findings_of(const Desk& desk, const Sheet& sheet) {
    if (!sheet.document) return json::Array{};
    DOCKET_TRY(const auto found,
               flow::check_draft(sheet.c, *sheet.document, sheet.people.organs, desk.tools));
    return finding_views(found, sheet.people);
}

json::Array texts_of(const std::vector<std::string>& list) {
    json::Array out;
    for (const auto& one : list) out.emplace_back(one);
    return out;
}

// So that pages can be seen from the first word on: what the template cannot do without is shown as a gap.
outputs::Document with_gaps(outputs::Document document) {
    if (document.reasoning.citations.empty())
        document.reasoning.citations.push_back({"（待填）", 0, 0, 0, 0, ""});
    return document;
}

std::string fresh_token(Random& random) {
    return sha256(std::to_string(random.next()) + "/" + std::to_string(random.next())).hex().substr(0, 32);
}

json::Object covered(const json::Object& parts) {
    json::Object out;
    for (const auto* key : {"claims", "findings", "reasoning", "dispositions", "hearing", "additions",
                            "attachments", "copies_to", "applied_on"})
        if (const auto* value = parts.find(key)) out.set(key, *value);
    return out;
}

} // namespace

Result<json::Value> form(const Desk& desk, const Person& person, const std::string& number) {
    DOCKET_TRY(const auto sheet, load(desk, number));
    const auto& round = sheet.c.current();
    const auto why = why_not(person, sheet.c);
    DOCKET_TRY(auto sections, sections_of(desk, sheet));
    DOCKET_TRY(auto findings, findings_of(desk, sheet));
    json::Object out{{"case", number},
                     {"case_version", sheet.c.version},
                     {"version", sheet.copy.version},
                     {"editable", why.empty()},
                     {"title", opinion_name(sheet.c)},
                     {"draft_version", round.draft_version},
                     {"text", round.draft_text},
                     {"sections", std::move(sections)},
                     {"parts", sheet.parts},
                     {"findings", std::move(findings)},
                     {"faults", texts_of(sheet.faults)}};
    const bool handles = round.level == review::Level::handling;
    out.set("outcomes", outcomes_of(handles)).set("grounds", grounds_of(handles));
    if (!why.empty()) out.set("why", why);
    if (round.stage == Stage::drafted && !round.reason.empty()) out.set("returned", round.reason);
    if (sheet.copy.version > 0)
        out.set("saved_by", sheet.people.name(sheet.copy.by)).set("saved_at", to_ms(sheet.copy.at));
    return json::Value(std::move(out));
}

Result<json::Value> save_form(const Desk& desk, const Person& person, const std::string& number,
                              const json::Value& input) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto c, tools.cases.load(number));
    if (const auto why = why_not(person, c); !why.empty())
        return fail(Kind::forbidden, "form.not_editable", why);
    const auto* parts = input.at("parts").object();
    if (!parts) return fail(Kind::invalid, "form.malformed", "文稿的内容不完整，请刷新页面后重试。");
    WorkingCopy copy;
    copy.case_number = number;
    copy.round = c.current().n;
    copy.parts = json::dump(covered(*parts));
    copy.by = person.id;
    copy.at = tools.clock.now();
    DOCKET_CHECK(tools.work.transact(
        [&](Transaction& tx) { return desk.copies.save(tx, copy, input.int_at("version", -1)); }));
    return json::Value(json::Object{{"version", copy.version}, {"at", to_ms(copy.at)}, {"by", person.name}});
}

Result<json::Value> preview(const Desk& desk, const Person& person, const std::string& number,
                            const json::Value& parts) {
    Sheet sheet;
    DOCKET_TRY(sheet.c, desk.tools.cases.load(number));
    DOCKET_TRY(sheet.people, People::load(desk.tools));
    sheet.parts = parts;
    DOCKET_TRY(sheet.document, compose(desk, sheet));
    json::Array blocks;
    std::string token;
    int pages = 0;
    if (sheet.document) {
        const auto drawn = desk.drawer.draw(with_gaps(*sheet.document));
        if (!drawn && drawn.error().kind != Kind::invalid) return drawn.error();
        if (drawn) {
            for (const auto& part : (*drawn)->parts())
                blocks.emplace_back(json::Object{{"place", part.place},
                                                 {"page", part.page},
                                                 {"box", json::Array{part.x, part.y, part.w, part.h}}});
            pages = (*drawn)->pages();
            token = fresh_token(desk.tools.random);
            desk.previews.keep(token, person.id, {number, *drawn});
        } else {
            sheet.faults.push_back(drawn.error().detail); // an unknown character, a part the template wants
        }
    }
    DOCKET_TRY(auto findings, findings_of(desk, sheet));
    return json::Value(json::Object{{"token", token},
                                    {"pages", pages},
                                    {"blocks", std::move(blocks)},
                                    {"findings", std::move(findings)},
                                    {"faults", texts_of(sheet.faults)}});
}

Result<Bytes> preview_page(const Desk& desk, const Person& person, const std::string& token, int n) {
    const auto kept = desk.previews.find(token, person.id);
    // The case may have been closed to this person since.
    if (!kept || !desk.tools.cases.load(kept->case_number))
        return fail(Kind::not_found, "preview.expired", "这份预览已过期，请重新预览。");
    return kept->drawing->png(n, "");
}

} // namespace docket::desk
