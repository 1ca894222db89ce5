#include "pipeline/desk/receipts.hpp"

#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/mask.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/lifecycle.hpp"

namespace docket::desk {

namespace {

std::string stage_word(std::string_view code) {
    const auto stage = review::parse_stage(code);
    return stage ? std::string(review::chinese(*stage)) : std::string(code);
}

// How the case stood at the event, read from the record up to it.
ReceiptFacts facts_at(const review::Case& c, const std::vector<review::Event>& events,
                      const review::Event& asked) {
    ReceiptFacts facts{
        c.number, asked.act, asked.from, asked.to, asked.text,
        asked.n,  asked.at,  "",         0,        json::parse(asked.detail).value_or(json::Value())};
    for (const auto& event : events) {
        if (event.n > asked.n) break;
        if (event.act == review::name(review::Act::draft)) ++facts.draft_version;
        if (event.act == review::name(review::Act::approve))
            facts.document_number =
                json::parse(event.detail).value_or(json::Value()).text_at("document_number");
    }
    return facts;
}

} // namespace

json::Object receipt_view(const ReceiptFacts& facts, const Person& actor) {
    const auto word = word_of(act_words(), facts.act);
    json::Object out{{"case", facts.case_number},
                     {"act", facts.act},
                     {"word", word},
                     {"from", facts.from},
                     {"to", facts.to},
                     {"text", facts.text},
                     {"event", facts.event},
                     {"at", to_ms(facts.at)},
                     {"actor", to_json(actor)},
                     {"words", actor.name + " " + word + "，现为“" + stage_word(facts.to) + "”。"}};
    if (facts.draft_version > 0) out.set("draft_version", facts.draft_version);
    if (!facts.document_number.empty()) out.set("document_number", facts.document_number);
    for (const auto* key : {"conclusion", "reservation", "reason"})
        if (const auto said = facts.detail.text_at(key); !said.empty()) out.set(key, said);
    return out;
}

Result<json::Value> receipt(const Desk& desk, const Person& person, const std::string& number,
                            std::int64_t event) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    DOCKET_TRY(const auto events, desk.tools.record.of(flow::subject_of(c)));
    for (const auto& one : events) {
        const bool lawyer = person.role == review::Role::lawyer;
        if (one.n != event || !review::parse_act(one.act) || (lawyer && one.actor != person.id)) continue;
        DOCKET_TRY(const auto actor, desk.tools.directory.person(one.actor));
        auto view = receipt_view(facts_at(c, events, one), actor);
        view.set("title", opinion_name(c));
        return lawyer ? Mask::of(c).value(view) : json::Value(std::move(view));
    }
    return fail(Kind::not_found, "receipt.unknown", "没有这份回执。");
}

} // namespace docket::desk
