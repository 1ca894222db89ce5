// Whatever is done to a batch in whatever order, and wherever the program is killed on the way: both balances
// hold at every moment, every page lies in exactly one place, and undo leads back to what was proposed.
#include "tests/support/batch_house.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <map>
#include <set>

namespace docket::testing {
namespace {

using flow::BatchState;
using ::testing::IsEmpty;

constexpr int ordinary = 60; // sequences
constexpr int tries = 30;    // a sequence

class Play {
  public:
    explicit Play(std::uint64_t seed) : premises_(seed), random_(premises_.random) {
        house_ = std::make_unique<House>(premises_);
        batch_ = desk().open().id;
        const auto files = 1 + random_.below(3);
        for (std::size_t i = 0; i < files; ++i) add_file();
        while (!survives([&] { return desk().close(batch_).has_value(); }) && state() == BatchState::open) {
        }
        kill_somewhere();
        finish_machine_work();
    }

    void one_try() {
        if (state() != BatchState::to_sort) return;
        if (random_.below(4) == 0) kill_somewhere();
        auto acts = some_acts();
        survives([&] { return desk().arrange(batch_, acts).has_value(); });
        premises_.faults.none();
        expect_balanced();
    }

    // All undone is what was proposed; then the letters go their way.
    void end() {
        if (state() == BatchState::to_sort) {
            while (desk().load(batch_).applied > 0)
                ASSERT_TRUE(desk().arrange(batch_, {json::Object{{"op", "undo"}}}));
            const auto sorting = desk().sorting(batch_);
            EXPECT_EQ(sorting.arrangement.letters, sorting.proposal.letters);
            for (int i = 0; i < 3 && random_.below(2) == 0; ++i)
                (void)desk().arrange(batch_, {json::Object{{"op", "redo"}}});
            kill_somewhere();
            const json::Array finish{json::Object{{"op", "finish"}, {"undecided", "needs_person"}}};
            while (state() == BatchState::to_sort) {
                survives([&] { return desk().arrange(batch_, finish).has_value(); });
                expect_balanced();
            }
        }
        kill_somewhere();
        finish_machine_work();
        premises_.faults.none();
        expect_balanced();
        expect_each_page_once();
        EXPECT_EQ(desk().load(batch_).state, BatchState::sorted);
        EXPECT_THAT(house_->faults(), IsEmpty());
    }

  private:
    BatchDesk desk() { return BatchDesk(*house_); }
    BatchState state() { return desk().load(batch_).state; }

    std::string page() {
        switch (random_.below(7)) {
        case 0: return "BLANK";
        case 1: return "BARCODE PATCHT\n分隔单\n";
        case 2: return "BARCODE ASN" + std::to_string(100000 + random_.below(1000)) + "\n附页\n";
        case 3: return first_letter(static_cast<int>(++n_));
        case 4: return review_application(static_cast<int>(++n_));
        default: return "事实和理由：\n第" + std::to_string(++n_) + "段。\n";
        }
    }
    void add_file() {
        std::string text = page();
        for (auto more = random_.below(5); more > 0; --more) text += "\f" + page();
        if (random_.below(8) == 0) text = "UNREADABLE";
        ASSERT_TRUE(desk().add(batch_, text));
        if (random_.below(2) == 0) static_cast<void>(house_->work_once());
        expect_balanced();
    }

    void kill_somewhere() {
        if (random_.below(2) == 0)
            premises_.faults.at(static_cast<int>(1 + random_.below(25)), Faults::How::crash);
    }
    // Runs `step`; a crash ends the program and starts another one.
    template <class Step> bool survives(const Step& step) {
        try {
            return step();
        } catch (const Crash&) {
            premises_.faults.none();
            house_ = nullptr;
            house_ = std::make_unique<House>(premises_);
            expect_balanced();
            return false;
        }
    }
    void finish_machine_work() {
        while (!survives([&] {
            while (house_->work_once()) expect_balanced();
            house_->work();
            return true;
        })) {
        }
    }

    std::int64_t some_page() {
        const auto all = flow::pages_of(house_->tools(), batch_).value().pages;
        return random_.below(20) == 0 ? 999'999 : all.at(random_.below(all.size())).id;
    }
    json::Object some_act() {
        constexpr std::array<const char*, 5> kinds{"page", "blank", "envelope", "attachment", "separator"};
        switch (random_.below(8)) {
        case 0: return {{"op", "split"}, {"after", some_page()}};
        case 1: return {{"op", "merge"}, {"page", some_page()}};
        case 2:
            return {{"op", "move"},
                    {"pages", json::Array{some_page(), some_page()}},
                    {"to", some_page()},
                    {"side", random_.below(2) == 0 ? "before" : "after"}};
        case 3: return {{"op", "rotate"}, {"pages", json::Array{some_page()}}, {"by", 90}};
        case 4:
            return {{"op", "mark"},
                    {"pages", json::Array{some_page()}},
                    {"as", kinds[random_.below(kinds.size())]}};
        case 5: return {{"op", "dismiss"}, {"suggestion", "s" + std::to_string(1 + random_.below(3))}};
        case 6: return {{"op", "undo"}};
        default: return {{"op", "redo"}};
        }
    }
    json::Array some_acts() {
        json::Array out;
        for (auto more = 1 + random_.below(3); more > 0; --more) out.emplace_back(some_act());
        return out;
    }

    void expect_balanced() {
        const auto books = house_->store().ledger.count().value();
        EXPECT_TRUE(books.arrivals.balanced());
        EXPECT_TRUE(books.pages.balanced());
    }
    // Each page that came out of a file is in one letter, or left with its file as a sheet that no letter
    // holds.
    void expect_each_page_once() {
        std::set<std::int64_t> seen;
        std::size_t all = 0;
        for (const auto& file : desk().files(batch_))
            all += house_->store().pages.of_file(file.id).value().size();
        const auto arrivals = house_->store().arrivals.all();
        ASSERT_TRUE(arrivals);
        for (const auto& arrival : *arrivals) {
            const auto pages = house_->store().pages.of(arrival.id);
            ASSERT_TRUE(pages);
            for (const auto& page : *pages) {
                EXPECT_TRUE(seen.insert(page.id).second);
                EXPECT_NE(page.place, flow::Place::in_progress);
                if (arrival.part == flow::Part::file) {
                    EXPECT_TRUE(page.place == flow::Place::separator ||
                                page.place == flow::Place::blank_hidden ||
                                page.place == flow::Place::in_rejected);
                }
            }
        }
        EXPECT_EQ(seen.size(), all);
    }

    Premises premises_;
    SeededRandom& random_;
    std::unique_ptr<House> house_;
    std::int64_t batch_ = 0;
    std::size_t n_ = 0;
};

TEST(BatchProperty, Whatever_is_done_to_it_and_wherever_it_is_killed_a_batch_loses_no_page) {
    const char* given = std::getenv("DOCKET_SEEDS");
    const int seeds = given == nullptr ? ordinary : std::atoi(given);
    for (int seed = 1; seed <= seeds; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Play play(static_cast<std::uint64_t>(seed));
        for (int i = 0; i < tries; ++i) play.one_try();
        play.end();
        if (::testing::Test::HasFailure()) break;
    }
}

} // namespace
} // namespace docket::testing
