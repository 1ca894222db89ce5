#include "tests/unit/review/check/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace docket::review::check {

namespace {

constexpr int drafts_a_kind = 8; // sound and defective each, for every check

std::string said(const Finding& finding) {
    return finding.check + " " + finding.place + " " + std::string(name(finding.severity)) + "「" +
           finding.quote + "」" + finding.what;
}

bool meets(const Finding& finding, const std::string& expected) {
    const auto plain = finding.check + " " + finding.place;
    return expected == plain || expected == plain + " " + std::string(name(finding.severity));
}

struct Count {
    int sound = 0, defective = 0, expected = 0, found = 0, invented = 0;
};

void tell(const std::map<std::string, Count>& counts) {
    std::printf("check  sound  defective  expected  found  invented\n");
    for (const auto& [id, c] : counts)
        std::printf("%-5s  %5d  %9d  %8d  %5d  %8d\n", id.c_str(), c.sound, c.defective, c.expected, c.found,
                    c.invented);
}

} // namespace

TEST(Drafts, Every_defect_is_found_at_its_place_and_nothing_is_invented) {
    std::map<std::string, Count> counts;
    for (const auto& draft : drafts::all()) {
        SCOPED_TRACE(draft.name);
        auto& count = counts[draft.name.substr(0, draft.name.find('/'))];
        ++(draft.expect.empty() ? count.sound : count.defective);
        const auto report = drafts::checked(draft);
        for (const auto& expected : draft.expect) {
            const bool met = std::any_of(report.findings.begin(), report.findings.end(),
                                         [&](const Finding& f) { return meets(f, expected); });
            EXPECT_TRUE(met) << "not found: " << expected;
            ++count.expected;
            count.found += met ? 1 : 0;
        }
        for (const auto& finding : report.findings) {
            const bool wanted = std::any_of(draft.expect.begin(), draft.expect.end(),
                                            [&](const std::string& e) { return meets(finding, e); });
            EXPECT_TRUE(wanted) << "invented: " << said(finding);
            count.invented += wanted ? 0 : 1;
        }
    }
    tell(counts);
}

TEST(Drafts, Are_eight_sound_and_eight_defective_for_every_check_of_the_table) {
    std::map<std::string, Count> counts;
    for (const auto& draft : drafts::all()) {
        const bool sound = draft.name.find("/sound-") != draft.name.npos;
        EXPECT_EQ(sound, draft.expect.empty()) << draft.name;
        auto& count = counts[draft.name.substr(0, draft.name.find('/'))];
        ++(sound ? count.sound : count.defective);
    }
    EXPECT_EQ(counts.size(), rules().size());
    for (const auto& rule : rules()) {
        EXPECT_EQ(counts[std::string(rule.id)].sound, drafts_a_kind) << rule.id;
        EXPECT_EQ(counts[std::string(rule.id)].defective, drafts_a_kind) << rule.id;
    }
}

TEST(Drafts, Of_a_check_show_a_defect_that_this_check_names) {
    for (const auto& draft : drafts::all())
        if (!draft.expect.empty()) {
            EXPECT_TRUE(draft.expect.front().starts_with(draft.name.substr(0, 3))) << draft.name;
        }
}

TEST(Findings, Quote_words_that_stand_in_the_document) {
    for (const auto& draft : drafts::all()) {
        const auto text = json::dump(draft.document);
        for (const auto& finding : drafts::checked(draft).findings) {
            const auto quoted = json::dump(json::Value(finding.quote));
            EXPECT_NE(text.find(quoted.substr(1, quoted.size() - 2)), text.npos)
                << draft.name << " " << said(finding);
        }
    }
}

TEST(Findings, Are_complete_sentences_with_a_basis_and_a_key_of_their_own) {
    for (const auto& draft : drafts::all()) {
        std::set<std::string> keys;
        for (const auto& finding : drafts::checked(draft).findings) {
            EXPECT_TRUE(finding.what.ends_with("。")) << said(finding);
            EXPECT_FALSE(finding.basis.empty());
            EXPECT_TRUE(keys.insert(finding.key).second) << said(finding);
        }
    }
}

} // namespace docket::review::check
