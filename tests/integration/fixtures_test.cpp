// The fixture letters are what fixtures/README.md says they are, and they are hard for a reader without
// preparation.
#include "fixtures/score/cer.hpp"
#include "fixtures/score/letters.hpp"
#include "pipeline/base/clock.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <thread>

namespace docket::score {
namespace {

namespace fs = std::filesystem;

const fs::path letters_folder = fs::path(DOCKET_SOURCE_DIR) / "fixtures/letters";

const std::vector<Letter>& letters() {
    static const std::vector<Letter> all = load_all(letters_folder).value();
    return all;
}

bool contains(const Letter& letter, std::string_view words) {
    return normal_form(letter.text()).find(normal_form(words)) != std::u32string::npos;
}

std::vector<std::string> strings(const json::Value& value) {
    std::vector<std::string> out;
    if (value.string()) out.push_back(*value.string());
    if (const auto* array = value.array())
        for (const auto& each : *array) out.push_back(*each.string());
    return out;
}

// GB 11643-1999: seventeen digits and a check character by ISO 7064 MOD 11-2.
bool has_right_check_digit(const std::string& number) {
    constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (number.size() != 18) return false;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += static_cast<std::size_t>((number[i] - '0') * weights[i]);
    return number[17] == "10X98765432"[sum % 11];
}

TEST(Cer, Counts_what_must_be_put_in_taken_out_or_changed) {
    EXPECT_EQ(cer("复查申请书", "复查申请书"), (Cer{0, 5}));
    EXPECT_EQ(cer("复查申请书", "复核申书。"), (Cer{3, 5}));
    EXPECT_EQ(cer("复查", ""), (Cer{2, 2}));
    EXPECT_EQ(cer("", "噪声"), (Cer{2, 0}));
    EXPECT_EQ((Cer{1, 3} += Cer{1, 5}), (Cer{2, 8}));
    EXPECT_EQ((Cer{2, 8}.per_mille()), 250U);
}
TEST(Cer, Takes_no_account_of_white_space_and_of_width) {
    EXPECT_EQ(normal_form("２０２６ 年\n６\u3000月\f"), U"2026年6月");
    EXPECT_EQ(cer("〔2026〕12号，", "〔２０２６〕 12 号,").distance, 0U);
}
TEST(Cer, Of_swapped_readings_is_equally_far) {
    const auto& some = letters();
    for (std::size_t i = 1; i < some.size(); ++i) {
        const auto a = normal_form(some[i - 1].pages[0]), b = normal_form(some[i].pages[0]);
        const auto distance = edit_distance(a, b);
        EXPECT_EQ(distance, edit_distance(b, a));
        EXPECT_LE(distance, std::max(a.size(), b.size()));
        EXPECT_GE(distance, std::max(a.size(), b.size()) - std::min(a.size(), b.size()));
    }
}
TEST(Truth, That_is_not_there_is_refused_by_name) {
    EXPECT_EQ(load_letter(letters_folder / "no-such-letter").error().code, "truth.missing");
    EXPECT_EQ(load_all(letters_folder / "no-such-folder").error().code, "truth.missing");
}

TEST(Fixtures, Are_many_enough_small_enough_and_of_every_kind) {
    std::size_t pages = 0;
    std::uintmax_t bytes = 0;
    std::set<std::string> kinds, profiles, endings;
    for (const auto& letter : letters()) {
        pages += letter.pages.size();
        kinds.insert(letter.fields.text_at("kind"));
        profiles.insert(letter.profile);
        for (const auto& file : letter.files) {
            bytes += fs::file_size(letter.folder / file);
            endings.insert(fs::path(file).extension());
        }
    }
    EXPECT_GE(letters().size(), 32U);
    EXPECT_GE(pages, 44U);
    EXPECT_LE(bytes, 20U << 20);
    EXPECT_EQ(kinds, (std::set<std::string>{"first_letter", "review_application", "re_review_application"}));
    EXPECT_EQ(endings, (std::set<std::string>{".jpg", ".pdf", ".png", ".tif"}));
    for (const auto* profile :
         {"print-clean",      "print-skew",         "print-stamp",       "print-fax",
          "print-photo",      "print-upside-down",  "print-turned",      "print-show-through",
          "print-ruled",      "print-low-contrast", "print-traditional", "hand-ruled",
          "hand-plain",       "hand-form",          "hand-photo",        "hand-skew",
          "hand-traditional", "hand-show-through",  "hand-upside-down",  "hand-turned",
          "hand-fax"})
        EXPECT_TRUE(profiles.contains(profile)) << profile;
}

TEST(Fixtures, Have_a_truth_that_is_complete) {
    for (const auto& letter : letters()) {
        SCOPED_TRACE(letter.id);
        EXPECT_TRUE(letter.note.starts_with("Invented"));
        EXPECT_TRUE(letter.group == "print" || letter.group == "hand");
        EXPECT_TRUE(letter.profile.starts_with(letter.group + "-"));
        EXPECT_TRUE(letter.script == "simplified" || letter.script == "traditional");
        EXPECT_EQ(letter.channel, "来信");
        EXPECT_TRUE(parse_iso_date(letter.received));
        EXPECT_LE(letter.received, "2026-06-10"); // the day the demo clock stands at
        EXPECT_LE(letter.posted.value_or(letter.received), letter.received);
        EXPECT_LE(letter.fields.text_at("letter_date"), letter.posted.value_or(letter.received));
        for (const auto& page : letter.pages) EXPECT_GT(normal_form(page).size(), 20U);
        EXPECT_EQ(letter.fields.bool_at("anonymous"), letter.fields.at("applicants").is_null());
        EXPECT_EQ(letter.fields.bool_at("collective"), letter.fields.array_at("applicants").size() >= 5);
        EXPECT_FALSE(letter.fields.array_at("claims").empty());
    }
}

TEST(Fixtures, Print_every_field_their_truth_names) {
    for (const auto& letter : letters()) {
        SCOPED_TRACE(letter.id);
        for (const auto* field :
             {"applicant", "applicants", "sex", "id_number", "phone", "address", "addressed_to", "respondent",
              "disputed_number", "handled_by", "handled_number", "claims"})
            for (const auto& value : strings(letter.fields.at(field)))
                EXPECT_TRUE(contains(letter, value)) << value;
        for (const auto* field : {"letter_date", "disputed_date", "received_on"}) {
            const auto day = letter.fields.text_at(field);
            if (day.empty()) continue;
            EXPECT_TRUE(contains(letter, formal(parse_iso_date(day).value()))) << field << " " << day;
        }
    }
}

TEST(Fixtures, Have_identity_numbers_that_are_right_or_wrong_as_they_claim) {
    std::size_t wrong = 0;
    for (const auto& letter : letters()) {
        const auto number = letter.fields.text_at("id_number");
        if (number.empty()) continue;
        EXPECT_EQ(has_right_check_digit(number), letter.fields.bool_at("id_number_valid"))
            << letter.id << " " << number;
        EXPECT_EQ((number[16] - '0') % 2 == 1, letter.fields.text_at("sex") == "男") << letter.id;
        if (!letter.fields.bool_at("id_number_valid")) ++wrong;
    }
    EXPECT_GE(wrong, 2U);
}

TEST(Fixtures, Ask_for_a_review_in_time_unless_their_note_says_late) {
    for (const auto& letter : letters()) {
        const auto received_on = letter.fields.text_at("received_on");
        if (received_on.empty()) continue;
        const auto last = iso(plus_days(parse_iso_date(received_on).value(), 30)); // before any holiday
        const bool late = letter.note.find("Late") != std::string::npos;
        EXPECT_EQ(letter.fields.text_at("letter_date") > last, late) << letter.id;
        EXPECT_LT(letter.fields.text_at("disputed_date"), received_on) << letter.id;
    }
}

TEST(Fixtures, Take_respondents_from_the_organs_of_the_shipped_office) {
    std::ifstream in(fs::path(DOCKET_SOURCE_DIR) / "pipeline/config/haicang/organs.json");
    const auto organs = json::parse(std::string(std::istreambuf_iterator<char>(in), {})).value();
    std::map<std::string, std::set<std::string>> names;
    for (const auto& organ : organs.array_at("organs")) {
        auto& known = names[organ.text_at("code")];
        known.insert(organ.text_at("name"));
        for (const auto& alias : organ.array_at("aliases")) known.insert(*alias.string());
    }
    for (const auto& letter : letters()) {
        const auto respondent = letter.fields.text_at("respondent"),
                   code = letter.fields.text_at("respondent_code");
        EXPECT_EQ(respondent.empty(), letter.fields.text_at("kind") == "first_letter") << letter.id;
        if (respondent.empty()) continue;
        ASSERT_TRUE(names.contains(code)) << letter.id;
        if (letter.script == "traditional") continue; // organs.json is simplified
        EXPECT_TRUE(names[code].contains(respondent)) << letter.id << " " << respondent;
    }
}

// Runs a program with its output in a file; the exit code, or -1 where it did not start.
int run(std::vector<std::string> arguments, const fs::path& output) {
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int started = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    if (started != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

struct PageOf {
    const Letter* letter;
    std::size_t index;
    Cer cer;
    bool read;
};

// One page by the command line, as a mailroom without docket would: no turning, no levelling, one language.
void read_plainly(PageOf& page, const fs::path& folder) {
    const auto& letter = *page.letter;
    const auto name = letter.id + "-" + std::to_string(page.index + 1),
               number = std::to_string(page.index + 1);
    fs::path image = letter.folder / letter.files[letter.files.size() == 1 ? 0 : page.index];
    if (image.extension() == ".pdf") {
        const fs::path stem = folder / name;
        if (run({"pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", "-f", number, "-l", number, image,
                 stem},
                folder / (name + ".log")) != 0)
            return;
        image = stem.string() + ".png";
    }
    std::vector<std::string> command{"tesseract", image, "-", "-l", "chi_sim", "--psm", "3"};
    if (image.extension() == ".tif" && letter.files.size() == 1) {
        command.emplace_back("-c");
        command.push_back("tessedit_page_number=" + std::to_string(page.index));
    }
    const fs::path text = folder / (name + ".txt");
    if (run(command, text) != 0) return;
    std::ifstream in(text, std::ios::binary);
    page.cer = cer(letter.pages[page.index], std::string(std::istreambuf_iterator<char>(in), {}));
    page.read = true;
}

void print(const std::map<std::string, Cer>& rates) {
    for (const auto& [name, rate] : rates)
        std::cout << "  " << name << ": " << rate.per_mille() / 10 << "." << rate.per_mille() % 10 << " % of "
                  << rate.length << " characters\n";
}

TEST(Fixtures, The_set_is_hard_for_plain_tesseract) {
#ifdef DOCKET_SANITIZED
    GTEST_SKIP() << "what another program reads is no code of ours: ./run test says it";
#endif
    const fs::path folder = fs::path(testing::TempDir()) / ("docket-fixtures-" + std::to_string(getpid()));
    fs::create_directories(folder);
    setenv("OMP_THREAD_LIMIT", "1", 1);
    std::vector<PageOf> pages;
    for (const auto& letter : letters())
        for (std::size_t i = 0; i < letter.pages.size(); ++i) pages.push_back({&letter, i, {}, false});
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < pages.size(); i = next++) read_plainly(pages[i], folder);
    };
    { const std::jthread first(work), second(work); }
    fs::remove_all(folder);
    std::map<std::string, Cer> by_page, by_profile, by_group;
    for (const auto& page : pages) {
        ASSERT_TRUE(page.read) << page.letter->id
                               << ": tesseract with chi_sim and pdftoppm must be installed";
        by_page[page.letter->id + " " + std::to_string(page.index + 1)] += page.cer;
        by_profile[page.letter->profile] += page.cer;
        by_group[page.letter->group] += page.cer;
    }
    if (std::getenv("DOCKET_EACH_PAGE")) print(by_page);
    print(by_profile);
    print(by_group);
    EXPECT_GE(by_group["print"].per_mille(), 200U);
    EXPECT_GE(by_group["hand"].per_mille(), 250U);
}

} // namespace
} // namespace docket::score
