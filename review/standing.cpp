#include "review/standing.hpp"

#include "pipeline/json/json.hpp"
#include "review/sight.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace docket::review {

namespace {

struct Member {
    const char* words;
    std::string Standing::*value;
};
constexpr std::array members{
    Member{"the stage", &Standing::state},
    Member{"the drafter", &Standing::drafter},
    Member{"the text of the draft", &Standing::draft_text},
    Member{"who signed off", &Standing::counsel},
    Member{"the text signed off", &Standing::signed_text},
    Member{"who approved", &Standing::approver},
    Member{"the document number", &Standing::document_number},
    Member{"the date of the document", &Standing::document_date},
    Member{"the ground of refusal", &Standing::ground},
    Member{"the written document", &Standing::pdf},
    Member{"the service", &Standing::service},
    Member{"the extension", &Standing::extension},
    Member{"the supplement", &Standing::supplement},
    Member{"the ending", &Standing::ending},
    Member{"the route", &Standing::route},
    Member{"the answer", &Standing::answer},
    Member{"the notices served", &Standing::notices},
    Member{"who speaks for the petitioners", &Standing::mandates},
    Member{"who stood back", &Standing::recused},
    Member{"the urgency", &Standing::urgency},
    Member{"the reports of an urgent matter", &Standing::reports},
    Member{"the class of the matter", &Standing::accusation},
};

void add_one(std::string& list, std::string_view person) {
    if (!list.empty()) list += ", ";
    list += person;
}

std::string in_one_line(std::string_view mode, std::string_view recipient, std::string_view on,
                        std::string_view proof) {
    std::string out;
    for (const auto part : {mode, recipient, on, proof}) add_one(out, part);
    return out;
}

// What an act wrote down beside the text. A detail that does not parse says nothing: the hash of the event
// proves it was written so.
json::Value detail_of(const Event& event) {
    auto detail = json::parse(event.detail);
    return detail ? *std::move(detail) : json::Value{};
}

std::string line_of(const Service& s) { return in_one_line(s.mode, s.recipient, iso(s.on), s.proof); }
std::string service_in(const json::Value& detail) {
    return in_one_line(detail.text_at("mode"), detail.text_at("recipient"), detail.text_at("on"),
                       detail.text_at("proof"));
}
std::string granted(std::int64_t days, std::string_view by) {
    return std::to_string(days) + " days by " + std::string(by);
}

std::string said_on(std::string_view on, std::string_view by) {
    return std::string(on) + " by " + std::string(by);
}
std::string ended(std::string_view kind, std::string_view on, std::string_view by) {
    return std::string(kind) + " " + std::string(on) + " by " + std::string(by);
}
std::string route_text(std::int64_t item) { return item == 0 ? "" : std::to_string(item); }
std::string came(std::string_view on, std::string_view posted) {
    return ", came " + std::string(on) + (posted.empty() ? "" : ", posted " + std::string(posted));
}

std::string urgent_by(Urgency urgency, std::string_view person) {
    std::string out{name(urgency)};
    return person.empty() ? out : out + " by " + std::string(person);
}
void add_report(std::string& lines, std::string_view to, std::string_view on, std::string_view by) {
    if (!lines.empty()) lines += "\n";
    lines += std::string(to) + " " + std::string(on) + " " + std::string(by);
}

// One line a notice, in order of the text: they are served in any order.
void add_notice(std::string& lines, const std::string& number, const std::string& service) {
    std::vector<std::string> all{number + ": " + service};
    for (std::size_t at = 0; at < lines.size();) {
        const auto end = std::min(lines.find('\n', at), lines.size());
        all.push_back(lines.substr(at, end - at));
        at = end + 1;
    }
    std::sort(all.begin(), all.end());
    lines.clear();
    for (const auto& line : all) lines += (lines.empty() ? "" : "\n") + line;
}

std::string mandate_line(std::string_view kind, std::string_view who, std::string_view from,
                         std::string_view until, std::string_view proof) {
    auto out = in_one_line(kind, who, std::string(from) + ".." + std::string(until), proof);
    std::replace(out.begin(), out.end(), '\n', ' '); // one line each, by which they are counted
    return out;
}
std::string ended(std::string_view on) { return ", ended " + std::string(on); }
void add_line(std::string& lines, const std::string& line) { lines += (lines.empty() ? "" : "\n") + line; }

// The end of the nth line, from 1.
std::size_t end_of_line(const std::string& lines, std::int64_t n) {
    std::size_t end = 0;
    for (std::int64_t i = 1; i < n && end != std::string::npos; ++i) {
        end = lines.find('\n', end);
        if (end != std::string::npos) ++end;
    }
    return std::min(end == std::string::npos ? end : lines.find('\n', end), lines.size());
}

// The round these acts leave is over; what was decided in it stays in the record.
bool opens_a_round(std::string_view act) {
    return act == name(Act::transfer) || act == name(Act::take_back) || act == name(Act::remand);
}

} // namespace

Standing standing_of(const Case& c) {
    const auto& round = c.current();
    Standing out;
    out.state = name(round.stage);
    out.drafter = round.drafter;
    out.draft_text = round.draft_text;
    out.counsel = round.counsel;
    out.signed_text = round.signed_text;
    out.approver = round.approver;
    out.document_number = round.document_number;
    if (round.document_date) out.document_date = iso(*round.document_date);
    out.ground = round.ground;
    out.pdf = round.issued_pdf;
    if (round.service) out.service = line_of(*round.service);
    if (const auto& extension = round.extension; extension && !extension->granted_by.empty())
        out.extension = granted(extension->days, extension->granted_by);
    if (const auto& asked = round.supplement) {
        out.supplement = said_on(iso(asked->asked_on), asked->asked_by);
        if (asked->came_on)
            out.supplement += came(iso(*asked->came_on), asked->posted_on ? iso(*asked->posted_on) : "");
    }
    if (const auto& ending = round.ending; ending && !ending->granted_by.empty())
        out.ending = ended(name(ending->kind), iso(ending->on), ending->granted_by);
    out.route = route_text(round.route);
    if (const auto& answer = round.answer) out.answer = said_on(iso(answer->on), answer->noted_by);
    for (const auto& notice : c.notices)
        if (notice.service) add_notice(out.notices, notice.number, line_of(*notice.service));
    for (const auto& one : c.mandates)
        add_line(out.mandates, mandate_line(name(one.kind), one.name, iso(one.from),
                                            one.until ? iso(*one.until) : "", one.proof) +
                                   (one.ended_on ? ended(iso(*one.ended_on)) : ""));
    for (const auto& person : c.recused) add_one(out.recused, person);
    out.urgency = urgent_by(c.urgent.state, c.urgent.decided_by);
    for (const auto& report : c.urgent.reports) add_report(out.reports, report.to, iso(report.on), report.by);
    out.accusation = accusation(c);
    return out;
}

void follow(Standing& standing, const Event& event) {
    if (opens_a_round(event.act))
        standing = Standing{.notices = std::move(standing.notices),
                            .mandates = std::move(standing.mandates),
                            .recused = std::move(standing.recused),
                            .urgency = std::move(standing.urgency),
                            .reports = std::move(standing.reports),
                            .accusation = std::move(standing.accusation)};
    if (!event.to.empty()) standing.state = event.to;
    if (event.act == name(Act::transfer)) standing.route = route_text(detail_of(event).int_at("route"));
    if (event.act == matter_event) {
        standing.accusation = event.text;
    } else if (event.act == urgent_event) {
        standing.urgency = name(Urgency::suspected);
    } else if (event.act == name(Act::mark_urgent)) {
        standing.urgency = urgent_by(Urgency::urgent, event.actor);
    } else if (event.act == name(Act::clear_urgent)) {
        standing.urgency = urgent_by(Urgency::cleared, event.actor);
    } else if (event.act == name(Act::note_report)) {
        const auto detail = detail_of(event);
        add_report(standing.reports, detail.text_at("to"), detail.text_at("on"), detail.text_at("by"));
    } else if (event.act == name(Act::draft)) {
        standing.drafter = event.actor;
        standing.draft_text = event.text;
        standing.counsel.clear();
        standing.signed_text.clear();
    } else if (event.act == name(Act::sign_off)) {
        standing.counsel = event.actor;
        standing.signed_text = event.text;
    } else if (event.act == name(Act::recuse)) {
        add_one(standing.recused, event.actor);
    } else if (event.act == name(Act::approve)) {
        const auto detail = detail_of(event);
        standing.approver = event.actor;
        standing.document_number = detail.text_at("document_number");
        standing.document_date = detail.text_at("document_date");
    } else if (event.act == name(Act::record_result)) {
        const auto detail = detail_of(event);
        standing.document_number = detail.text_at("number");
        standing.document_date = detail.text_at("date");
    } else if (event.act == name(Act::decline)) {
        const auto detail = detail_of(event);
        standing.ground = detail.text_at("ground");
        standing.route = route_text(detail.int_at("route"));
        standing.document_number = detail.text_at("document_number");
        standing.document_date = detail.text_at("document_date");
    } else if (event.act == name(Act::serve)) {
        standing.service = service_in(detail_of(event));
    } else if (event.act == name(Act::extend)) {
        standing.extension = granted(detail_of(event).int_at("days"), event.actor);
    } else if (event.act == name(Act::end)) {
        const auto detail = detail_of(event);
        standing.ending = ended(detail.text_at("kind"), detail.text_at("on"), event.actor);
    } else if (event.act == name(Act::ask_supplement)) {
        standing.supplement = said_on(detail_of(event).text_at("asked_on"), event.actor);
    } else if (event.act == name(Act::note_supplement)) {
        const auto detail = detail_of(event);
        standing.supplement += came(detail.text_at("on"), detail.text_at("posted_on"));
    } else if (event.act == name(Act::note_answer)) {
        standing.answer = said_on(detail_of(event).text_at("on"), event.actor);
    } else if (event.act == name(Act::add_mandate)) {
        const auto detail = detail_of(event);
        add_line(standing.mandates,
                 mandate_line(detail.text_at("kind"), detail.text_at("name"), detail.text_at("from"),
                              detail.text_at("until"), detail.text_at("proof")));
    } else if (event.act == name(Act::end_mandate)) {
        const auto detail = detail_of(event);
        standing.mandates.insert(end_of_line(standing.mandates, detail.int_at("mandate")),
                                 ended(detail.text_at("on")));
    } else if (event.act == name(Act::serve_notice)) {
        const auto detail = detail_of(event);
        add_notice(standing.notices, detail.text_at("document"), service_in(detail));
    } else if (event.act == "write_document") { // the acceptance notice is written too, under its own number
        const auto number = detail_of(event).text_at("document");
        if (!number.empty() && number == standing.document_number) standing.pdf = event.text;
    }
}

std::string difference(const Standing& in_register, const Standing& in_record) {
    for (const auto& [words, value] : members)
        if (in_register.*value != in_record.*value)
            return std::string(words) + " is \"" + in_register.*value + "\" in the register but \"" +
                   in_record.*value + "\" in the record";
    return {};
}

} // namespace docket::review
