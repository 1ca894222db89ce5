// The rows a case is kept in: its head, and of each list a part a row. Private to the module.
#pragma once

#include "pipeline/store/review_columns.hpp"

#include <optional>
#include <string>
#include <tuple>

namespace docket::store {

struct CaseHead { // the row of case_file
    std::int64_t id = 0, version = 0;
    std::string number;
    review::LetterKind kind{};
    std::optional<std::int64_t> arrival;
    bool anonymous = false;
    Date received{};
    review::MatterClass matter{};
    std::string matter_salt;
    std::optional<review::QueryCode> query_code;
    review::Urgency urgency{};
    std::optional<review::UrgentMatter> urgent; // none: nothing was found or decided
    int petitioners = 0;
};
template <class T> struct CasePart { // a row of a list: whose it is, and where in the list it stands
    std::int64_t case_id = 0;
    int n = 0;
    T value{};
};

template <> struct Fields<CaseHead> {
    static auto of(auto& h) {
        return std::tie(h.id, h.version, h.number, h.kind, h.arrival, h.anonymous, h.received, h.matter,
                        h.matter_salt, h.query_code, h.urgency, h.urgent, h.petitioners);
    }
};
template <> struct Fields<review::Applicant> {
    static auto of(auto& a) { return std::tie(a.name, a.sex, a.id_number, a.phone, a.address, a.id_kind); }
};
template <> struct Fields<review::Round> { // its n is the place in the list
    static auto of(auto& r) {
        return std::tie(r.level, r.organ, r.ours, r.follows, r.stage, r.document_title, r.document_number,
                        r.document_date, r.service, r.said_received, r.applied_on, r.posted_on, r.accepted_on,
                        r.reason, r.ground, r.extension, r.supplement, r.ending, r.route, r.answer,
                        r.draft_version, r.draft_text, r.draft_blob, r.drafter, r.counsel, r.signed_text,
                        r.approver, r.issued_blob, r.issued_pdf);
    }
};
template <> struct Fields<review::Deadline> {
    static auto of(auto& d) {
        return std::tie(d.rule, d.basis, d.from, d.count, d.unit, d.raw, d.effective, d.round, d.met,
                        d.recounted, d.former, d.extended, d.hearing_days);
    }
};
template <> struct Fields<review::Notice> {
    static auto of(auto& n) {
        return std::tie(n.round, n.kind, n.title, n.number, n.dated, n.blob, n.pdf, n.service);
    }
};
template <> struct Fields<review::Mandate> {
    static auto of(auto& m) {
        return std::tie(m.kind, m.name, m.id_kind, m.id_number, m.phone, m.powers, m.from, m.until, m.proof,
                        m.ended_on);
    }
};
template <> struct Fields<review::Accused> {
    static auto of(auto& a) { return std::tie(a.name, a.organ, a.person); }
};
template <class T> struct Fields<CasePart<T>> {
    static auto of(auto& p) {
        if constexpr (Listed<T>)
            return std::tuple_cat(std::tie(p.case_id, p.n), Fields<T>::of(p.value));
        else
            return std::tie(p.case_id, p.n, p.value);
    }
};

} // namespace docket::store
