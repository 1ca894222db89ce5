// The search: what every adapter finds, and never finds.
#include "pipeline/base/utf8.hpp"
#include "tests/contract/store_fixture.hpp"
#include "tests/support/memory_search.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using search::Entry;
using search::EntryKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct NoTransaction final : Transaction {};

// The ways to keep an index, behind one face.
class Keeper {
  public:
    virtual ~Keeper() = default;
    virtual search::Index& index() = 0;
    virtual std::string subject(const std::string& name) = 0; // of a thing that is there and marked
    virtual void mark(const std::string& subject) = 0;
    virtual bool replace(const search::Stale& mark,
                         const std::optional<Entry>& entry) = 0; // was it the newest
};

class MemoryKeeper final : public Keeper {
  public:
    search::Index& index() override { return index_; }
    std::string subject(const std::string& name) override {
        index_.mark("case:" + name);
        return "case:" + name;
    }
    void mark(const std::string& subject) override { index_.mark(subject); }
    bool replace(const search::Stale& mark, const std::optional<Entry>& entry) override {
        NoTransaction tx;
        return index_.replace(tx, mark, entry).value();
    }

  private:
    MemorySearch index_;
};

class SqlKeeper final : public Keeper {
  public:
    explicit SqlKeeper(Engine engine) : place_(engine) {}
    search::Index& index() override { return store_->search_index; }
    std::string subject(const std::string& name) override {
        auto& c = cases_["case:" + name];
        c.number = name;
        c.rounds.emplace_back().n = 1;
        c.received = std::chrono::year{2026} / 6 / 1;
        save(c);
        return "case:" + name;
    }
    void mark(const std::string& subject) override { save(cases_.at(subject)); }
    bool replace(const search::Stale& mark, const std::optional<Entry>& entry) override {
        bool newest = false;
        EXPECT_TRUE(store_->work.transact([&](Transaction& tx) -> Result<void> {
            DOCKET_TRY(newest, store_->search_index.replace(tx, mark, entry));
            return {};
        }));
        return newest;
    }

  private:
    void save(review::Case& c) {
        ASSERT_TRUE(
            store_->work.transact([&](Transaction& tx) { return store_->cases.save(tx, c, c.version); }));
    }
    StorePlace place_;
    std::unique_ptr<store::Store> store_ = place_.open();
    std::map<std::string, review::Case> cases_;
};

struct SearchContract : ::testing::TestWithParam<std::optional<Engine>> { // none: in memory
    std::unique_ptr<Keeper> keeper =
        GetParam() ? std::unique_ptr<Keeper>(new SqlKeeper(*GetParam())) : std::make_unique<MemoryKeeper>();
    search::Index& index = keeper->index();

    std::optional<search::Stale> stale(const std::string& subject) {
        const auto all = index.stale(1000).value();
        for (const auto& one : all)
            if (one.subject == subject) return one;
        return {};
    }
    // Settles every mark; of the subject with this entry.
    std::string write(const std::string& name, const std::string& text, Entry entry = {}) {
        const auto subject = keeper->subject(name);
        entry.subject = subject;
        entry.order = entry.order.empty() ? name : entry.order;
        entry.text = encode_utf8(text::search_form(code_points(text)).text);
        const auto all = index.stale(1000).value();
        for (const auto& one : all)
            keeper->replace(one, one.subject == subject ? std::optional(entry) : std::nullopt);
        return subject;
    }
    search::Found search_for(const std::string& typed, search::Wanted wanted = {}) {
        wanted.words = text::search_words(code_points(typed));
        return index.find(wanted).value();
    }
    std::vector<std::string> found(const std::string& typed, search::Wanted wanted = {}) {
        return search_for(typed, std::move(wanted)).subjects;
    }
};

TEST_P(SearchContract, Finds_one_two_and_many_characters) {
    write("1", "苏河乡龙山村噪音扰民");
    write("2", "龙山东路渣土车");
    EXPECT_THAT(found("龙"), ElementsAre("case:2", "case:1"));
    EXPECT_THAT(found("龙山"), ElementsAre("case:2", "case:1"));
    EXPECT_THAT(found("龙山村"), ElementsAre("case:1"));
    EXPECT_THAT(found("苏河乡龙山村噪音扰民"), ElementsAre("case:1"));
    EXPECT_THAT(found("龙村"), IsEmpty());
    EXPECT_THAT(found("龙山村路"), IsEmpty());
    EXPECT_THAT(found("渣土 龙山"), ElementsAre("case:2"));
    EXPECT_THAT(found(""), IsEmpty());
}
TEST_P(SearchContract, Shows_the_last_in_order_first_and_says_when_there_are_more) {
    for (const auto* name : {"2", "3", "1"}) write(name, "路灯不亮");
    EXPECT_THAT(found("路灯"), ElementsAre("case:3", "case:2", "case:1"));
    EXPECT_FALSE(search_for("路灯").more);
    const auto few = search_for("路灯", {.most = 2});
    EXPECT_EQ(few.subjects.size(), 2U);
    EXPECT_TRUE(few.more);
}
TEST_P(SearchContract, Hides_documents_and_what_a_person_is_bound_to) {
    write("1", "路灯不亮", {.kind = EntryKind::documents});
    write("2", "路灯不亮", {.bound = {"street-a", "lawyer-1"}});
    EXPECT_THAT(found("路灯"), ElementsAre("case:2", "case:1"));
    EXPECT_THAT(found("路灯", {.documents = false}), ElementsAre("case:2"));
    EXPECT_THAT(found("路灯", {.bound_to = {"lawyer-1"}}), ElementsAre("case:1"));
    EXPECT_THAT(found("路灯", {.bound_to = {"street", "street-b"}}), ElementsAre("case:2", "case:1"));
}
TEST_P(SearchContract, Finds_the_new_text_of_what_was_written_anew_and_the_old_one_no_more) {
    const auto subject = write("1", "旧的文字");
    keeper->mark(subject);
    EXPECT_THAT(found("旧的"), ElementsAre(subject)) << "until it is written";
    const auto mark = stale(subject).value();
    Entry entry{subject, EntryKind::letter, "1", {}, "新的文字"};
    keeper->replace(mark, entry);
    EXPECT_THAT(found("旧的"), IsEmpty());
    EXPECT_THAT(found("新的"), ElementsAre(subject));
    keeper->mark(subject);
    keeper->replace(stale(subject).value(), std::nullopt);
    EXPECT_THAT(found("新的"), IsEmpty());
}
TEST_P(SearchContract, A_change_while_an_entry_is_built_waits_for_its_own_turn) {
    const auto subject = write("1", "第一");
    EXPECT_FALSE(stale(subject));
    keeper->mark(subject);
    const auto first = stale(subject).value();
    keeper->mark(subject); // meanwhile
    const auto second = stale(subject).value();
    EXPECT_GT(second.mark, first.mark);
    keeper->replace(first, Entry{subject, EntryKind::letter, "1", {}, "旧的"});
    EXPECT_TRUE(stale(subject)) << "what was built before the change does not settle it";
    EXPECT_TRUE(keeper->replace(second, Entry{subject, EntryKind::letter, "1", {}, "新的"}));
    EXPECT_FALSE(keeper->replace(first, Entry{subject, EntryKind::letter, "1", {}, "旧的"}));
    EXPECT_THAT(found("新的"), ElementsAre(subject)) << "the slower of two changes nothing";
    EXPECT_FALSE(stale(subject));
}
TEST_P(SearchContract, Starting_over_forgets_the_entries_and_marks_everything) {
    const auto subject = write("1", "路灯不亮");
    ASSERT_TRUE(index.start_over());
    EXPECT_THAT(found("路灯"), IsEmpty());
    EXPECT_TRUE(stale(subject));
}
TEST_P(SearchContract, Nothing_typed_breaks_out_of_its_words) {
    write("1", "百分之100%的人");
    for (const auto* typed : {"%", "_", "'", "\\", "' OR '1'='1", "100%的"})
        EXPECT_LE(found(typed).size(), 1U) << typed;
    EXPECT_THAT(found("%"), IsEmpty()) << "a sign alone is no word";
    EXPECT_THAT(found("人' OR 1=1"), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(Index, SearchContract,
                         ::testing::Values(std::nullopt, Engine::sqlite, Engine::postgres),
                         [](const auto& made) { return made.param ? name(*made.param) : "Memory"; });

} // namespace
} // namespace docket::testing
