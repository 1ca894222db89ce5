#include "ocr/fields/doubts.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>

namespace docket::ocr::testing {
namespace {

// Of one decision over many noisy readings.
struct Tally {
    int right = 0, doubted = 0, confidently_wrong = 0;
};

std::string expected_of(const Expected& letter, std::string_view name) {
    const auto row = std::ranges::find(letter.rows, name, &std::pair<std::string, std::string>::first);
    return row == letter.rows.end() ? "" : row->second;
}

void count(const LetterFields& found, const std::string& name, const std::string& expected, Tally& tally) {
    std::string why;
    if (found.value(name) == expected)
        ++tally.right;
    else if (needs_person(found, why))
        ++tally.doubted;
    else
        ++tally.confidently_wrong;
}

TEST(Noise, Never_makes_a_key_decision_confidently_wrong_when_the_engine_notices) {
    std::mt19937 chance(2026);
    std::array<Tally, 3> tallies;
    const std::array<std::string, 3> names{"kind", "respondent", "disputed_number"};
    for (int round = 0; round < 12; ++round)
        for (const auto& letter : letters()) {
            auto pages = pages_of(letter.text);
            confuse(pages, chance, 0.01 * (1 + round % 4), true);
            const auto found = understand(pages, haicang()).value();
            for (std::size_t i = 0; i < names.size(); ++i)
                if (const auto expected = expected_of(letter, names[i]); !expected.empty())
                    count(found, names[i], expected, tallies[i]);
        }
    for (std::size_t i = 0; i < names.size(); ++i) {
        RecordProperty(names[i], std::to_string(tallies[i].right) + " right, " +
                                     std::to_string(tallies[i].doubted) + " doubted, " +
                                     std::to_string(tallies[i].confidently_wrong) + " wrong");
        EXPECT_EQ(tallies[i].confidently_wrong, 0) << names[i];
        EXPECT_GT(tallies[i].right, 2 * tallies[i].doubted) << names[i];
    }
}
TEST(Noise, That_the_engine_does_not_notice_seldom_makes_a_key_decision_confidently_wrong) {
    std::mt19937 chance(2027);
    Tally all;
    for (int round = 0; round < 12; ++round)
        for (const auto& letter : letters()) {
            auto pages = pages_of(letter.text);
            confuse(pages, chance, 0.02, false);
            const auto found = understand(pages, haicang()).value();
            for (const auto* name : {"kind", "respondent", "disputed_number"})
                if (const auto expected = expected_of(letter, name); !expected.empty())
                    count(found, name, expected, all);
        }
    RecordProperty("all", std::to_string(all.right) + " right, " + std::to_string(all.doubted) +
                              " doubted, " + std::to_string(all.confidently_wrong) + " wrong");
    EXPECT_LT(all.confidently_wrong * 100, all.right + all.doubted + all.confidently_wrong);
}
TEST(Noise, Of_any_kind_gives_a_result_whose_places_lie_on_the_pages) {
    std::mt19937 chance(31);
    const auto all = letters();
    for (int round = 0; round < 300; ++round) {
        auto pages = pages_of(all[chance() % all.size()].text);
        confuse(pages, chance, 0.3, chance() % 2 == 0);
        for (auto& page : pages) std::ranges::shuffle(page.lines, chance);
        if (chance() % 3 == 0 && !pages[0].lines.empty())
            pages[0].lines.resize(chance() % pages[0].lines.size());
        const auto found = understand(pages, haicang()).value();
        for (const auto& field : found.fields) {
            ASSERT_GE(field.page, 0);
            ASSERT_LT(field.page, static_cast<int>(pages.size()));
            ASSERT_GE(field.confidence, 0.0F);
            ASSERT_LE(field.confidence, 1.0F);
            ASSERT_TRUE(field.box.empty() || (field.box.x >= 0 && field.box.y + field.box.h <= 3508));
        }
        ASSERT_TRUE(from_json(to_json(found)));
    }
}
TEST(Noise, Of_characters_alone_gives_a_result) {
    constexpr std::u32string_view letters = U"申请人被：，。复查核意见书处理〔2026〕号年月日35020OlX不服于收"
                                            U"到作出请求1.一、（）此致敬礼住电话 \u3000";
    std::mt19937 chance(37);
    for (int round = 0; round < 1500; ++round) {
        std::vector<PageText> pages(chance() % 4);
        for (auto& page : pages)
            for (auto lines = chance() % 12; lines > 0; --lines) {
                Line line;
                for (auto length = chance() % 40; length > 0; --length) {
                    const auto c = chance() % 5 == 0 ? static_cast<char32_t>(chance() % 0x110000)
                                                     : letters[chance() % letters.size()];
                    line.glyphs.push_back({c, {}, static_cast<float>(chance() % 100) / 100.0F});
                }
                page.lines.push_back(std::move(line));
            }
        const auto found = understand(pages, haicang());
        ASSERT_TRUE(found);
        std::string why;
        (void)needs_person(*found, why);
    }
}

} // namespace
} // namespace docket::ocr::testing
