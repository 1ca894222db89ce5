// Seeded: thousands of letters written, written anew and folded into blocks. Whatever piece of a letter is
// typed, the letter is found; whatever does not hold it is not.
#include "pipeline/base/utf8.hpp"
#include "pipeline/store/store.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace docket::testing {
namespace {

constexpr std::u32string_view characters =
    U"信访噪音扰民路灯不亮海沧区街道办事处一二三十年月日万元0123456789aB〔〕，。 壹兩萬號貳";

std::u32string written(SeededRandom& random, std::size_t length) {
    std::u32string out;
    for (std::size_t i = 0; i < length; ++i) out += characters[random.below(characters.size())];
    return out;
}

std::string form_of(std::u32string_view text) { return encode_utf8(text::search_form(text).text); }

class Many : public ::testing::Test {
  protected:
    // Arrivals are the least things there are to mark; they are numbered from 1.
    void write(const std::map<std::size_t, std::u32string>& letters) {
        ASSERT_TRUE(store_->work.transact([&](Transaction& tx) -> Result<void> {
            for (const auto& [n, text] : letters) {
                auto& arrival = arrivals_[n];
                arrival.uid = subject(n);
                arrival.received = std::chrono::year{2026} / 6 / 1;
                DOCKET_CHECK(store_->arrivals.save(tx, arrival));
                texts_[subject(n)] = {text, form_of(text)};
            }
            return {};
        }));
        for (auto stale = store_->search_index.stale(100).value(); !stale.empty();
             stale = store_->search_index.stale(100).value())
            ASSERT_TRUE(store_->work.transact([&](Transaction& tx) -> Result<void> {
                for (const auto& one : stale)
                    DOCKET_CHECK(store_->search_index.replace(tx, one,
                                                              search::Entry{one.subject,
                                                                            search::EntryKind::letter,
                                                                            one.subject,
                                                                            {},
                                                                            texts_.at(one.subject).form}));
                return {};
            }));
    }
    void tidy() {
        for (;;) {
            const auto more = store_->search_index.tidy();
            ASSERT_TRUE(more) << (more ? "" : more.error().detail);
            if (!*more) return;
        }
    }
    static std::string subject(std::size_t n) { return "arrival:" + std::to_string(n); }
    std::set<std::string> found(std::u32string_view typed) {
        const search::Wanted wanted{text::search_words(typed), true, {}, 100'000};
        const auto out = store_->search_index.find(wanted).value().subjects;
        return {out.begin(), out.end()};
    }
    std::set<std::string> holding(std::u32string_view typed) const {
        const auto words = search::spellings_of(text::search_words(typed));
        std::set<std::string> out;
        for (const auto& [subject, text] : texts_)
            if (!words.empty() && search::holds(text.form, words)) out.insert(subject);
        return out;
    }
    std::u32string text_of(std::size_t n) const { return texts_.at(subject(n)).text; }

  private:
    struct Text {
        std::u32string text;
        std::string form;
    };
    TemporaryFolder folder_;
    std::unique_ptr<store::Store> store_ = store::open_store({.file = folder_.path() / "docket.db"}).value();
    std::map<std::size_t, flow::Arrival> arrivals_;
    std::map<std::string, Text> texts_;
};

TEST_F(Many, Letters_are_found_by_every_piece_of_them_and_by_nothing_else) {
    SeededRandom random(20'260'610);
    constexpr std::size_t letters = 1'100, longest = 60; // one block and what is in none yet
    std::map<std::size_t, std::u32string> all, again;
    for (std::size_t i = 1; i <= letters; ++i) all[i] = written(random, 1 + random.below(longest));
    write(all);
    tidy();
    for (int i = 0; i < 120; ++i) again[1 + random.below(letters)] = written(random, longest);
    write(again);
    for (int i = 0; i < 300; ++i) {
        const auto text = text_of(1 + random.below(letters));
        const auto piece = text.substr(random.below(text.size()), 1 + random.below(9));
        ASSERT_EQ(found(piece), holding(piece)) << encode_utf8(piece);
        const auto other = written(random, 1 + random.below(3));
        ASSERT_EQ(found(other), holding(other)) << encode_utf8(other);
    }
}

TEST_F(Many, Letters_written_anew_until_a_block_is_all_but_empty_are_still_found) {
    SeededRandom random(7);
    constexpr std::size_t letters = 1'024, changed = 600;
    std::map<std::size_t, std::u32string> all, again;
    for (std::size_t i = 1; i <= letters; ++i) all[i] = U"原文" + written(random, 20);
    write(all);
    tidy();
    for (std::size_t i = 1; i <= changed; ++i) again[i] = U"新文" + written(random, 20);
    write(again);
    tidy();
    EXPECT_EQ(found(U"新文").size(), changed);
    EXPECT_EQ(found(U"原文").size(), letters - changed);
    for (int i = 0; i < 50; ++i) {
        const auto piece = written(random, 2);
        ASSERT_EQ(found(piece), holding(piece)) << encode_utf8(piece);
    }
}

// Any piece without white space of any text is found in it, whatever the form makes of both.
TEST(Any_piece, Of_a_text_is_found_in_its_form) {
    SeededRandom random(3);
    for (int i = 0; i < 3'000; ++i) {
        const auto text = written(random, 40);
        const auto piece = text.substr(random.below(text.size()), 1 + random.below(12));
        const auto words = text::search_words(piece);
        ASSERT_TRUE(words.empty() || search::holds(form_of(text), search::spellings_of(words)))
            << encode_utf8(piece) << " of " << encode_utf8(text);
    }
}

} // namespace
} // namespace docket::testing
