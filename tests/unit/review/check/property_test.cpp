// What holds of every draft: order does not matter, and no document that reads can bring a rule down.
#include "tests/unit/review/check/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace docket::review::check {

namespace {

using Said = std::vector<std::string>;

// A finding without its positions, which follow the order of the document.
std::string without_positions(const Finding& finding) {
    std::string out = finding.check + " " + std::string(name(finding.severity)) + " ";
    for (const char c : finding.place)
        if (c < '0' || c > '9') out += c;
    return out + "「" + finding.quote + "」";
}

Said said(const Report& report) {
    Said out;
    for (const auto& finding : report.findings) out.push_back(without_positions(finding));
    std::sort(out.begin(), out.end());
    return out;
}

Said said(const outputs::Document& document, const drafts::Draft& draft) {
    return said(check(document, drafts::facts(draft.facts), draft.stage));
}

// The claims in opposite order under new numbers, and all that names them.
outputs::Document renumbered(outputs::Document document) {
    const auto last = static_cast<int>(document.claims.size()) + 1;
    std::reverse(document.claims.begin(), document.claims.end());
    for (auto& claim : document.claims) claim.n = last - claim.n;
    for (auto& finding : document.findings) finding.claim = last - finding.claim;
    for (auto& disposition : document.dispositions) disposition.claim = last - disposition.claim;
    std::reverse(document.findings.begin(), document.findings.end());
    std::reverse(document.dispositions.begin(), document.dispositions.end());
    return document;
}

bool names_claims(const outputs::Document& document) {
    const auto texts = texts_of(document);
    return std::any_of(texts.begin(), texts.end(),
                       [](const Text& text) { return !claims_named(text.chars()).empty(); });
}

// --- mutation ---

class Mutator {
  public:
    explicit Mutator(unsigned seed) : chance_(seed) {}
    void change(json::Value& value, int depth = 0) {
        if (auto* array = value.array())
            in(*array, depth);
        else if (auto* object = value.object())
            in(*object, depth);
        else if (const auto* text = value.string())
            value = json::Value(changed(*text));
        else if (value.integer())
            value = json::Value(static_cast<int>(below(3) * 4999 + 1));
    }

  private:
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(chance_); }

    void in(json::Array& array, int depth) {
        if (array.empty()) return;
        const auto at = below(array.size());
        switch (below(4)) {
        case 0: array.erase(array.begin() + static_cast<std::ptrdiff_t>(at)); return;
        case 1: array.push_back(json::Value(array[at])); return;
        default: change(array[at], depth + 1);
        }
    }

    void in(json::Object& object, int depth) {
        if (object.empty()) return;
        const auto members = object.members();
        const auto& [key, value] = members[below(members.size())];
        if (depth > 0 && below(6) == 0) {
            json::Object without;
            for (const auto& [k, v] : members)
                if (k != key) without.set(k, v);
            object = without;
            return;
        }
        auto copy = value;
        change(copy, depth + 1);
        object.set(key, copy);
    }

    std::string changed(const std::string& text) {
        static const std::vector<std::string> pieces{"×××",
                                                     "【",
                                                     "】",
                                                     "“",
                                                     "《",
                                                     "》",
                                                     "第",
                                                     "项",
                                                     "日内",
                                                     "不服",
                                                     "可以",
                                                     "对",
                                                     "向",
                                                     "的，",
                                                     "。",
                                                     "　",
                                                     "〔2026〕",
                                                     "号",
                                                     "X",
                                                     "__",
                                                     "事实不清",
                                                     "申请人认为",
                                                     "不存在",
                                                     "2026年2月30日出生",
                                                     "\xF0\x9F\x98\x80",
                                                     "\n",
                                                     "待补充",
                                                     "（略）",
                                                     "99999999999999"};
        std::string out = text;
        switch (below(5)) {
        case 0: return pieces[below(pieces.size())];
        case 1: return "2024-02-29";
        case 2: return pieces[below(pieces.size())] + text;
        case 3: return text + text + pieces[below(pieces.size())];
        default: break;
        }
        const auto cut = below(out.size() + 1); // may split a character: the reader then refuses the text
        return out.substr(0, cut) + pieces[below(pieces.size())] + out.substr(cut);
    }

    std::mt19937 chance_;
};

} // namespace

TEST(Findings, Do_not_depend_on_the_order_of_the_parties) {
    for (const auto& draft : drafts::all()) {
        auto document = drafts::document(draft.document);
        const auto before = said(document, draft);
        std::rotate(document.parties.begin(), document.parties.begin() + 1, document.parties.end());
        EXPECT_EQ(said(document, draft), before) << draft.name;
        std::reverse(document.parties.begin(), document.parties.end());
        EXPECT_EQ(said(document, draft), before) << draft.name;
    }
}

TEST(Findings, Do_not_depend_on_the_numbers_of_the_claims) {
    int tried = 0;
    for (const auto& draft : drafts::all()) {
        const auto document = drafts::document(draft.document);
        if (document.claims.size() < 2 || names_claims(document)) continue;
        ++tried;
        EXPECT_EQ(said(renumbered(document), draft), said(document, draft)) << draft.name;
    }
    EXPECT_GT(tried, 20);
}

TEST(Findings, Keep_their_key_while_the_words_stand_and_lose_it_when_they_change) {
    auto document = drafts::document(drafts::named("K05/defect-1").document);
    const auto facts = drafts::facts(drafts::named("K05/defect-1").facts);
    const auto key = [&] { return check(document, facts, DraftStage::draft).findings.front().key; };
    const auto first = key();
    document.contact.phone = "0592-6000999";
    EXPECT_EQ(key(), first);
    document.reasoning.paragraphs.front() = "原处理意见适用依据错误。";
    EXPECT_NE(key(), first);
}

TEST(Check, Stands_every_document_that_can_be_read) {
    constexpr unsigned rounds = 24;
    int read = 0;
    for (const auto& draft : drafts::all()) {
        const auto facts = drafts::facts(draft.facts);
        for (unsigned seed = 0; seed < rounds; ++seed) {
            auto value = draft.document;
            Mutator mutator(seed * 7919U + static_cast<unsigned>(draft.name.size()) +
                            static_cast<unsigned>(read));
            for (unsigned n = 0; n <= seed % 4; ++n) mutator.change(value);
            const auto text = json::parse(json::dump(value)); // as from a file: only UTF-8 comes through
            const auto document = text ? outputs::from_json(*text) : Result<outputs::Document>(text.error());
            if (!document) continue;
            ++read;
            const auto report =
                check(*document, seed % 3 == 0 ? CaseFacts{} : facts, static_cast<DraftStage>(seed % 3));
            EXPECT_EQ(report.findings,
                      check(*document, seed % 3 == 0 ? CaseFacts{} : facts, static_cast<DraftStage>(seed % 3))
                          .findings);
        }
    }
    EXPECT_GT(read, 600);
}

TEST(Check, Of_the_longest_document_ends_soon) {
    auto document = drafts::document(drafts::named("K01/sound-1").document);
    const auto facts = drafts::facts(drafts::named("K01/sound-1").facts);
    for (const std::string piece : {"申请人认为事实不清，", "可以不服复议。", "“（略）”", "待补充材料",
                                    "第二项", "×", "【", "庄木水，1961年4月15日出生，"}) {
        std::string longest;
        while (longest.size() / 3 < 15000) longest += piece;
        document.reasoning.paragraphs.assign(4, longest);
        EXPECT_LT(check(document, facts, DraftStage::draft).findings.size(), 200U);
    }
}

TEST(Check, Without_any_facts_vetoes_only_what_the_document_says_by_itself) {
    for (const auto& draft : drafts::all()) {
        const auto report = check(drafts::document(draft.document), CaseFacts{}, draft.stage);
        for (const auto& finding : report.findings)
            if (finding.severity == Severity::veto) {
                const bool by_itself =
                    finding.check == "K05" || finding.check == "K07" || finding.check == "C01";
                EXPECT_TRUE(by_itself) << draft.name << finding.what;
            }
        EXPECT_FALSE(report.not_checked.empty()) << draft.name;
    }
}

} // namespace docket::review::check
