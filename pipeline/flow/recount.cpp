#include "pipeline/flow/recount.hpp"

#include "pipeline/flow/journey.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/deadline/period.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace docket::flow {

namespace {

constexpr std::size_t of_a_slice = 50;
constexpr int longest_rest = 31; // days: a rest that ends in the year may have begun so long before it
constexpr Millis until_all_hosts_have_it = std::chrono::minutes{2};
constexpr std::string_view of_letters = "letter ";

Date first_of(int year) { return Date{std::chrono::year{year}, std::chrono::January, std::chrono::day{1}}; }

json::Object moved(const review::Deadline& before, const review::Deadline& after) {
    json::Object out{{"rule", after.rule},
                     {"round", after.round},
                     {"old", iso(before.effective.value_or(before.raw))},
                     {"old_provisional", !before.effective},
                     {"new", iso(after.effective.value_or(after.raw))}};
    return out.set("new_provisional", !after.effective);
}

void recount(review::Deadline& deadline, const Tools& tools, json::Array& days) {
    const auto before = deadline;
    if (!deadline.met && review::recount(deadline, tools.calendar, tools.today()))
        days.emplace_back(moved(before, deadline));
}

Result<void> recount(Transaction& tx, const Tools& tools, review::Case& c, RecountSum& sum) {
    json::Array days;
    for (auto& deadline : c.deadlines) recount(deadline, tools, days);
    if (days.empty()) return {};
    sum.days += static_cast<int>(days.size());
    ++sum.cases;
    DOCKET_CHECK(tools.cases.save(tx, c, c.version));
    auto event = event_now(tools, subject_of(c), "recount_days");
    event.basis = "《民法典》第二百零三条";
    event.detail = json::dump(json::Object{{"days", std::move(days)}});
    DOCKET_CHECK(tools.record.append(tx, event));
    return {};
}

Result<void> recount(Transaction& tx, const Tools& tools, Arrival& letter, RecountSum& sum) {
    json::Array days;
    if (letter.due) recount(*letter.due, tools, days);
    if (days.empty()) return {};
    ++sum.days;
    ++sum.letters;
    return save_arrival(tx, tools, letter, "recount_days", name(letter.state), "system",
                        json::Object{{"days", std::move(days)}});
}

Result<std::string> slice_of_cases(Transaction& tx, const Tools& tools, int year, std::string_view after,
                                   RecountSum& sum) {
    DOCKET_TRY(auto numbers, tools.cases.with_days_within(plus_days(first_of(year), -longest_rest),
                                                          plus_days(first_of(year + 1), -1)));
    numbers.erase(numbers.begin(), std::ranges::upper_bound(numbers, after));
    if (numbers.size() > of_a_slice) numbers.resize(of_a_slice);
    DOCKET_TRY(auto cases, tools.cases.load_these(numbers));
    for (auto& c : cases) DOCKET_CHECK(recount(tx, tools, c, sum));
    return numbers.size() < of_a_slice ? std::string(of_letters) + "0" : numbers.back();
}

Result<std::string> slice_of_letters(Transaction& tx, const Tools& tools, std::string_view after,
                                     RecountSum& sum) {
    std::int64_t last = 0;
    std::from_chars(after.data(), after.data() + after.size(), last);
    DOCKET_TRY(auto letters, tools.arrivals.open());
    std::erase_if(letters, [&](const Arrival& letter) { return letter.id <= last; });
    if (letters.size() > of_a_slice) letters.resize(of_a_slice);
    for (auto& letter : letters) DOCKET_CHECK(recount(tx, tools, letter, sum));
    return letters.size() < of_a_slice ? "" : std::string(of_letters) + std::to_string(letters.back().id);
}

} // namespace

Result<void> ask_recount(Transaction& tx, const Tools& tools, int year, std::string_view of) {
    const auto now = tools.clock.now();
    for (const auto* suffix : {"", "+"}) {
        const Next what{year, "calendar:" + std::to_string(year), {}, std::string(of) + suffix};
        auto job = job_for(*leg("days.recount"), what, now, what.text);
        if (*suffix != '\0') job.run_at = now + until_all_hosts_have_it;
        DOCKET_CHECK(tools.jobs.enqueue(tx, job, now));
    }
    return {};
}

Result<bool> ask_recount_where_due(const Tools& tools) {
    DOCKET_TRY(auto numbers, tools.cases.with_provisional_days());
    if (numbers.empty()) return false;
    DOCKET_TRY(auto cases, tools.cases.load_these(numbers));
    std::set<int> years;
    for (auto& c : cases)
        for (auto& deadline : c.deadlines)
            if (!deadline.met && !deadline.effective &&
                review::recount(deadline, tools.calendar, tools.today()))
                years.insert(static_cast<int>(deadline.raw.year()));
    if (years.empty()) return false;
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        for (const int year : years) DOCKET_CHECK(ask_recount(tx, tools, year, "start"));
        return {};
    }));
    return true;
}

Result<std::string> recount_slice(Transaction& tx, const Tools& tools, int year, std::string_view from,
                                  RecountSum& sum) {
    if (from.starts_with(of_letters)) return slice_of_letters(tx, tools, from.substr(of_letters.size()), sum);
    return slice_of_cases(tx, tools, year, from, sum);
}

Result<RecountSum> recount_days(const Tools& tools, int year) {
    RecountSum sum;
    std::string from;
    do {
        const auto before = sum;
        std::string next;
        DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
            sum = before; // a transaction may be tried again
            DOCKET_TRY(next, recount_slice(tx, tools, year, from, sum));
            return {};
        }));
        from = std::move(next);
    } while (!from.empty());
    return sum;
}

} // namespace docket::flow
