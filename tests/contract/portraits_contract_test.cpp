// Portraits and rulings: what every adapter keeps, and what it finds by keys.
#include "tests/contract/store_fixture.hpp"
#include "tests/support/memory_portraits.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using namespace review::likeness;
using review::LetterKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Date first_day{std::chrono::year{2026}, std::chrono::June, std::chrono::day{1}};

struct NoPortraitTransaction final : Transaction {};

// The ways to keep portraits, behind one face.
class Gallery {
  public:
    virtual ~Gallery() = default;
    virtual Portraits& portraits() = 0;
    virtual void add(const std::string& number, LetterKind kind, Date received) = 0;
    virtual Result<void> transact(const std::function<Result<void>(Transaction&)>& act) = 0;
    virtual void reopen() = 0;
};

class MemoryGallery final : public Gallery {
  public:
    Portraits& portraits() override { return portraits_; }
    void add(const std::string& number, LetterKind kind, Date received) override {
        portraits_.add_case(number, kind, received);
    }
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override {
        NoPortraitTransaction tx;
        return act(tx);
    }
    void reopen() override {}

  private:
    MemoryPortraits portraits_;
};

class SqlGallery final : public Gallery {
  public:
    explicit SqlGallery(Engine engine) : place_(engine) {}
    Portraits& portraits() override { return store_->portraits; }
    void add(const std::string& number, LetterKind kind, Date received) override {
        review::Case c;
        c.number = number;
        c.kind = kind;
        c.received = received;
        c.rounds.emplace_back().n = 1;
        ASSERT_TRUE(transact([&](Transaction& tx) { return store_->cases.save(tx, c, 0); }));
    }
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override {
        return store_->work.transact(act);
    }
    void reopen() override {
        store_.reset();
        store_ = place_.open();
    }

  private:
    StorePlace place_;
    std::unique_ptr<store::Store> store_ = place_.open();
};

struct PortraitsContract : ::testing::TestWithParam<std::optional<Engine>> { // none: in memory
    std::unique_ptr<Gallery> gallery = GetParam() ? std::unique_ptr<Gallery>(new SqlGallery(*GetParam()))
                                                  : std::make_unique<MemoryGallery>();

    Portraits& portraits() { return gallery->portraits(); }
    static Sitter sitter(const std::string& name, const std::string& words = "") {
        Sitter out;
        out.received = first_day;
        out.applicants = {{name, "", "", "", ""}};
        out.claims = {"清理堵塞的雨水管"};
        out.words = words;
        return out;
    }
    void hang(const std::string& number, const Portrait& portrait) {
        ASSERT_TRUE(
            gallery->transact([&](Transaction& tx) { return portraits().put(tx, number, portrait); }));
    }
    void add(const std::string& number, const Sitter& of) {
        gallery->add(number, of.kind, of.received);
        hang(number, portray(of));
    }
    std::vector<std::string> sharing(const Portrait& with, const std::string& but = "", int most = 100) {
        std::vector<std::string> out;
        const auto found = portraits().sharing(keys_of(with), but, most).value();
        for (const auto& one : found) out.push_back(one.number);
        return out;
    }
    void say(const std::string& later, const std::string& earlier, bool same, int second = 0) {
        ASSERT_TRUE(gallery->transact([&](Transaction& tx) {
            return portraits().decide(tx, {later, earlier, same, Relation::repeat, same ? "" : "另一件事",
                                           "clerk-1", from_ms(1'780'000'000'000 + second * 1000)});
        }));
    }
};

TEST_P(PortraitsContract, A_portrait_comes_back_as_it_was_made) {
    auto of = sitter("陈某某", "三月的信以后，东篱里三十二号楼下的餐馆油烟还是直排");
    of.kind = LetterKind::review_application;
    of.applicants = {{"陈某某", "女", "350205199001010018", "138-0000-0123", "和顺路12号3栋502室"},
                     {"林某", "", "", "", ""}};
    of.accused = {"王某某"};
    of.pictures = {std::string(64, 'a'), std::string(64, '7')};
    add("LX1", of);
    gallery->add("LX2", LetterKind::first_letter, first_day);
    gallery->reopen();
    const auto back = portraits().of("LX1").value();
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, portray(of));
    EXPECT_FALSE(portraits().of("LX2").value()) << "not made yet";
    EXPECT_FALSE(portraits().of("LX9").value());
    const auto refused =
        gallery->transact([&](Transaction& tx) { return portraits().put(tx, "LX9", *back); });
    EXPECT_EQ(refused.error().code, "case.unknown");
}
TEST_P(PortraitsContract, Whoever_shares_most_comes_first_and_of_equals_the_newest) {
    auto known = sitter("陈某某");
    known.applicants.front().phone = "13800000123";
    known.claims = {"返还多收的物业费"};
    add("LX1", known);
    for (const auto* number : {"LX2", "LX3"}) {
        auto namesake = sitter("陈某某");
        namesake.claims = {"学位分配不公平"};
        add(number, namesake);
    }
    add("LX4", sitter("林某"));
    auto asked = known;
    asked.claims = {"楼上漏水"};
    EXPECT_THAT(sharing(portray(asked)), ElementsAre("LX1", "LX3", "LX2"));
    EXPECT_THAT(sharing(portray(asked), "LX1"), ElementsAre("LX3", "LX2"));
    EXPECT_THAT(sharing(portray(asked), "", 1), ElementsAre("LX1"));
    EXPECT_THAT(sharing(Portrait{}), IsEmpty());
}
TEST_P(PortraitsContract, A_portrait_made_anew_is_found_by_its_new_keys_only) {
    add("LX1", sitter("陈某某"));
    const auto before = portray(sitter("陈某某")), after = portray(sitter("程某某", "另写的文字"));
    hang("LX1", after);
    hang("LX1", after); // twice changes nothing
    EXPECT_EQ(*portraits().of("LX1").value(), after);
    EXPECT_THAT(sharing(after), ElementsAre("LX1"));
    auto names_only = before;
    names_only.words = {};
    EXPECT_THAT(sharing(names_only), IsEmpty());
}
TEST_P(PortraitsContract, The_newest_word_about_two_cases_stands) {
    for (const auto* number : {"LX1", "LX2", "LX3"}) add(number, sitter("陈某某"));
    say("LX2", "LX1", true, 1);
    say("LX3", "LX1", false, 2);
    gallery->reopen();
    auto about = portraits().rulings_about({"LX1"}).value();
    ASSERT_EQ(about.size(), 2U);
    EXPECT_EQ(about[0].later, "LX2");
    EXPECT_EQ(about[0].earlier, "LX1");
    EXPECT_TRUE(about[0].same);
    EXPECT_EQ(about[0].by, "clerk-1");
    EXPECT_EQ(about[1].reason, "另一件事");
    EXPECT_EQ(portraits().rulings_about({"LX2"})->size(), 1U);
    EXPECT_EQ(portraits().rulings_about({"LX1", "LX2", "LX3"})->size(), 2U) << "each once";
    say("LX2", "LX1", false, 3);
    about = portraits().rulings_about({"LX2"}).value();
    ASSERT_EQ(about.size(), 1U);
    EXPECT_FALSE(about[0].same);
    EXPECT_EQ(to_ms(about[0].at), 1'780'000'003'000);
    EXPECT_THAT(portraits().rulings_about({}).value(), IsEmpty());
    const auto refused = gallery->transact([&](Transaction& tx) {
        return portraits().decide(tx, {"LX2", "LX9", true, {}, "", "", {}});
    });
    EXPECT_EQ(refused.error().code, "case.unknown");
}
INSTANTIATE_TEST_SUITE_P(Gallery, PortraitsContract,
                         ::testing::Values(std::nullopt, Engine::sqlite, Engine::postgres),
                         [](const auto& made) { return made.param ? name(*made.param) : "Memory"; });

} // namespace
} // namespace docket::testing
