#include "tests/support/memory_register.hpp"

#include "pipeline/base/veil.hpp"
#include "review/sight.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace docket::testing {

using flow::Arrival;
using review::Case;

namespace {

struct RegisterTransaction final : Transaction {};

template <class Row> std::vector<Row> values(const std::map<std::int64_t, Row>& rows) {
    std::vector<Row> out;
    for (const auto& [id, row] : rows) out.push_back(row);
    return out;
}

// What is kept from whoever reads (base/veil.hpp) is not there.
bool is_kept(const Case& c) {
    const auto shields = review::shields_of(c);
    return std::ranges::any_of(Veil::now(), [&](const std::string& key) {
        return std::ranges::find(shields, key) != shields.end();
    });
}

} // namespace

Result<Case> MemoryCases::load(std::string_view number) {
    for (const auto& [id, c] : rows_)
        if (c.number == number && !is_kept(c)) return c;
    return fail(Kind::not_found, "case.unknown", "no case has the number " + std::string(number));
}

Result<std::vector<Case>> MemoryCases::load_these(const std::vector<std::string>& numbers) {
    std::vector<Case> out;
    for (const auto& number : numbers)
        if (auto c = load(number)) out.push_back(*std::move(c));
    return out;
}

Result<std::vector<Case>> MemoryCases::all() {
    auto out = values(rows_);
    std::erase_if(out, is_kept);
    return out;
}

Result<bool> MemoryCases::keeps_any() {
    return std::ranges::any_of(rows_,
                               [](const auto& row) { return !review::shields_of(row.second).empty(); });
}

Result<std::vector<std::string>> MemoryCases::kept_from(const std::vector<std::string>& keys) {
    std::set<std::string> out;
    for (const auto& [id, c] : rows_)
        for (const auto& shield : review::shields_of(c))
            if (std::ranges::find(keys, shield) != keys.end()) out.insert(shield);
    return std::vector<std::string>(out.begin(), out.end());
}

Result<void> MemoryCases::save(Transaction&, Case& c, std::int64_t expected_version) {
    const auto known = rows_.find(c.id);
    if (c.id != 0 && (known == rows_.end() || known->second.version != expected_version))
        return fail(Kind::conflict, "case.stale", "somebody else changed " + c.number + "; look at it again");
    for (const auto& [id, other] : rows_)
        if (id != c.id && (other.number == c.number || (c.arrival != 0 && other.arrival == c.arrival) ||
                           (c.query_code && other.query_code == c.query_code)))
            return fail(Kind::conflict, "case.number_taken", "another case has it");
    if (c.id == 0) c.id = ++last_;
    c.version = expected_version + 1;
    rows_[c.id] = c;
    return {};
}

std::vector<std::string> MemoryCases::with_unmet(const std::function<bool(const review::Deadline&)>& is) {
    std::vector<std::string> out;
    for (const auto& [id, c] : rows_)
        if (!is_kept(c) && std::ranges::any_of(
                               c.deadlines, [&](const review::Deadline& one) { return !one.met && is(one); }))
            out.push_back(c.number);
    std::ranges::sort(out);
    return out;
}

Result<std::vector<std::string>> MemoryCases::with_days_within(Date first, Date last) {
    return with_unmet([&](const review::Deadline& one) { return one.raw >= first && one.raw <= last; });
}

Result<std::vector<std::string>> MemoryCases::with_provisional_days() {
    return with_unmet([](const review::Deadline& one) { return !one.effective; });
}

Result<std::string> MemoryCases::of_arrival(std::int64_t arrival) {
    for (const auto& [id, c] : rows_)
        if (c.arrival == arrival && !is_kept(c)) return c.number;
    return std::string();
}

Result<std::string> MemoryCases::of_query_code(const review::QueryCode& code) {
    for (const auto& [id, c] : rows_)
        if (c.query_code == code && !is_kept(c)) return c.number;
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

Result<std::vector<Arrival>> MemoryArrivals::load_these(const std::vector<std::int64_t>& ids) {
    std::vector<Arrival> out;
    for (const auto id : ids)
        if (auto arrival = load(id)) out.push_back(*std::move(arrival));
    return out;
}

Result<std::vector<Arrival>> MemoryArrivals::all() { return values(rows_); }

Result<std::vector<Arrival>> MemoryArrivals::open() {
    auto out = values(rows_);
    std::erase_if(out, [](const Arrival& a) {
        return a.state != flow::ArrivalState::in_progress && a.state != flow::ArrivalState::needs_person &&
               !(a.state == flow::ArrivalState::rejected && a.scan_again);
    });
    return out;
}

Result<std::optional<Arrival>> MemoryArrivals::of_delivery(std::string_view uid) {
    for (const auto& [id, a] : rows_)
        if (a.uid == uid) return std::optional(a);
    return std::optional<Arrival>();
}

Result<std::optional<std::int64_t>> MemoryArrivals::same_bytes(Transaction&, std::string_view original) {
    for (const auto& [id, a] : rows_)
        if (!original.empty() && a.original == original && a.state != flow::ArrivalState::rejected &&
            a.state != flow::ArrivalState::duplicate)
            return std::optional(id);
    return std::optional<std::int64_t>();
}

Result<std::vector<Arrival>> MemoryArrivals::returned_slips(std::string_view case_number) {
    auto out = values(rows_);
    std::erase_if(out, [&](const Arrival& a) {
        return a.code != "slip.returned" || a.state != flow::ArrivalState::needs_person ||
               (!case_number.empty() && a.case_number != case_number);
    });
    return out;
}

Result<std::vector<std::int64_t>> MemoryArrivals::with_original(std::string_view original) {
    std::vector<std::int64_t> out;
    for (const auto& [id, a] : rows_)
        if (!original.empty() && a.original == original) out.push_back(id);
    return out;
}

Result<std::vector<Arrival>> MemoryArrivals::of_batch(std::int64_t batch, flow::Part part) {
    auto out = values(rows_);
    std::erase_if(out, [&](const Arrival& a) { return a.batch != batch || a.part != part; });
    return out;
}

Result<void> MemoryRegister::transact(const std::function<Result<void>(Transaction&)>& act) {
    const std::scoped_lock turn(turn_);
    const auto before = std::tuple(cases.rows_, arrivals.rows_);
    RegisterTransaction tx;
    auto done = act(tx);
    if (!done) std::tie(cases.rows_, arrivals.rows_) = before;
    return done;
}

} // namespace docket::testing
