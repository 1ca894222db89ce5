// Whatever people try in whatever order and post: no case reaches a stage the table does not lead to, and no
// document gets a number whose very text was not drafted, signed off and approved by three different people.
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/writing.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <map>
#include <set>

namespace docket::testing {
namespace {

using review::Act;
using review::Role;
using review::Stage;
using ::testing::IsEmpty;

constexpr int ordinary = 40; // sequences
constexpr int tries = 50;    // a sequence

class Play {
  public:
    explicit Play(std::uint64_t seed) : premises_(seed), house_(premises_), random_(premises_.random) {
        numbers_.push_back(house_.register_letter(review_application(1)));
        numbers_.push_back(house_.register_letter(re_review_application(2)));
        numbers_.push_back(house_.register_letter(first_letter(3)));
        const auto people = house_.store().directory.people().value();
        for (const auto& person : people) people_.push_back(person.id);
        for (const auto& number : numbers_) stages_[number] = Stage::registered;
    }

    void one_try() {
        switch (random_.below(14)) {
        case 0: return somebody_moves();
        case 1: return time_goes_on();
        case 2: return static_cast<void>(house_.work_once());
        case 3:
        case 4:
        case 5:
        case 6:
        case 7:
        case 8: return check(next_act(house_, some(numbers_), some(lawyers_)));
        default:
            return check(house_.act(some(numbers_), static_cast<Act>(random_.below(review::act_count)),
                                    some(people_), input()));
        }
    }
    void expect_sound() {
        house_.work();
        EXPECT_THAT(house_.faults(), IsEmpty());
        for (const auto& number : numbers_) expect_signed(house_.load(number));
    }
    int done() const { return done_; }
    int numbered() const { return numbered_; }

  private:
    template <class T> const T& some(const std::vector<T>& of) { return of.at(random_.below(of.size())); }

    void somebody_moves() {
        auto person = house_.person(some(people_));
        person.role = some(std::vector{Role::clerk, Role::lawyer, Role::leader});
        house_.put(person);
    }
    void time_goes_on() {
        premises_.clock.advance(std::chrono::hours{random_.below(60)});
        if (random_.below(2) == 0) return; // a lease that ran out waits for no sweep
        EXPECT_TRUE(house_.store().jobs.sweep(premises_.clock.now(), [](std::string_view) { return false; }));
    }
    // Of everything that acts ask for, sometimes right and sometimes of another case or another day.
    json::Value input() {
        auto input = opinion("理由之" + std::to_string(random_.below(3)) + "。");
        auto& all = *input.object();
        if (random_.below(4) > 0) all.set("text", house_.text_of(some(numbers_)));
        if (random_.below(4) > 0) all.set("declaration", true);
        if (random_.below(4) > 0) all.set("reason", "理由如下。");
        if (random_.below(3) > 0)
            all.set("organ", some(std::vector<std::string>{"street-songyu", "city", "moon"}));
        if (random_.below(4) == 0)
            all.set("review",
                    json::Object{{"organ_code", some(std::vector<std::string>{"district", "market"})}});
        all.set("mode", "direct").set("recipient", "本人").set("proof", random_.below(2) ? "回证1号" : "");
        all.set("on", iso(plus_days(house_.tools().today(), static_cast<int>(random_.below(3)) - 1)));
        return input;
    }
    // What was done is a step of the table, from where the case stood, by somebody of that post.
    void check(const Result<flow::ActReceipt>& done) {
        if (!done) return;
        ++done_;
        const auto& number = done->after.number;
        const auto event = house_.record_of(number).back();
        const auto act = review::parse_act(event.act).value();
        const auto role = house_.person(event.actor).role;
        const bool declared = std::ranges::any_of(review::lifecycle,
                                                  [&](const review::Step& step) {
                                                      return step.from == stages_[number] && step.on == act &&
                                                             step.to == done->to && step.by == role;
                                                  }) ||
                              std::ranges::any_of(review::asides, [&](const review::Aside& aside) {
                                  return aside.during.has(stages_[number]) && aside.on == act &&
                                         done->to == done->from && aside.by == role;
                              });
        EXPECT_TRUE(declared) << event.act << " by " << event.actor << " at "
                              << review::name(stages_[number]);
        EXPECT_EQ(done->from, stages_[number]);
        EXPECT_EQ(house_.load(number).current().stage, done->to);
        stages_[number] = done->to;
    }
    void expect_signed(const review::Case& c) {
        const auto& round = c.current();
        EXPECT_EQ(round.stage, stages_[c.number]);
        const bool must = round.stage >= Stage::approved && round.stage < Stage::archived;
        EXPECT_TRUE(!must || !round.document_number.empty()) << c.number;
        if (round.document_number.empty()) return;
        EXPECT_GE(round.stage, Stage::approved);
        ++numbered_;
        const auto json = flow::get_json(house_.tools().blobs, round.issued_blob).value();
        const auto text = flow::binding_text(outputs::from_json(json).value(), premises_.writer).value();
        std::map<std::string, std::string> by; // act on this very text → who did it last
        const auto record = house_.record_of(c.number);
        for (const auto& event : record)
            if (event.text == text) by[event.act] = event.actor;
        EXPECT_EQ(by["draft"], round.drafter);
        EXPECT_EQ(by["sign_off"], round.counsel);
        EXPECT_EQ(by["approve"], round.approver);
        EXPECT_EQ((std::set{by["draft"], by["sign_off"], by["approve"]}).size(), 3U);
    }

    Premises premises_;
    House house_;
    SeededRandom& random_;
    std::vector<std::string> numbers_, people_, lawyers_{"lawyer-1", "lawyer-2"};
    std::map<std::string, Stage> stages_;
    int done_ = 0, numbered_ = 0;
};

TEST(Acts, In_any_order_by_anybody_never_leave_the_table_nor_number_a_text_that_three_people_did_not_see) {
    const char* wanted = std::getenv("DOCKET_SEEDS");
    const int seeds = wanted ? std::atoi(wanted) : ordinary;
    int done = 0, numbered = 0;
    for (int seed = 1; seed <= seeds && !HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Play play(static_cast<std::uint64_t>(seed));
        for (int i = 0; i < tries && !HasFailure(); ++i) play.one_try();
        play.expect_sound();
        done += play.done();
        numbered += play.numbered();
    }
    RecordProperty("acts_done", done);
    RecordProperty("documents_numbered", numbered);
    EXPECT_GT(done, seeds * 8); // the play does reach the far end of the table
    EXPECT_GT(numbered, seeds / 4);
}

} // namespace
} // namespace docket::testing
