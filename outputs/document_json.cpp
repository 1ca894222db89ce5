#include "outputs/document_names.hpp"
#include "outputs/schema.hpp"

#include <utility>

namespace docket::outputs {
namespace {

using json::Array;
using json::Object;
using json::Value;

// --- writing: what is not known is not written
// ---------------------------------------------------------------

void put(Object& to, const char* key, const std::string& text) {
    if (!text.empty()) to.set(key, text);
}
void put(Object& to, const char* key, int n) {
    if (n != 0) to.set(key, n);
}
void put(Object& to, const char* key, const std::optional<Date>& day) {
    if (day) to.set(key, iso(*day));
}
void put(Object& to, const char* key, Array array) {
    if (!array.empty()) to.set(key, std::move(array));
}
Array written(const std::vector<std::string>& lines) { return Array(lines.begin(), lines.end()); }
template <class T> Array written(const std::vector<T>& items, Object (*write)(const T&)) {
    Array out;
    for (const auto& item : items) out.emplace_back(write(item));
    return out;
}

Object write(const Organ& organ) {
    Object out;
    put(out, "code", organ.code);
    put(out, "name", organ.name);
    return out;
}
Object write(const Party& party) {
    Object out;
    out.set("role", name(party.role));
    put(out, "name", party.name);
    put(out, "sex", party.sex);
    put(out, "id_kind", party.id_kind);
    put(out, "id_number", party.id_number);
    put(out, "address", party.address);
    put(out, "phone", party.phone);
    return out;
}
Object write(const Receipt& receipt) {
    Object out;
    put(out, "received_on", std::optional(receipt.received_on));
    out.set("channel", name(receipt.channel));
    if (receipt.transferred_by) out.set("transferred_by", write(*receipt.transferred_by));
    put(out, "transferred_on", receipt.transferred_on);
    return out;
}
Object write(const Reference& reference) {
    Object out;
    put(out, "title", reference.title);
    put(out, "number", reference.number);
    out.set("issuer", write(reference.issuer));
    put(out, "date", std::optional(reference.date));
    put(out, "received_on", reference.received_on);
    put(out, "summary", reference.summary);
    return out;
}
Object write(const Claim& claim) { return Object{{"n", claim.n}, {"text", claim.text}}; }
Object write(const Finding& finding) {
    Object out{{"claim", finding.claim}, {"text", finding.text}};
    put(out, "evidence", written(finding.evidence));
    return out;
}
Object write(const Citation& citation) {
    Object out;
    put(out, "law", citation.law);
    put(out, "article", citation.article);
    put(out, "insert", citation.insert);
    put(out, "paragraph", citation.paragraph);
    put(out, "item", citation.item);
    put(out, "text", citation.text);
    return out;
}
Object write(const Reasoning& reasoning) {
    Object out;
    put(out, "paragraphs", written(reasoning.paragraphs));
    put(out, "citations", written<Citation>(reasoning.citations, write));
    return out;
}
Object write(const Disposition& disposition) {
    Object out{{"claim", disposition.claim}, {"outcome", name(disposition.outcome)}};
    if (disposition.ground != Ground::none) out.set("ground", name(disposition.ground));
    put(out, "text", disposition.text);
    put(out, "period_days", disposition.period_days);
    return out;
}
Object write(const Remedy& remedy) {
    Object out{{"way", name(remedy.way)}};
    if (!remedy.organ.name.empty()) out.set("organ", write(remedy.organ));
    put(out, "days", remedy.days);
    return out;
}
Object write(const Declining& declining) {
    Object out{{"says", name(declining.says)}};
    put(out, "ground", declining.ground);
    put(out, "basis", declining.basis);
    put(out, "reason", declining.reason);
    put(out, "way", declining.way);
    return out;
}
Object write(const Extending& extending) {
    Object out{{"due", iso(extending.due)}, {"days", extending.days}};
    put(out, "until", extending.until);
    put(out, "reason", extending.reason);
    return out;
}
Object write(const Supplementing& supplementing) {
    Object out{{"wanted", written(supplementing.wanted)},
               {"days", supplementing.days},
               {"working_days", supplementing.working_days}};
    put(out, "basis", supplementing.basis);
    out.set("ends_in_refusal", supplementing.ends_in_refusal).set("starts_anew", supplementing.starts_anew);
    return out;
}
Object write(const Closing& closing) {
    Object out{{"kind", name(closing.kind)}, {"on", iso(closing.on)}};
    put(out, "reason", closing.reason);
    return out;
}
Object write(const Answering& answering) {
    Object out{{"days", answering.days}, {"working_days", answering.working_days}};
    put(out, "basis", answering.basis);
    return out;
}
Object write(const Passage& passage) { return Object{{"level", passage.level}, {"text", passage.text}}; }
Object write(const Contact& contact) {
    Object out;
    put(out, "person", contact.person);
    put(out, "phone", contact.phone);
    put(out, "address", contact.address);
    return out;
}
Object write(const Imprint& imprint) {
    Object out{{"organ", write(imprint.organ)}};
    put(out, "printed_on", imprint.printed_on);
    return out;
}

void write_matter(Object& out, const Document& document) {
    put(out, "claims", written<Claim>(document.claims, write));
    put(out, "findings", written<Finding>(document.findings, write));
    if (document.hearing)
        out.set("hearing",
                Object{{"held_on", iso(document.hearing->held_on)}, {"text", document.hearing->text}});
    if (document.reasoning != Reasoning{}) out.set("reasoning", write(document.reasoning));
    put(out, "dispositions", written<Disposition>(document.dispositions, write));
    out.set("remedy", write(document.remedy));
    if (document.declining) out.set("declining", write(*document.declining));
    if (document.supplementing) out.set("supplementing", write(*document.supplementing));
    if (document.answering) out.set("answering", write(*document.answering));
    if (document.extending) out.set("extending", write(*document.extending));
    if (document.closing) out.set("closing", write(*document.closing));
    put(out, "additions", written<Passage>(document.additions, write));
}

// --- reading: after the schema has been checked, only dates can still be wrong
// -------------------------------

class Reader {
  public:
    explicit Reader(const Value& from, std::string place = "") : from_(from), place_(std::move(place)) {}

    Result<std::optional<Date>> day(const char* key) const {
        const auto* text = from_.at(key).string();
        if (!text) return std::optional<Date>();
        auto parsed = parse_iso_date(*text);
        if (!parsed)
            return fail(Kind::invalid, "document.schema", place_ + key + ": there is no such day: " + *text);
        return std::optional<Date>(*parsed);
    }
    std::string text(const char* key) const { return from_.text_at(key); }
    int number(const char* key) const { return static_cast<int>(from_.int_at(key)); }
    bool flag(const char* key) const { return from_.bool_at(key); }
    Organ organ(const char* key) const {
        const auto& value = from_.at(key);
        return Organ{value.text_at("code"), value.text_at("name")};
    }
    std::vector<std::string> lines(const char* key) const { return from_.texts_at(key); }
    bool has(const char* key) const { return !from_.at(key).is_null(); }
    Reader in(const char* key) const { return Reader(from_.at(key), place_ + key + "."); }
    template <class T> std::vector<T> list(const char* key, T (*read)(const Reader&)) const {
        std::vector<T> out;
        for (const auto& item : from_.array_at(key)) out.push_back(read(Reader(item)));
        return out;
    }
    template <class E, std::size_t N>
    E one_of(const char* key, const std::array<std::string_view, N>& table) const {
        return names::find<E>(table, from_.text_at(key)).value_or(E{});
    }

  private:
    const Value& from_;
    std::string place_;
};

Party read_party(const Reader& from) {
    return {from.one_of<PartyRole>("role", names::roles),
            from.text("name"),
            from.text("sex"),
            from.text("id_kind"),
            from.text("id_number"),
            from.text("address"),
            from.text("phone")};
}
Claim read_claim(const Reader& from) { return {from.number("n"), from.text("text")}; }
Finding read_finding(const Reader& from) {
    return {from.number("claim"), from.text("text"), from.lines("evidence")};
}
Citation read_citation(const Reader& from) {
    return {from.text("law"),         from.number("article"), from.number("insert"),
            from.number("paragraph"), from.number("item"),    from.text("text")};
}
Disposition read_disposition(const Reader& from) {
    return {from.number("claim"), from.one_of<Outcome>("outcome", names::outcomes),
            from.one_of<Ground>("ground", names::grounds), from.text("text"), from.number("period_days")};
}
Passage read_passage(const Reader& from) { return {from.number("level"), from.text("text")}; }

Result<Receipt> read_receipt(const Reader& from) {
    Receipt out;
    DOCKET_TRY(const auto received, from.day("received_on"));
    out.received_on = received.value_or(Date{});
    out.channel = from.one_of<Channel>("channel", names::channels);
    if (from.has("transferred_by")) out.transferred_by = from.organ("transferred_by");
    DOCKET_TRY(out.transferred_on, from.day("transferred_on"));
    return out;
}
Result<std::optional<Reference>> read_reference(const Reader& whole, const char* key) {
    if (!whole.has(key)) return std::optional<Reference>();
    const auto from = whole.in(key);
    Reference out;
    out.title = from.text("title");
    out.number = from.text("number");
    out.issuer = from.organ("issuer");
    DOCKET_TRY(const auto date, from.day("date"));
    out.date = date.value_or(Date{});
    DOCKET_TRY(out.received_on, from.day("received_on"));
    out.summary = from.text("summary");
    return std::optional(out);
}

void read_plain(Document& out, const Reader& from) {
    out.type = from.one_of<DocumentType>("type", names::document_types);
    out.round = from.one_of<Round>("round", names::rounds);
    out.issuer = from.organ("issuer");
    out.number = from.text("number");
    out.title = from.text("title");
    out.case_number = from.text("case_number");
    out.query_code = from.text("query_code");
    out.query_address = from.text("query_address");
    out.parties = from.list<Party>("parties", read_party);
    out.respondent = from.organ("respondent");
    out.claims = from.list<Claim>("claims", read_claim);
    out.findings = from.list<Finding>("findings", read_finding);
    const auto reasoning = from.in("reasoning");
    out.reasoning = {reasoning.lines("paragraphs"), reasoning.list<Citation>("citations", read_citation)};
    out.dispositions = from.list<Disposition>("dispositions", read_disposition);
    const auto remedy = from.in("remedy");
    out.remedy = {remedy.one_of<Remedy::Way>("way", names::ways), remedy.organ("organ"),
                  remedy.number("days")};
    if (const auto declining = from.in("declining"); from.has("declining"))
        out.declining =
            Declining{declining.one_of<Declining::Says>("says", names::says), declining.text("ground"),
                      declining.text("basis"), declining.text("reason"), declining.text("way")};
    if (const auto asked = from.in("supplementing"); from.has("supplementing"))
        out.supplementing =
            Supplementing{asked.lines("wanted"), asked.number("days"),          asked.flag("working_days"),
                          asked.text("basis"),   asked.flag("ends_in_refusal"), asked.flag("starts_anew")};
    if (const auto asked = from.in("answering"); from.has("answering"))
        out.answering = Answering{asked.number("days"), asked.flag("working_days"), asked.text("basis")};
    out.additions = from.list<Passage>("additions", read_passage);
    out.attachments = from.lines("attachments");
    const auto contact = from.in("contact");
    out.contact = {contact.text("person"), contact.text("phone"), contact.text("address")};
    out.copies_to = from.lines("copies_to");
}

} // namespace

Value to_json(const Document& document) {
    Object out{{"version", document_version}};
    out.set("type", name(document.type));
    out.set("round", name(document.round));
    out.set("issuer", write(document.issuer));
    put(out, "number", document.number);
    put(out, "title", document.title);
    put(out, "case_number", document.case_number);
    put(out, "query_code", document.query_code);
    put(out, "query_address", document.query_address);
    put(out, "parties", written<Party>(document.parties, write));
    if (!document.respondent.name.empty()) out.set("respondent", write(document.respondent));
    out.set("receipt", write(document.receipt));
    put(out, "applied_on", document.applied_on);
    put(out, "accepted_on", document.accepted_on);
    put(out, "due_on", document.due_on);
    if (document.handling_opinion) out.set("handling_opinion", write(*document.handling_opinion));
    if (document.review_opinion) out.set("review_opinion", write(*document.review_opinion));
    write_matter(out, document);
    put(out, "attachments", written(document.attachments));
    if (document.contact != Contact{}) out.set("contact", write(document.contact));
    put(out, "copies_to", written(document.copies_to));
    if (document.imprint) out.set("imprint", write(*document.imprint));
    put(out, "dated", document.dated);
    return out;
}

Result<Document> from_json(const Value& value) {
    DOCKET_CHECK(check_schema(value));
    const Reader from(value);
    Document out;
    read_plain(out, from);
    DOCKET_TRY(out.receipt, read_receipt(from.in("receipt")));
    DOCKET_TRY(out.applied_on, from.day("applied_on"));
    DOCKET_TRY(out.accepted_on, from.day("accepted_on"));
    DOCKET_TRY(out.due_on, from.day("due_on"));
    DOCKET_TRY(out.handling_opinion, read_reference(from, "handling_opinion"));
    DOCKET_TRY(out.review_opinion, read_reference(from, "review_opinion"));
    if (from.has("hearing")) {
        DOCKET_TRY(const auto held, from.in("hearing").day("held_on"));
        out.hearing = Hearing{held.value_or(Date{}), from.in("hearing").text("text")};
    }
    if (from.has("extending")) {
        const auto extending = from.in("extending");
        DOCKET_TRY(const auto due, extending.day("due"));
        DOCKET_TRY(const auto until, extending.day("until"));
        out.extending =
            Extending{due.value_or(Date{}), extending.number("days"), until, extending.text("reason")};
    }
    if (from.has("closing")) {
        const auto closing = from.in("closing");
        DOCKET_TRY(const auto on, closing.day("on"));
        out.closing = Closing{closing.one_of<Closing::Kind>("kind", names::closings), on.value_or(Date{}),
                              closing.text("reason")};
    }
    if (from.has("imprint")) {
        const auto imprint = from.in("imprint");
        DOCKET_TRY(const auto printed, imprint.day("printed_on"));
        out.imprint = Imprint{imprint.organ("organ"), printed};
    }
    DOCKET_TRY(out.dated, from.day("dated"));
    return out;
}

} // namespace docket::outputs
