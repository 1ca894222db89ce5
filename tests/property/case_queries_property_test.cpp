// Whatever the register is asked for, the store answers as a plain walk over all cases does.
#include "pipeline/store/store.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace docket::testing {
namespace {

using namespace review;
using std::chrono::year;

class Registry {
  public:
    explicit Registry(std::uint64_t seed) : random_(seed) {}

    Case some_case(int n) {
        Case c;
        c.number = "LX-" + std::to_string(n);
        c.kind = some(std::vector{LetterKind::first_letter, LetterKind::review_application});
        c.received = some_day();
        for (auto i = random_.below(3); i > 0; --i)
            c.applicants.push_back({some(names_), "", some(ids_), "", ""});
        for (auto i = 1 + random_.below(3); i > 0; --i)
            c.rounds.push_back(some_round(std::ssize(c.rounds) + 1));
        c.rounds.back().ours = true;
        for (auto i = random_.below(3); i > 0; --i) {
            Deadline d{some(rules_), "", c.received,           1, "day", some_day(),
                       some_day(),   1,  random_.below(2) == 0};
            if (random_.below(3) == 0) d.effective.reset();
            c.deadlines.push_back(d);
        }
        return c;
    }
    desk::CaseQuery some_query() {
        desk::CaseQuery q;
        if (random_.below(3) == 0) q.stages = {some_stage(), some_stage()};
        if (random_.below(4) == 0) q.organ = some(organs_);
        if (random_.below(4) == 0) q.kind = "first_letter";
        if (random_.below(4) == 0) q.drafter = some(people_);
        if (random_.below(4) == 0) q.drafter_or_none = some(people_);
        if (random_.below(4) == 0) q.due_until = some_day();
        if (random_.below(4) == 0) q.due_from = some_day();
        q.open = random_.below(4) == 0;
        if (random_.below(3) == 0) q.words = some(texts_);
        q.sort = some(std::vector<std::string>{"received", "due", "number"});
        q.descending = random_.below(2) == 0;
        q.offset = static_cast<int>(random_.below(5));
        q.limit = static_cast<int>(random_.below(130));
        return q;
    }

  private:
    template <class T> T some(const std::vector<T>& of) { return of.at(random_.below(of.size())); }
    Date some_day() { return plus_days(year{2026} / 6 / 1, static_cast<int>(random_.below(12))); }
    Stage some_stage() { return static_cast<Stage>(random_.below(stage_count)); }
    Round some_round(std::ptrdiff_t n) {
        Round r;
        r.n = static_cast<int>(n);
        r.organ = some(organs_);
        r.stage = some_stage();
        r.drafter = some(people_);
        r.document_number = some(documents_);
        return r;
    }
    SeededRandom random_;
    std::vector<std::string> rules_{"T7", "T8", "T8"};
    std::vector<std::string> names_{"林某", "王某%", "", "赵_某"};
    std::vector<std::string> ids_{"", "350205199001011234", "35020519900101567X"};
    std::vector<std::string> organs_{"a", "b", "c"}, people_{"", "clerk-1", "clerk-2"};
    std::vector<std::string> documents_{"", "海街信访〔2026〕12号", "海府信复查〔2026〕1号"};
    std::vector<std::string> texts_{"林", "%", "_", "1234", "567x", "lx-1", "〔2026〕1", "没有"};
};

std::string small(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

bool has_word(const Case& c, const std::string& wanted) {
    const auto word = small(wanted);
    const auto holds = [&](const std::string& in) { return small(in).find(word) != std::string::npos; };
    return holds(c.number) || std::ranges::any_of(c.claims, holds) ||
           std::ranges::any_of(c.rounds, holds, &Round::document_number) ||
           std::ranges::any_of(c.applicants, [&](const Applicant& who) {
               return holds(who.name) || (word.size() >= 4 && small(who.id_number).ends_with(word));
           });
}

// The office's next unmet day.
std::optional<Date> due(const Case& c) {
    std::optional<Date> nearest;
    for (const auto& d : c.deadlines)
        if (const auto day = d.effective.value_or(d.raw);
            !d.met && d.rule == "T8" && (!nearest || day < *nearest))
            nearest = day;
    return nearest;
}

bool fits(const Case& c, const desk::CaseQuery& q) {
    const auto& ours = c.current();
    const auto day = due(c);
    return (q.stages.empty() || std::ranges::find(q.stages, ours.stage) != q.stages.end()) &&
           (q.organ.empty() || std::ranges::find(c.rounds, q.organ, &Round::organ) != c.rounds.end()) &&
           (q.kind.empty() || name(c.kind) == q.kind) && (q.drafter.empty() || ours.drafter == q.drafter) &&
           (q.drafter_or_none.empty() || ours.drafter.empty() || ours.drafter == q.drafter_or_none) &&
           (!q.open || day) && (!q.due_until || (day && *day <= *q.due_until)) &&
           (!q.due_from || (day && *day >= *q.due_from)) && (q.words.empty() || has_word(c, q.words));
}

bool before(const Case& a, const Case& b, const desk::CaseQuery& q) {
    const Date last = q.descending ? year::min() / 1 / 1 : year::max() / 1 / 1;
    if (q.sort == "number") return a.number < b.number;
    if (q.sort == "due")
        return std::tuple(due(a).value_or(last), a.id) < std::tuple(due(b).value_or(last), b.id);
    return std::tie(a.received, a.id) < std::tie(b.received, b.id);
}

desk::CasePage walk(std::vector<Case> all, const desk::CaseQuery& q) {
    std::erase_if(all, [&](const Case& c) { return !fits(c, q); });
    std::ranges::sort(
        all, [&](const Case& a, const Case& b) { return q.descending ? before(b, a, q) : before(a, b, q); });
    desk::CasePage page;
    page.total = std::ssize(all);
    for (auto n = std::min<std::ptrdiff_t>(q.offset, page.total);
         n < std::min<std::ptrdiff_t>(q.offset + q.limit, page.total); ++n)
        page.numbers.push_back(all[static_cast<std::size_t>(n)].number);
    return page;
}

TEST(CaseQueries, Of_any_kind_are_answered_by_the_store_as_by_a_walk_over_all_cases) {
    const TemporaryFolder folder(TemporaryFolder::in_memory());
    const auto store = store::open_store({.file = folder.path() / "docket.db"}).value();
    Registry registry(7);
    ASSERT_TRUE(store->work.transact([&](Transaction& tx) -> Result<void> {
        for (int n = 1; n <= 150; ++n) {
            auto c = registry.some_case(n);
            DOCKET_CHECK(store->cases.save(tx, c, 0));
        }
        return {};
    }));
    std::int64_t found = 0;
    const auto all = store->cases.all().value();
    for (int i = 0; i < 600 && !HasFailure(); ++i) {
        SCOPED_TRACE("query " + std::to_string(i));
        const auto query = registry.some_query();
        const auto stored = store->lists.cases(query).value(), walked = walk(all, query);
        EXPECT_EQ(stored.total, walked.total);
        ASSERT_EQ(stored.numbers, walked.numbers);
        found += stored.total;
    }
    EXPECT_GT(found, 600); // the queries do find something
}

} // namespace
} // namespace docket::testing
