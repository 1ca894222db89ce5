#include "review/check/check.hpp"

#include "review/check/rules/rules.hpp"

#include <algorithm>
#include <array>

namespace docket::review::check {

namespace {

constexpr std::array table{
    Rule{"C01", "发文机关有权", Severity::veto,
         "《党政机关公文处理工作条例》第十七条；《信访工作条例》第三十五条、第三十六条", c01_issuer},
    Rule{"C02", "复查、复核机关恰为上一级", Severity::veto, "《信访工作条例》第三十五条、第三十六条",
         c02_one_level},
    Rule{"T01", "申请在三十日内提出", Severity::veto,
         "《信访工作条例》第三十五条、第三十六条；《民法典》第二百零一条、第二百零三条", t01_in_time},
    Rule{"I02", "身份证号码有效、与性别和出生日期一致", Severity::minor, "GB 11643-1999《公民身份号码》",
         i02_identity},
    Rule{"I04", "在先文书的文号、日期与登记相符", Severity::major, "《党政机关公文处理工作条例》第二十条",
         i04_references},
    Rule{"I05", "本文书文号合规、唯一、连续", Severity::major,
         "《党政机关公文处理工作条例》第九条第五项；GB/T 9704-2012 第7.2.5条", i05_own_number},
    Rule{"K01", "必备部分齐全", Severity::major, "《信访工作条例》第三十二条、第三十五条、第三十六条",
         k01_sections},
    Rule{"K04", "查明事实有证据，没有空话和未填之处", Severity::major, "《信访工作条例》第三十二条",
         k04_evidence},
    Rule{"K05", "处理决定有理由、有期限、不自相矛盾", Severity::veto,
         "《信访工作条例》第三十五条、第三十六条", k05_dispositions},
    Rule{"K07", "救济途径告知正确", Severity::veto, "《信访工作条例》第三十五条、第三十六条", k07_remedy},
};

std::string name_of(outputs::Ground ground) {
    return ground == outputs::Ground::none ? std::string() : std::string(outputs::name(ground));
}

// The words a finding is about: those it quotes; where it quotes none, all that stands at its place or just
// above it. A disposition is also its outcome, ground and period.
std::string words_of(const Finding& finding, const outputs::Document& document,
                     const std::vector<Text>& texts) {
    auto words = finding.quote;
    const auto above = finding.place.substr(0, finding.place.rfind('/'));
    for (const auto& text : texts)
        if (finding.quote.empty() && (text.place == finding.place || text.place == above))
            words += text.quote({0, text.chars().size()});
    std::size_t n = 0;
    for (const auto& one : document.dispositions)
        if (finding.place == numbered("dispositions", n++))
            words += '\0' + std::string(outputs::name(one.outcome)) + '\0' + name_of(one.ground) + '\0' +
                     std::to_string(one.period_days);
    return words;
}

// Separated by a character no text holds, so that no two findings run into one. One rule finds several
// faults at one place: each has its own sentence, and an answer to one is none to the other.
std::string key_of(const Finding& finding, const std::string& words) {
    constexpr std::size_t length = 16;
    return sha256(finding.check + '\0' + finding.place + '\0' + finding.what + '\0' + words)
        .hex()
        .substr(0, length);
}

} // namespace

std::span<const Rule> rules() { return table; }

bool Report::vetoed() const {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& f) { return f.severity == Severity::veto; });
}

Report check(const outputs::Document& document, const CaseFacts& facts, DraftStage stage) {
    const auto texts = texts_of(document);
    Report out;
    for (const auto& rule : table) {
        Findings findings(rule);
        rule.run({document, facts, stage, texts}, findings);
        for (auto& finding : findings.found()) {
            finding.key = key_of(finding, words_of(finding, document, texts));
            out.findings.push_back(std::move(finding));
        }
        for (auto& gap : findings.missing()) out.not_checked.push_back(std::move(gap));
    }
    std::stable_sort(out.findings.begin(), out.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    return out;
}

json::Value to_json(const Finding& finding) {
    return json::Object{{"check", finding.check},
                        {"severity", name(finding.severity)},
                        {"place", finding.place},
                        {"quote", finding.quote},
                        {"what", finding.what},
                        {"basis", finding.basis},
                        {"suggestion", finding.suggestion},
                        {"key", finding.key}};
}

json::Object to_json(const Report& report) {
    json::Array findings, gaps;
    for (const auto& finding : report.findings) findings.push_back(to_json(finding));
    for (const auto& gap : report.not_checked)
        gaps.emplace_back(json::Object{{"check", gap.check}, {"why", gap.why}});
    return {{"vetoed", report.vetoed()}, {"findings", std::move(findings)}, {"not_checked", std::move(gaps)}};
}

} // namespace docket::review::check
