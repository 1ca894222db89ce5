// How well proposals fit what people would say, over fixtures/likeness: letters are portrayed, looked up by
// their keys and judged, as the desk does it. What is set in judge.cpp was set on the half whose later letter
// has an even number; the other half shows whether it holds elsewhere.
#include "pipeline/json/json.hpp"
#include "review/likeness/judge.hpp"
#include "tests/support/memory_portraits.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

namespace docket::review::likeness {
namespace {

struct NoTransaction final : Transaction {};

struct Pair {
    std::string later, earlier, kind;
    bool same = false;
};
struct Balance {
    int right = 0, wrong = 0, missed = 0; // proposals, and same pairs without one
    double precision() const { return right + wrong == 0 ? 1 : double(right) / (right + wrong); }
    double recall() const { return right + missed == 0 ? 1 : double(right) / (right + missed); }
};

std::vector<json::Value> lines_of(const char* file) {
    std::ifstream in(std::filesystem::path(DOCKET_SOURCE_DIR) / "fixtures/likeness" / file);
    std::vector<json::Value> out;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) out.push_back(json::parse(line).value());
    return out;
}

Sitter sitter_of(const json::Value& letter) {
    Sitter out;
    out.kind = parse_letter_kind(letter.text_at("kind")).value();
    out.received = parse_iso_date(letter.text_at("received")).value();
    for (const auto& one : letter.array_at("applicants"))
        out.applicants.push_back({one.text_at("name"), "", one.text_at("id_number"), one.text_at("phone"),
                                  one.text_at("address")});
    out.accused = letter.texts_at("accused");
    out.claims = letter.texts_at("claims");
    out.words = letter.text_at("text");
    return out;
}

class Labelled : public ::testing::Test {
  protected:
    void SetUp() override {
        NoTransaction tx;
        for (const auto& letter : lines_of("letters.jsonl")) {
            const auto id = letter.text_at("id");
            const auto sitter = sitter_of(letter);
            gallery.add_case(id, sitter.kind, sitter.received);
            portraits[id] = portray(sitter);
            ASSERT_TRUE(gallery.put(tx, id, portraits[id]));
        }
        for (const auto& pair : lines_of("pairs.jsonl"))
            pairs.push_back(
                {pair.text_at("b"), pair.text_at("a"), pair.text_at("kind"), pair.bool_at("same")});
    }
    std::optional<Proposal> proposed(const Pair& pair) {
        constexpr int looked_at = 60; // as the desk has it
        const auto& later = portraits.at(pair.later);
        const auto found = gallery.sharing(keys_of(later), pair.later, looked_at).value();
        for (const auto& one : found)
            if (one.number == pair.earlier) return judge(later, one.portrait);
        return std::nullopt;
    }
    testing::MemoryPortraits gallery;
    std::map<std::string, Portrait> portraits;
    std::vector<Pair> pairs;
};

TEST_F(Labelled, Pairs_are_told_apart_as_people_told_them) {
    ASSERT_GE(pairs.size(), 300U);
    Balance halves[2];
    std::map<std::string, Balance> kinds;
    const bool each = std::getenv("DOCKET_EACH") != nullptr;
    for (const auto& pair : pairs) {
        const auto found = proposed(pair);
        const auto half = static_cast<std::size_t>(pair.later.back() - '0') % 2;
        for (auto* balance : {&halves[half], &kinds[pair.kind]}) {
            balance->right += found && pair.same ? 1 : 0;
            balance->wrong += found && !pair.same ? 1 : 0;
            balance->missed += !found && pair.same ? 1 : 0;
        }
        if (!each) continue;
        const auto matter = same_matter(portraits[pair.later], portraits[pair.earlier]);
        std::printf("%c %s %s %-28s %d %d asked %.2f words %.2f both %.2f cosine %.2f likely %.2f\n",
                    half == 0 ? 'e' : 'o', pair.earlier.c_str(), pair.later.c_str(), pair.kind.c_str(),
                    pair.same ? 1 : 0, found ? 1 : 0, matter.asked, matter.words, matter.both, matter.cosine,
                    matter.likely);
    }
    for (const auto& [kind, of] : kinds)
        std::printf("%-32s right %3d, wrong %2d, missed %2d\n", kind.c_str(), of.right, of.wrong, of.missed);
    for (const int half : {0, 1})
        std::printf("letters of %s number: precision %.3f, recall %.3f\n", half == 0 ? "even" : "odd",
                    halves[half].precision(), halves[half].recall());
    const Balance whole{halves[0].right + halves[1].right, halves[0].wrong + halves[1].wrong,
                        halves[0].missed + halves[1].missed};
    std::printf("all %zu pairs: precision %.3f, recall %.3f\n", pairs.size(), whole.precision(),
                whole.recall());
    EXPECT_GE(whole.precision(), 0.95);
    EXPECT_GE(whole.recall(), 0.90);
}

} // namespace
} // namespace docket::review::likeness
