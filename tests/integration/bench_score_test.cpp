// How the bench scores a reading: alignment against every alignment there is, fields against cases counted by
// hand.
#include "fixtures/bench/align.hpp"
#include "fixtures/bench/fields_score.hpp"
#include "fixtures/bench/measure.hpp"
#include "fixtures/bench/results.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <set>

namespace docket::bench {
namespace {

// All alignments of two words by walking them one by one: the flags of the cheapest.
struct Walk {
    std::u32string_view truth, reading;
    std::size_t best = 0;
    std::set<std::vector<bool>> flags{};

    void go(std::size_t i, std::size_t k, std::size_t cost, std::vector<bool> right) {
        if (i == truth.size() && k == reading.size()) {
            if (cost < best) flags.clear(), best = cost;
            if (cost == best) flags.insert(right);
            return;
        }
        if (i < truth.size()) go(i + 1, k, cost + 1, right);
        auto wrong = right;
        wrong.push_back(false);
        if (k < reading.size()) go(i, k + 1, cost + 1, wrong);
        if (i == truth.size() || k == reading.size()) return;
        auto both = right;
        both.push_back(truth[i] == reading[k]);
        go(i + 1, k + 1, cost + (both.back() ? 0 : 1), both);
    }
};

std::vector<std::u32string> words(std::size_t most) {
    std::vector<std::u32string> all{U""};
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].size() < most)
            for (const char32_t ch : std::u32string_view(U"甲乙")) all.push_back(all[i] + ch);
    return all;
}

TEST(An_alignment, Is_one_of_the_cheapest_there_are) {
    for (const auto& truth : words(4))
        for (const auto& reading : words(4)) {
            Walk walk{truth, reading, std::numeric_limits<std::size_t>::max(), {}};
            walk.go(0, 0, 0, {});
            EXPECT_TRUE(walk.flags.contains(right_characters(truth, reading)));
        }
}

TEST(Calibration, Counts_what_is_right_by_how_sure_the_reader_was) {
    Calibration calibration;
    // The truth 复查申请书 was read as 复杳申请: one wrong at 0.995, one sure and right, two right below, one
    // not read.
    calibration.add(U"复查申请书", {{U'复', 990}, {U'杳', 995}, {U'申', 989}, {U'请', 499}});
    EXPECT_EQ(calibration.sure().read, 2U);
    EXPECT_EQ(calibration.sure().right, 1U);
    EXPECT_EQ(calibration.bins()[5].read, 1U); // 0.98 to 0.99
    EXPECT_EQ(calibration.bins()[5].right, 1U);
    EXPECT_EQ(calibration.bins()[0].read, 1U);
    Calibration twice = calibration;
    twice.add(calibration);
    EXPECT_EQ(twice.sure().read, 4U);
}

score::Letter letter_with(json::Object fields) {
    score::Letter letter{};
    letter.id = "made-1";
    letter.group = "print";
    letter.fields = std::move(fields);
    return letter;
}
FieldScore sum(const std::map<std::string, FieldScore>& by_name) { return Fields::sum(by_name); }

TEST(Fields, That_are_read_as_the_letter_holds_them_are_right) {
    const auto letter = letter_with({{"kind", "review_application"},
                                     {"applicant", "甲某"},
                                     {"anonymous", false},
                                     {"phone", "139-0031-0223"},
                                     {"respondent", "海沧街道办"},
                                     {"respondent_code", "street-haicang"},
                                     {"claims", json::Array{"重新核查", "公开账目"}}});
    const Organs organs{{"street-haicang", {"海沧街道办", "厦门市海沧区人民政府海沧街道办事处"}}};
    const auto wanted = wanted_fields(letter, organs);
    ASSERT_EQ(wanted.size(), 7U);
    std::map<std::string, FieldScore> by_name;
    const auto missed = score_fields("made-1", wanted,
                                     {{"kind", "review_application", true},
                                      {"applicant", "甲某", true},
                                      {"anonymous", "false", true},
                                      {"phone", "13900310223", true},
                                      {"respondent", "厦门市海沧区人民政府海沧街道办事处", true},
                                      {"claim", "公开账目。", true},
                                      {"claim", "重新核查；", true}},
                                     by_name);
    EXPECT_TRUE(missed.empty());
    EXPECT_EQ(sum(by_name).right, 7U);
    EXPECT_EQ(sum(by_name).given, 7U);
}

TEST(Fields, That_are_wrong_missing_or_too_many_are_told_apart) {
    const auto letter = letter_with({{"applicant", "甲某"},
                                     {"anonymous", false},
                                     {"id_number", "350205199001011234"},
                                     {"letter_date", "2026-05-06"},
                                     {"claims", json::Array{"重新核查"}}});
    std::map<std::string, FieldScore> by_name;
    const auto missed = score_fields("made-1", wanted_fields(letter, {}),
                                     {{"applicant", "申某", true},                // wrong and certain
                                      {"anonymous", "false", true},               // right
                                      {"id_number", "350205199001011235", false}, // wrong, but doubted
                                      {"claim", "重新核查", true},                // right
                                      {"claim", "以上属实", false},               // too many, doubted
                                      {"phone", "13900310223", true}, // the letter holds none: certain
                                      {"amount", "200", true}},       // not scored
                                     by_name);
    const auto all = sum(by_name);
    EXPECT_EQ(all.wanted, 5U);
    EXPECT_EQ(all.right, 2U);
    EXPECT_EQ(all.given, 6U);
    EXPECT_EQ(all.found, 4U); // of the day nothing was read
    EXPECT_EQ(all.wrong_certain, 2U);
    EXPECT_EQ(missed.size(), 5U);
    EXPECT_EQ(by_name["letter_date"].found, 0U);
}

TEST(Fields, Of_a_count_that_the_letter_only_implies_are_neither_right_nor_wrong) {
    const auto letter = letter_with(
        {{"applicant", "甲某"}, {"applicants", json::Array{"甲某", "乙某"}}, {"anonymous", false}});
    std::map<std::string, FieldScore> by_name;
    EXPECT_EQ(score_fields("made-1", wanted_fields(letter, {}), {{"collective", "2", true}}, by_name).size(),
              3U);
    EXPECT_EQ(by_name["collective"].given, 0U);
    EXPECT_EQ(score_fields("made-1", wanted_fields(letter, {}), {{"collective", "7", true}}, by_name).size(),
              4U);
    EXPECT_EQ(by_name["collective"].wrong_certain, 1U);
}

TEST(A_reading, Is_taken_from_what_docket_read_prints) {
    Reading reading;
    ASSERT_TRUE(add_reading(reading,
                            R"({"file":"a.png","pages":[{"text":"复查\n","steps":{"prepare":12,"read":30.5},
        "lines":[{"text":"复 查","confidences":[990,500,700]}]}],"read":{"fields":[{"name":"kind","value":"first_letter",
        "confidence":0.9,"doubts":["kind.unsure"],"certain":false},{"name":"anonymous","value":"false","certain":true}]}})",
                            "made-1"));
    const auto& letter = reading.letters.at("made-1");
    ASSERT_EQ(letter.pages.size(), 1U);
    ASSERT_EQ(letter.pages[0].characters.size(), 2U); // the space is none
    EXPECT_EQ(letter.pages[0].characters[1].thousandths, 700);
    EXPECT_FALSE(letter.fields.at(0).certain);
    EXPECT_TRUE(letter.fields.at(1).certain);
    EXPECT_DOUBLE_EQ(reading.steps.at("read"), 30.5);
}

TEST(Bounds, Are_wider_for_the_second_set_and_call_an_easy_set_easy) {
    Results results;
    results.pages = 36;
    Engine docket{"docket", {}, {}};
    docket.rates.by_group["print hard"] = {45, 1000}; // 4.5 %
    docket.cost.wall = 60;
    Engine plain{"plain tesseract", {}, {}};
    plain.rates.by_hand["print"] = {199, 1000};
    results.engines = {docket, plain};
    const auto hard = [&] { return bounds_of(results).front(); };
    EXPECT_FALSE(hard().met());
    results.set = 2;
    EXPECT_TRUE(hard().met()); // 1.25 times 4 %
    ASSERT_EQ(hardness_of(results).size(), 1U);
    EXPECT_FALSE(hardness_of(results)[0].met());
}

TEST(A_run, Says_what_it_cost) {
    const testing::TemporaryFolder folder;
    const auto cost =
        run({{"sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo $SAID; exit 3"},
             folder.path() / "out",
             "/dev/null",
             {"SAID=yes"},
             true});
    EXPECT_EQ(cost.exit, 3);
    EXPECT_GT(cost.cpu, 0.0);
    EXPECT_GT(cost.largest_kb, 0);
    std::ifstream in(folder.path() / "out");
    std::string said;
    in >> said;
    EXPECT_EQ(said, "yes");
    EXPECT_EQ(run({{"no-such-program-here"}, folder.path() / "out", "/dev/null", {}, false}).exit, -1);
    EXPECT_TRUE(is_installed("sh"));
    EXPECT_FALSE(is_installed("no-such-program-here"));
}

} // namespace
} // namespace docket::bench
