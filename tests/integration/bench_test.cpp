// The bench letters are what fixtures/bench/README.md says they are: composed alike every time, complete,
// invented, and none of them from the demo.
#include "fixtures/bench/bench_set.hpp"
#include "fixtures/bench/compose.hpp"
#include "fixtures/bench/fields_score.hpp"
#include "fixtures/bench/invent.hpp"
#include "fixtures/bench/results.hpp"
#include "fixtures/generator/letter.hpp"
#include "fixtures/generator/text.hpp"
#include "fixtures/score/cer.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace docket::bench {
namespace {

namespace fs = std::filesystem;
using fixtures::Source;

const fs::path root = DOCKET_SOURCE_DIR;

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The banks that are there.
std::vector<int> sets() {
    std::vector<int> out;
    for (const int set : {1, 2, 3})
        if (fs::exists(root / ("fixtures/bench/texts-" + std::to_string(set)) / "traditional/frames.json"))
            out.push_back(set);
    return out;
}

const std::vector<Source>& letters_of(int set) {
    static std::map<int, std::vector<Source>> all;
    if (!all.contains(set))
        all[set] = compose_set(set, root / ("fixtures/bench/texts-" + std::to_string(set))).value();
    return all[set];
}

std::u32string told(const Source& letter) {
    std::string text;
    for (const auto& paragraph : letter.body) text += paragraph;
    std::u32string out = score::normal_form(text);
    std::erase_if(out, [](char32_t ch) { return ch == U'{' || ch == U'}'; });
    return out;
}

bool says(const Source& letter, std::string_view words) {
    return told(letter).find(score::normal_form(words)) != std::u32string::npos;
}

score::Letter as_truth(const Source& letter) {
    return {{}, letter.id, letter.note, letter.profile, letter.group, letter.script, letter.face, {}, {},
            {}, {},        {},          letter.fields};
}

TEST(A_bench_set, Is_composed_alike_every_time) {
    const auto texts = root / "fixtures/bench/texts-1";
    const auto again = compose_set(1, texts).value();
    const auto& before = letters_of(1);
    ASSERT_EQ(again.size(), before.size());
    for (std::size_t i = 0; i < again.size(); ++i)
        EXPECT_EQ(described(again[i]), described(before[i])) << again[i].id;
}

TEST(A_bench_set, Has_letters_fields_and_characters_enough) {
    for (const int set : sets()) {
        SCOPED_TRACE(set);
        std::size_t fields = 0, characters = 0, print = 0;
        for (const auto& letter : letters_of(set)) {
            fields += wanted_fields(as_truth(letter), {}).size();
            characters += told(letter).size();
            print += letter.group == "print" ? 1U : 0U;
        }
        EXPECT_GE(letters_of(set).size(), 165U);
        EXPECT_GE(fields, 1600U);
        EXPECT_GE(characters, 70000U) << "320 a page over some 200 pages";
        EXPECT_NEAR(static_cast<double>(print) / static_cast<double>(letters_of(set).size()), 0.6, 0.06);
    }
}

TEST(A_bench_set, Has_every_profile_in_print_and_in_hand) {
    for (const int set : sets()) {
        std::map<std::string, int> profiles;
        for (const auto& letter : letters_of(set)) ++profiles[letter.profile];
        for (const auto* profile :
             {"print-clean",  "print-skew",         "print-stamp",       "print-fax",
              "print-photo",  "print-upside-down",  "print-turned",      "print-show-through",
              "print-ruled",  "print-low-contrast", "print-traditional", "print-fold",
              "print-coffee", "print-carbon",       "print-slip",        "print-vertical",
              "hand-plain",   "hand-ruled",         "hand-form",         "hand-skew",
              "hand-photo",   "hand-fax",           "hand-show-through", "hand-upside-down",
              "hand-turned",  "hand-traditional",   "hand-fold",         "hand-coffee",
              "hand-pencil",  "hand-carbon",        "hand-slip",         "hand-vertical"})
            EXPECT_GE(profiles[profile], 3) << profile << " of set " << set;
    }
}

TEST(A_bench_set, Keeps_one_handwriting_face_for_the_second) {
    for (const auto& letter : letters_of(1))
        EXPECT_NE((letter.face + letter.pen).find("long-cang"), 0U) << letter.id;
    const auto second = hands_of_set(2).faces, first = hands_of_set(1).faces;
    EXPECT_TRUE(std::ranges::count(second, "long-cang") > 0);
    EXPECT_EQ(std::ranges::count(first, "long-cang"), 0);
}

TEST(A_bench_letter, Says_every_value_its_truth_holds) {
    for (const int set : sets())
        for (const auto& letter : letters_of(set)) {
            SCOPED_TRACE(letter.id);
            const auto& fields = letter.fields;
            for (const auto* name : {"applicant", "id_number", "phone", "address", "respondent",
                                     "disputed_number", "addressed_to", "handled_by", "handled_number"})
                if (const auto value = fields.text_at(name); !value.empty()) {
                    EXPECT_TRUE(says(letter, value)) << value;
                }
            for (const auto* name : {"claims", "attachments", "applicants", "representatives"})
                for (const auto& value : fields.texts_at(name)) EXPECT_TRUE(says(letter, value)) << value;
            EXPECT_EQ(fields.bool_at("anonymous"), fields.text_at("applicant").empty());
            EXPECT_LE(fields.text_at("letter_date"), letter.posted);
            EXPECT_LE(letter.posted, letter.received);
            EXPECT_LE(letter.received, "2026-06-10");
            if (const auto received = fields.text_at("received_on"); !received.empty()) {
                EXPECT_LE(fields.text_at("disputed_date"), received);
                EXPECT_LE(received, fields.text_at("letter_date"));
            }
        }
}

TEST(A_bench_letter, Has_an_identity_number_that_is_right_or_wrong_as_it_claims) {
    // Two numbers whose check characters were worked out on paper: 7*1+9*1+10*0+... mod 11.
    EXPECT_EQ(check_character("11010519491231002"), 'X');
    EXPECT_EQ(check_character("44052418800101001"), '4');
    for (const int set : sets())
        for (const auto& letter : letters_of(set))
            if (const auto id = letter.fields.text_at("id_number"); !id.empty()) {
                EXPECT_EQ(check_character(id.substr(0, 17)) == id.back(),
                          letter.fields.bool_at("id_number_valid"))
                    << id;
            }
}

TEST(A_bench_letter, In_simplified_handwriting_has_only_characters_of_the_faces) {
    const auto covered = fixtures::code_points(content(root / "fixtures/bench/hand-characters.txt"));
    const std::set<char32_t> known(covered.begin(), covered.end());
    for (const int set : sets())
        for (const auto& letter : letters_of(set)) {
            if (letter.group != "hand" || letter.script != "simplified") continue;
            for (const auto& paragraph : letter.body)
                for (const char32_t ch : fixtures::code_points(paragraph))
                    EXPECT_TRUE(known.contains(ch) || ch == U' ' || ch == U'\u3000' || ch == U'\n')
                        << letter.id << " " << fixtures::utf8(std::u32string(1, ch));
        }
}

TEST(A_bench_set, Names_nobody_twice_and_nobody_of_the_demo) {
    std::set<std::string> demo;
    const auto letters = score::load_all(root / "fixtures/letters").value();
    for (const auto& letter : letters)
        for (const auto& name : letter.fields.texts_at("applicants")) demo.insert(name);
    for (const int set : sets()) {
        std::set<std::string> names;
        for (const auto& letter : letters_of(set))
            for (const auto& name : letter.fields.texts_at("applicants")) {
                EXPECT_TRUE(names.insert(name).second || letter.script == "traditional") << name;
                EXPECT_FALSE(demo.contains(name)) << letter.id << " " << name;
            }
    }
}

// Every run of `length` characters of a text, within sentences.
void add_runs(std::set<std::u32string>& runs, const std::string& text, std::size_t length) {
    const auto all = score::normal_form(text);
    for (std::size_t i = 0; i + length <= all.size(); ++i) runs.insert(all.substr(i, length));
}
std::string texts_of(const fs::path& folder) {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().string().find("/topics/") != std::string::npos) all += content(entry.path()) + "\n";
    return all;
}

TEST(A_bank, Shares_no_sentence_with_the_demo_or_with_the_other_bank) {
    constexpr std::size_t length = 14;
    std::set<std::u32string> demo;
    for (const auto& entry : fs::directory_iterator(root / "fixtures/sources")) {
        const auto source = json::parse(content(entry.path())).value();
        for (const auto& paragraph : source.texts_at("body")) add_runs(demo, paragraph, length);
    }
    std::set<std::u32string> others;
    for (const int set : sets()) {
        std::set<std::u32string> own;
        add_runs(own, texts_of(root / ("fixtures/bench/texts-" + std::to_string(set))), length);
        for (const auto& run : own) {
            EXPECT_FALSE(demo.contains(run)) << fixtures::utf8(run);
            // Names of slots and members stand in both banks, and must.
            const bool told =
                std::ranges::none_of(run, [](char32_t c) { return c == U'"' || (c >= U'a' && c <= U'z'); });
            const bool written_twice = told && others.contains(run);
            EXPECT_FALSE(written_twice) << fixtures::utf8(run);
        }
        others.merge(own);
    }
}

TEST(A_bank, That_is_faulty_is_refused_by_name) {
    const testing::TemporaryFolder folder;
    fs::copy(root / "fixtures/bench/texts-1/simplified", folder.path(), fs::copy_options::recursive);
    std::ofstream(folder.path() / "topics/thanks.json")
        << R"({"topic": "other", "about": "x", "kinds": ["first_letter"]})";
    const auto bank = load_bank(folder.path());
    ASSERT_FALSE(bank);
    EXPECT_EQ(bank.error().code, "bench.bank_malformed");
    EXPECT_NE(bank.error().detail.find("thanks.json"), std::string::npos);
    EXPECT_EQ(load_bank(folder.path() / "nowhere").error().code, "bench.bank_malformed");
}

// Drawn in faces that Debian has: what stands on the page is what the truth says, and again the same bytes.
TEST(A_drawn_letter, Has_the_truth_of_what_was_drawn_and_the_same_bytes_again) {
    const testing::TemporaryFolder folder;
    fixtures::Artist artist(folder.path() / "no-fetched-faces");
    for (const auto* profile :
         {"print-fold", "print-coffee", "print-carbon", "print-slip", "print-vertical"}) {
        SCOPED_TRACE(profile);
        const auto& all = letters_of(1);
        auto letter = *std::ranges::find(all, profile, &Source::profile);
        letter.face = letter.script == "traditional" ? "noto-song-tc" : "noto-song";
        letter.pen.clear();
        letter.scan.dpi = 100;
        for (auto& paragraph : letter.body)
            std::erase_if(paragraph, [](char c) { return c == '{' || c == '}'; });
        ASSERT_TRUE(artist.draw(letter, folder.path() / "a"));
        ASSERT_TRUE(artist.draw(letter, folder.path() / "b"));
        const auto truth = score::load_letter(folder.path() / "a" / letter.id).value();
        EXPECT_EQ(truth.pages, artist.pages(letter).value());
        EXPECT_EQ(truth.fields, letter.fields);
        for (const auto& claim : truth.fields.texts_at("claims"))
            EXPECT_NE(score::normal_form(truth.text()).find(score::normal_form(claim)), std::u32string::npos);
        for (const auto& file : truth.files)
            EXPECT_EQ(content(folder.path() / "a" / letter.id / file),
                      content(folder.path() / "b" / letter.id / file));
    }
}

TEST(A_drawn_letter, Is_refused_where_the_face_lacks_a_character) {
    const testing::TemporaryFolder folder;
    fixtures::Artist artist(folder.path());
    Source letter = letters_of(1).front();
    letter.face = "song";
    letter.pen.clear();
    letter.body = {"𠮷"};
    EXPECT_EQ(artist.pages(letter).error().code, "fixture.face_lacks_character");
}

} // namespace
} // namespace docket::bench
