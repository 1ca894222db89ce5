#include "tests/support/memory_register.hpp"

#include <algorithm>
#include <tuple>

namespace docket::testing {

using flow::Arrival;
using review::Case;
using review::CaseOrder;
using review::CaseQuery;

namespace {

struct MemoryTransaction final : Transaction {};

std::string small(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

Date ends(const review::Deadline& deadline) { return deadline.effective.value_or(deadline.raw); }

bool has_text(const Case& c, const std::string& wanted) {
    const auto text = small(wanted);
    const auto holds = [&](const std::string& in) { return small(in).find(text) != std::string::npos; };
    return holds(c.number) || std::ranges::any_of(c.rounds, holds, &review::Round::document_number) ||
           std::ranges::any_of(c.applicants, [&](const review::Applicant& who) {
               return holds(who.name) || (text.size() == 4 && small(who.id_number).ends_with(text));
           });
}

bool fits(const Case& c, const CaseQuery& q) {
    const auto any_round = [&](auto member, const std::string& wanted) {
        return wanted.empty() || std::ranges::find(c.rounds, wanted, member) != c.rounds.end();
    };
    const auto counts = [&](const review::Deadline& d) {
        return (!q.only_open || !d.met) && (!q.due_before || ends(d) < *q.due_before);
    };
    const bool at_stage =
        q.stages.empty() ||
        (!c.rounds.empty() && std::ranges::find(q.stages, c.current().stage) != q.stages.end());
    const bool due = (!q.only_open && !q.due_before) || std::ranges::any_of(c.deadlines, counts);
    return at_stage && due && any_round(&review::Round::organ, q.organ) &&
           any_round(&review::Round::drafter, q.drafter) && (!q.kind || c.kind == *q.kind) &&
           (q.text.empty() || has_text(c, q.text));
}

// The nearest day among the deadlines not met; none: `otherwise`.
Date due(const Case& c, Date otherwise) {
    std::optional<Date> nearest;
    for (const auto& deadline : c.deadlines)
        if (!deadline.met && (!nearest || ends(deadline) < *nearest)) nearest = ends(deadline);
    return nearest.value_or(otherwise);
}

bool before(const Case& a, const Case& b, const CaseQuery& q) {
    const Date last =
        q.descending ? Date{std::chrono::year::min() / 1 / 1} : Date{std::chrono::year::max() / 1 / 1};
    switch (q.order) {
    case CaseOrder::number: return a.number < b.number;
    case CaseOrder::due: return std::tuple(due(a, last), a.id) < std::tuple(due(b, last), b.id);
    case CaseOrder::received: break;
    }
    return std::tie(a.received, a.id) < std::tie(b.received, b.id);
}

template <class Page, class Row, class Query> Page page_of(std::vector<Row> all, const Query& query) {
    Page page;
    page.total = std::ssize(all);
    const auto from = std::min(std::max<std::ptrdiff_t>(query.offset, 0), std::ssize(all));
    const auto most = std::clamp<std::ptrdiff_t>(query.limit, 0, review::most_in_a_page);
    const auto to = std::min(from + most, std::ssize(all));
    page.rows.assign(all.begin() + from, all.begin() + to);
    return page;
}

template <class Row> std::vector<Row> values(const std::map<std::int64_t, Row>& rows) {
    std::vector<Row> out;
    for (const auto& [id, row] : rows) out.push_back(row);
    return out;
}

} // namespace

Result<Case> MemoryCases::load(std::string_view number) {
    for (const auto& [id, c] : rows_)
        if (c.number == number) return c;
    return fail(Kind::not_found, "case.unknown", "no case has the number " + std::string(number));
}

Result<std::vector<Case>> MemoryCases::all() { return values(rows_); }

Result<review::CasePage> MemoryCases::find(const CaseQuery& query) {
    std::vector<Case> found;
    for (const auto& [id, c] : rows_)
        if (fits(c, query)) found.push_back(c);
    std::ranges::sort(found, [&](const Case& a, const Case& b) {
        return query.descending ? before(b, a, query) : before(a, b, query);
    });
    return page_of<review::CasePage>(std::move(found), query);
}

Result<void> MemoryCases::save(Transaction&, Case& c, std::int64_t expected_version) {
    const auto known = rows_.find(c.id);
    if (c.id != 0 && (known == rows_.end() || known->second.version != expected_version))
        return fail(Kind::conflict, "case.stale", "somebody else changed " + c.number + "; look at it again");
    for (const auto& [id, other] : rows_)
        if (id != c.id && (other.number == c.number || (c.arrival != 0 && other.arrival == c.arrival)))
            return fail(Kind::conflict, "case.number_taken", "another case has it");
    if (c.id == 0) c.id = ++last_;
    c.version = expected_version + 1;
    rows_[c.id] = c;
    return {};
}

Result<std::string> MemoryCases::of_arrival(std::int64_t arrival) {
    for (const auto& [id, c] : rows_)
        if (c.arrival == arrival) return c.number;
    return std::string();
}

Result<void> MemoryArrivals::save(Transaction&, Arrival& arrival) {
    const auto known = rows_.find(arrival.id);
    if (arrival.id != 0 && (known == rows_.end() || known->second.version != arrival.version))
        return fail(Kind::conflict, "arrival.stale", "this arrival was changed meanwhile");
    for (const auto& [id, other] : rows_)
        if (id != arrival.id && other.uid == arrival.uid)
            return fail(Kind::conflict, "arrival.known", "the delivery was taken before");
    if (arrival.id == 0) arrival.id = ++last_;
    ++arrival.version;
    rows_[arrival.id] = arrival;
    return {};
}

Result<Arrival> MemoryArrivals::load(std::int64_t id) {
    if (const auto found = rows_.find(id); found != rows_.end()) return found->second;
    return fail(Kind::not_found, "arrival.unknown", "no arrival has the number " + std::to_string(id));
}

Result<std::vector<Arrival>> MemoryArrivals::all() { return values(rows_); }

Result<flow::ArrivalPage> MemoryArrivals::find(const flow::ArrivalQuery& query) {
    std::vector<Arrival> found;
    for (const auto& [id, a] : rows_) {
        const bool state =
            query.states.empty() || std::ranges::find(query.states, a.state) != query.states.end();
        const bool day = (!query.received_from || a.received >= *query.received_from) &&
                         (!query.received_to || a.received <= *query.received_to);
        if (state && day) found.push_back(a);
    }
    std::ranges::sort(found, std::greater<>{}, [](const Arrival& a) { return std::tuple(a.received, a.id); });
    return page_of<flow::ArrivalPage>(std::move(found), query);
}

Result<std::optional<std::int64_t>> MemoryArrivals::same_bytes(Transaction&, std::string_view original) {
    for (const auto& [id, a] : rows_)
        if (!original.empty() && a.original == original && a.state != flow::ArrivalState::rejected &&
            a.state != flow::ArrivalState::duplicate)
            return std::optional(id);
    return std::optional<std::int64_t>();
}

Result<void> MemoryRegister::transact(const std::function<Result<void>(Transaction&)>& act) {
    const auto before = std::tuple(cases.rows_, arrivals.rows_);
    MemoryTransaction tx;
    auto done = act(tx);
    if (!done) std::tie(cases.rows_, arrivals.rows_) = before;
    return done;
}

} // namespace docket::testing
