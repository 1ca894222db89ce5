#include "pipeline/flow/register.hpp"

#include "pipeline/flow/query.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/flow/urgency.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/competence.hpp"
#include "review/item_number.hpp"
#include "review/rounds.hpp"

#include <charconv>

namespace docket::flow {

namespace {

Result<std::optional<Date>> date_at(const json::Value& facts, std::string_view key) {
    const auto text = facts.text_at(key);
    if (text.empty()) return std::optional<Date>{};
    DOCKET_TRY(const auto date, parse_iso_date(text));
    return std::optional(date);
}

std::vector<review::Applicant> applicants_of(const json::Value& facts) {
    std::vector<review::Applicant> out;
    for (auto& name : facts.texts_at("applicants")) out.push_back({std::move(name), {}, {}, {}, {}});
    const auto first = facts.text_at("applicant");
    if (out.empty() && !first.empty()) out.push_back({first, {}, {}, {}, {}});
    if (!out.empty()) {
        out.front().sex = facts.text_at("sex");
        out.front().id_number = facts.text_at("id_number");
        out.front().id_kind = review::likely_kind(out.front().id_number);
        out.front().phone = facts.text_at("phone");
        out.front().address = facts.text_at("address");
    }
    return out;
}

// As many as the letter says write it; 0 where it says none.
int people_said(const std::string& said) {
    int n = 0;
    const auto* end = said.data() + said.size();
    const auto read = std::from_chars(said.data(), end, n);
    return read.ec == std::errc() && read.ptr == end && n > 0 ? n : 0;
}

// The round of another organ whose document is disputed records what came in from it.
Result<void> record(review::Round& round, const std::string& organ, const char* title,
                    const json::Value& facts, const std::string& prefix) {
    round.organ = organ;
    round.document_title = title;
    round.document_number = facts.text_at(prefix + "_number");
    DOCKET_TRY(round.document_date, date_at(facts, prefix + "_date"));
    return {};
}

// An organ the facts give by code (key + "_code") or by name; empty where they give none or one not known.
Result<std::string> organ_code(const json::Value& facts, const std::string& key, const Tools& tools) {
    if (const auto code = facts.text_at(key + "_code"); !code.empty()) return code;
    DOCKET_TRY(auto all, tools.directory.organs());
    DOCKET_TRY(const auto organs, review::Organs::make(std::move(all)));
    const auto* organ = organs.named(facts.text_at(key));
    return organ ? organ->code : std::string{};
}

// Whether the machine cannot go on with the letter: it is set aside, rejected, or one of its jobs is dead.
Result<bool> waits_for_person(const Arrival& arrival, const Tools& tools) {
    if (arrival.state != ArrivalState::in_progress)
        return arrival.state == ArrivalState::needs_person || arrival.state == ArrivalState::rejected;
    queue::JobFilter dead;
    dead.state = queue::State::dead;
    dead.subject = subject_of(arrival);
    DOCKET_TRY(const auto jobs, tools.desk.list(dead));
    return !jobs.empty();
}

} // namespace

json::Value facts_of(const ocr::LetterFields& fields) {
    json::Object facts;
    json::Array claims, applicants;
    for (const auto& field : fields.fields) {
        if (field.name == "claim")
            claims.emplace_back(field.value);
        else if (field.name != "applicants")
            facts.set(field.name, field.value);
    }
    if (const auto* joint = fields.find("applicants")) {
        std::string_view rest = joint->value;
        constexpr std::string_view comma = "、";
        while (!rest.empty()) {
            const auto end = rest.find(comma);
            applicants.emplace_back(std::string(rest.substr(0, end)));
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + comma.size());
        }
        facts.set("applicants", applicants);
    }
    facts.set("claims", claims);
    return facts;
}

Result<review::Case> case_from(const json::Value& facts, const Arrival& arrival, const Tools& tools) {
    using review::LetterKind;
    const auto kind = review::parse_letter_kind(facts.text_at("kind"));
    if (!kind)
        return fail(Kind::invalid, "register.kind_missing",
                    "请写明来信类别（kind）：初次来信、复查申请或复核申请。");
    review::Case c;
    c.kind = *kind;
    c.arrival = arrival.id;
    c.received = arrival.received;
    c.applicants = applicants_of(facts);
    c.anonymous = c.applicants.empty();
    c.petitioners = people_said(facts.text_at("collective"));
    c.claims = facts.texts_at("claims");
    DOCKET_CHECK(classify(c, facts, tools));
    c.rounds = review::open_rounds(*kind);
    auto& ours = c.current();
    ours.applied_on = arrival.received;
    ours.posted_on = arrival.posted;
    ours.organ = *kind == LetterKind::first_letter ? tools.office.bureau : tools.office.government;
    if (*kind != LetterKind::first_letter) {
        DOCKET_TRY(const auto respondent, organ_code(facts, "respondent", tools));
        if (respondent.empty())
            return fail(Kind::invalid, "register.respondent_missing",
                        "请写明被申请人（respondent_code，机关代码）。");
        auto& disputed = c.rounds[c.rounds.size() - 2];
        const bool re_review = *kind == LetterKind::re_review_application;
        DOCKET_CHECK(record(disputed, respondent, re_review ? "信访事项复查意见书" : "信访处理意见书", facts,
                            "disputed"));
        DOCKET_TRY(disputed.said_received, date_at(facts, "received_on"));
        if (re_review) {
            DOCKET_TRY(const auto handling, organ_code(facts, "original_organ", tools));
            DOCKET_CHECK(record(c.rounds.front(), handling, "信访处理意见书", facts, "original"));
        }
    }
    if (arrival.due) c.deadlines.push_back(*arrival.due);
    suspect(c, arrival.urgent_places, tools.lexicon);
    return c;
}

Result<void> store_registration(Transaction& tx, const Tools& tools, Arrival arrival, review::Case c,
                                std::string_view actor) {
    const auto letters = tools.office.channels.at(arrival.channel);
    std::string day = iso(arrival.received);
    DOCKET_TRY(const int serial, tools.numbering.take(tx, "item/" + letters + "/" + day,
                                                      static_cast<int>(arrival.received.year()),
                                                      subject_of(arrival), tools.clock.now()));
    DOCKET_TRY(c.number, review::item_number(letters, tools.office.division, arrival.received, serial));
    ensure_query_code(c, tools.random);
    DOCKET_CHECK(tools.cases.save(tx, c, 0));
    auto event = event_now(tools, subject_of(c), "register", actor);
    event.to = review::name(c.current().stage);
    event.basis = arrival.due ? arrival.due->basis : "";
    event.detail = json::dump(json::Object{{"arrival", arrival.id}, {"kind", review::name(c.kind)}});
    DOCKET_CHECK(tools.record.append(tx, event));
    if (c.urgent.state == review::Urgency::suspected)
        DOCKET_CHECK(tools.record.append(tx, suspected(c, tools)));
    if (c.matter != review::MatterClass::undecided)
        DOCKET_CHECK(tools.record.append(tx, classified(c, actor, tools)));
    const std::string from{name(arrival.state)};
    arrival.state = ArrivalState::registered;
    arrival.case_number = c.number;
    arrival.urgency = c.urgent.state;
    arrival.urgent_places = c.urgent.places;
    DOCKET_TRY(const auto pages, tools.pages.of(arrival.id));
    const bool whole = !pages.empty() && static_cast<int>(pages.size()) >= arrival.pages_opened;
    arrival.code = whole ? "" : registered_by_paper;
    arrival.reason = whole ? "" : "按纸质原件登记，没有完整可用的扫描件。";
    arrival.scan_again = false;
    DOCKET_CHECK(tools.pages.place_all(tx, arrival.id, whole ? Place::in_letter : Place::in_rejected));
    return save_arrival(tx, tools, arrival, "register", from, actor, {{"case", c.number}});
}

Result<review::Case> register_by_person(std::int64_t id, std::string_view actor, const json::Value& facts,
                                        const Tools& tools,
                                        const std::function<Result<void>(Transaction&)>& also) {
    DOCKET_TRY(const auto person, tools.directory.person(actor));
    if (person.role != review::Role::clerk && person.role != review::Role::mailroom)
        return fail(Kind::forbidden, "act.wrong_role", "登记来信属于收发室和经办人的职责。");
    DOCKET_TRY(const auto arrival, tools.arrivals.load(id));
    if (arrival.part == Part::file)
        return fail(Kind::conflict, "register.is_batch", "这是一批来件的文件，请先分件，再登记分出的信。");
    DOCKET_TRY(const bool waits, waits_for_person(arrival, tools));
    if (!waits)
        return fail(Kind::conflict, "register.not_waiting",
                    "该来件目前为 " + std::string(name(arrival.state)) + "，无需人工登记。");
    json::Value whole = facts;
    if (!arrival.fields.empty()) { // what the person says goes before what was read
        DOCKET_TRY(const auto stored, get_json(tools.blobs, arrival.fields));
        DOCKET_TRY(const auto fields, ocr::from_json(stored));
        whole = facts_of(fields);
        if (facts.object() && !facts.at("applicant").is_null())
            whole.object()->set("applicants", json::Array{});
        if (const auto* said = facts.object())
            for (const auto& [key, value] : said->members()) whole.object()->set(key, value);
    }
    DOCKET_TRY(auto c, case_from(whole, arrival, tools));
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(store_registration(tx, tools, arrival, c, person.id));
        return also ? also(tx) : Result<void>();
    }));
    const Veil lifted; // whoever registered it hears of it, whomever it is against
    DOCKET_TRY(const auto number, tools.cases.of_arrival(id));
    return tools.cases.load(number);
}

} // namespace docket::flow
