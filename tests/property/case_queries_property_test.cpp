// Whatever the register is asked for, the store answers as a plain walk over all cases does.
#include "pipeline/store/store.hpp"
#include "tests/support/memory_register.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

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
        for (auto i = random_.below(3); i > 0; --i) {
            Deadline d{"T", "", c.received, 1, "day", some_day(), some_day(), 1, random_.below(2) == 0};
            if (random_.below(3) == 0) d.effective.reset();
            c.deadlines.push_back(d);
        }
        return c;
    }
    CaseQuery some_query() {
        CaseQuery q;
        if (random_.below(3) == 0) q.stages = {some_stage(), some_stage()};
        if (random_.below(4) == 0) q.organ = some(organs_);
        if (random_.below(4) == 0) q.kind = LetterKind::first_letter;
        if (random_.below(4) == 0) q.drafter = some(people_);
        if (random_.below(3) == 0) q.due_before = some_day();
        q.only_open = random_.below(3) == 0;
        if (random_.below(3) == 0) q.text = some(texts_);
        q.order = some(std::vector{CaseOrder::received, CaseOrder::due, CaseOrder::number});
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
    std::vector<std::string> names_{"林某", "王某%", "", "赵_某"};
    std::vector<std::string> ids_{"", "350205199001011234", "35020519900101567X"};
    std::vector<std::string> organs_{"a", "b", "c"}, people_{"", "clerk-1", "clerk-2"};
    std::vector<std::string> documents_{"", "海街信访〔2026〕12号", "海府信复查〔2026〕1号"};
    std::vector<std::string> texts_{"林", "%", "_", "1234", "567x", "lx-1", "〔2026〕1", "没有"};
};

TEST(CaseQueries, Of_any_kind_are_answered_by_the_store_as_by_a_walk_over_all_cases) {
    const TemporaryFolder folder(TemporaryFolder::in_memory());
    const auto store = store::open_store({.file = folder.path() / "docket.db"}).value();
    MemoryRegister plain;
    Registry registry(7);
    ASSERT_TRUE(store->work.transact([&](Transaction& tx) -> Result<void> {
        for (int n = 1; n <= 150; ++n) {
            auto c = registry.some_case(n), same = c;
            DOCKET_CHECK(store->cases.save(tx, c, 0));
            DOCKET_CHECK(plain.cases.save(tx, same, 0));
        }
        return {};
    }));
    std::int64_t found = 0;
    for (int i = 0; i < 600 && !HasFailure(); ++i) {
        SCOPED_TRACE("query " + std::to_string(i));
        const auto query = registry.some_query();
        const auto stored = store->cases.find(query).value(), walked = plain.cases.find(query).value();
        EXPECT_EQ(stored.total, walked.total);
        ASSERT_EQ(stored.rows.size(), walked.rows.size());
        for (std::size_t n = 0; n < stored.rows.size(); ++n)
            EXPECT_EQ(stored.rows[n].number, walked.rows[n].number);
        found += stored.total;
    }
    EXPECT_GT(found, 600); // the queries do find something
}

} // namespace
} // namespace docket::testing
