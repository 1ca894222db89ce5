#include "pipeline/desk/drafts.hpp"

#include "pipeline/desk/notices.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

json::Array texts(const std::vector<std::string>& list) {
    json::Array out;
    for (const auto& one : list) out.emplace_back(one);
    return out;
}

// A place that people wrote, as opposed to the words of the template.
bool is_fixed(std::string_view place) {
    for (const std::string_view list :
         {"claims/", "findings/", "reasoning/", "dispositions/", "additions/", "attachments/", "hearing"})
        if (place.starts_with(list)) return false;
    return true;
}

json::Value without_empties(const json::Value& value) {
    if (const auto* object = value.object()) {
        json::Object out;
        for (const auto& [key, held] : object->members())
            if (!(held.string() && held.string()->empty())) out.set(key, without_empties(held));
        return out;
    }
    if (const auto* list = value.array()) {
        json::Array out;
        for (const auto& one : *list)
            if (!(one.string() && one.string()->empty())) out.push_back(without_empties(one));
        return out;
    }
    return value;
}

// Entries of a list that have all these texts.
json::Array whole_ones(const json::Value& parts, std::string_view list,
                       std::initializer_list<const char*> needed) {
    json::Array out;
    for (const auto& one : parts.array_at(list))
        if (std::ranges::all_of(needed, [&](const char* key) { return !one.text_at(key).empty(); }))
            out.push_back(without_empties(one));
    return out;
}

} // namespace

json::Value draft_input(const json::Value& parts) {
    json::Object out;
    if (parts.at("claims").array()) {
        json::Array claims;
        for (const auto& claim : parts.array_at("claims")) {
            const auto text = claim.string() ? *claim.string() : claim.text_at("text");
            if (!text.empty()) claims.emplace_back(json::Object{{"n", claims.size() + 1}, {"text", text}});
        }
        out.set("claims", std::move(claims));
    }
    if (parts.at("findings").array()) out.set("findings", whole_ones(parts, "findings", {"text"}));
    if (parts.at("dispositions").array()) {
        auto list = whole_ones(parts, "dispositions", {"outcome"});
        for (auto& one : list)
            if (one.int_at("period_days") <= 0) { // 0 says nothing
                json::Object kept;
                for (const auto& [key, value] : one.object()->members())
                    if (key != "period_days") kept.set(key, value);
                one = std::move(kept);
            }
        out.set("dispositions", std::move(list));
    }
    if (const auto& reasoning = parts.at("reasoning"); reasoning.object())
        out.set("reasoning", json::Object{{"paragraphs", without_empties(reasoning.at("paragraphs")).array()
                                                             ? without_empties(reasoning.at("paragraphs"))
                                                             : json::Value(json::Array{})},
                                          {"citations", whole_ones(reasoning, "citations", {"law"})}});
    if (const auto& hearing = parts.at("hearing");
        !hearing.text_at("held_on").empty() && !hearing.text_at("text").empty())
        out.set("hearing", hearing);
    if (parts.at("additions").array()) out.set("additions", whole_ones(parts, "additions", {"text"}));
    for (const auto* list : {"attachments", "copies_to"})
        if (parts.at(list).array()) out.set(list, without_empties(parts.at(list)));
    if (const auto day = parts.text_at("applied_on"); !day.empty()) out.set("applied_on", day);
    return out;
}

json::Value parts_of(const outputs::Document& d) {
    json::Array claims, findings, citations, dispositions, additions;
    for (const auto& claim : d.claims) claims.emplace_back(claim.text);
    for (const auto& f : d.findings)
        findings.emplace_back(
            json::Object{{"claim", f.claim}, {"text", f.text}, {"evidence", texts(f.evidence)}});
    for (const auto& c : d.reasoning.citations) {
        json::Object one{{"law", c.law}};
        if (c.article > 0) one.set("article", c.article);
        if (c.insert > 0) one.set("insert", c.insert);
        if (c.paragraph > 0) one.set("paragraph", c.paragraph);
        if (c.item > 0) one.set("item", c.item);
        if (!c.text.empty()) one.set("text", c.text);
        citations.emplace_back(std::move(one));
    }
    for (const auto& x : d.dispositions) {
        json::Object one{{"claim", x.claim},
                         {"outcome", outputs::name(x.outcome)},
                         {"ground", x.ground == outputs::Ground::none ? "" : outputs::name(x.ground)},
                         {"text", x.text}};
        if (x.period_days > 0) one.set("period_days", x.period_days);
        dispositions.emplace_back(std::move(one));
    }
    for (const auto& a : d.additions)
        additions.emplace_back(json::Object{{"level", a.level}, {"text", a.text}});
    json::Object out{{"claims", std::move(claims)},
                     {"findings", std::move(findings)},
                     {"reasoning", json::Object{{"paragraphs", texts(d.reasoning.paragraphs)},
                                                {"citations", std::move(citations)}}},
                     {"dispositions", std::move(dispositions)},
                     {"additions", std::move(additions)},
                     {"attachments", texts(d.attachments)},
                     {"copies_to", texts(d.copies_to)}};
    if (d.hearing)
        out.set("hearing", json::Object{{"held_on", iso(d.hearing->held_on)}, {"text", d.hearing->text}});
    if (d.applied_on) out.set("applied_on", iso(*d.applied_on));
    return out;
}

json::Value first_parts(const review::Case& c) {
    json::Array findings, dispositions;
    for (std::size_t i = 1; i <= c.claims.size(); ++i) {
        findings.emplace_back(json::Object{{"claim", i}, {"text", ""}, {"evidence", json::Array{}}});
        dispositions.emplace_back(json::Object{{"claim", i}, {"outcome", ""}, {"ground", ""}, {"text", ""}});
    }
    return json::Object{
        {"claims", texts(c.claims)},
        {"findings", std::move(findings)},
        {"reasoning", json::Object{{"paragraphs", json::Array{}}, {"citations", json::Array{}}}},
        {"dispositions", std::move(dispositions)},
        {"additions", json::Array{}},
        {"attachments", json::Array{}},
        {"copies_to", json::Array{}}};
}

Result<Written> written(const Desk& desk, const review::Case& c) {
    Written out;
    DOCKET_TRY(out.copy, desk.copies.load(c.number, c.current().n));
    if (out.copy.version > 0) {
        DOCKET_TRY(out.parts, json::parse(out.copy.parts));
    } else if (!c.current().draft_blob.empty()) {
        DOCKET_TRY(const auto kept, kept_document(desk, c, "draft"));
        out.parts = parts_of(kept.document);
    } else {
        out.parts = first_parts(c);
    }
    return out;
}

bool is_draftable(review::Stage stage) {
    return stage == review::Stage::accepted || stage == review::Stage::drafted;
}

Result<KeptDraft> kept_document(const Desk& desk, const review::Case& c, const std::string& key) {
    const auto& round = c.last_issued();
    const auto read = [&](const std::string& blob, bool issued) -> Result<KeptDraft> {
        if (blob.empty()) return fail(Kind::not_found, "document.unknown", "这件事项还没有这份文书。");
        DOCKET_TRY(const auto stored, flow::get_json(desk.tools.blobs, blob));
        DOCKET_TRY(auto document, outputs::from_json(stored));
        return KeptDraft{std::move(document), issued};
    };
    if (key == "draft") return read(round.draft_blob, false);
    if (key == "opinion") return read(round.issued_blob, true);
    if (const auto* notice = notice_of(c, key)) return read(notice->blob, true);
    std::string source;
    if (key == earlier_notice) {
        DOCKET_TRY(const auto events, desk.tools.record.of(flow::subject_of(c)));
        if (const auto* writing = earlier_writing(c, events))
            source = json::parse(writing->detail).value_or(json::Value()).text_at("source");
    }
    return read(source, true);
}

Result<std::optional<outputs::Document>> newest(const Desk& desk, const review::Case& c) {
    const auto& round = c.current();
    if (round.draft_blob.empty()) return std::optional<outputs::Document>{};
    DOCKET_TRY(auto kept, kept_document(desk, c, round.issued_blob.empty() ? "draft" : "opinion"));
    return std::optional(std::move(kept.document));
}

Result<outputs::Document> masked(const outputs::Document& document, const Mask& mask) {
    auto covered = document;
    covered.query_code.clear(); // whoever holds it is taken for the petitioner
    for (auto& party : covered.parties) {
        party.name = mask.name(party.name);
        party.id_number = masked_id(mask.text(party.id_number)); // of a minor nothing is left
        party.phone = masked_phone(party.phone);
        party.address = masked_address(party.address);
    }
    return outputs::from_json(mask.value(outputs::to_json(covered)));
}

Result<json::Array> text_sections(const Desk& desk, const outputs::Document& document) {
    DOCKET_TRY(const auto composed, desk.tools.writer.composed(document));
    json::Array out;
    json::Object section{
        {"place", "head"}, {"title", "首部"}, {"fixed", true}, {"paragraphs", json::Array{}}};
    json::Array paragraphs;
    bool fixed = true;
    const auto close = [&](std::string place, std::string title) {
        if (!paragraphs.empty() || !out.empty()) {
            section.set("fixed", fixed).set("paragraphs", std::move(paragraphs));
            out.emplace_back(std::move(section));
        }
        section = json::Object{{"place", std::move(place)}, {"title", std::move(title)}};
        paragraphs = {};
        fixed = true;
    };
    int n = 0;
    for (const auto& block : composed.blocks) {
        if (block.kind == outputs::BlockKind::heading && block.level == 1) {
            close("section/" + std::to_string(++n), block.text);
            continue;
        }
        if (block.text.empty()) continue;
        fixed = fixed && is_fixed(block.place);
        paragraphs.emplace_back(json::Object{{"place", block.place}, {"text", block.text}});
    }
    close("", "");
    return out;
}

} // namespace docket::desk
