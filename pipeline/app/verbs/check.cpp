#include "review/check/check.hpp"

#include "pipeline/app/calendars.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/flow/checking.hpp"

#include <filesystem>
#include <iostream>

namespace docket::app::verb {

namespace {

namespace rules = review::check;

Result<json::Value> read_json(const std::filesystem::path& file) {
    DOCKET_TRY(const auto text, read_text(file));
    const auto begin = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (begin == text.npos || text[begin] != '{')
        return fail(Kind::invalid, "check.format",
                    "本版本只能检查文书 JSON；Word 和纯文本的文稿请先录入为文书 JSON。");
    return json::parse(text);
}

// What the office's configuration says; a case may say otherwise.
Result<rules::CaseFacts> office_facts(const std::filesystem::path& folder) {
    DOCKET_TRY(const auto office_json, read_json(folder / "office.json"));
    DOCKET_TRY(const auto office, flow::Office::from_json(office_json));
    DOCKET_TRY(const auto organs, read_json(folder / "organs.json"));
    rules::CaseFacts out;
    DOCKET_CHECK(rules::lay_over(json::Object{{"organs", organs.at("organs")}}, out));
    out.government = office.government;
    out.bureau = office.bureau;
    out.prefixes = flow::prefixes_of(office);
    DOCKET_TRY(out.calendar, read_calendars());
    out.today = china.date(SystemClock().now());
    return out;
}

Result<rules::DraftStage> stage_of(const std::string& name) {
    const auto stage = rules::draft_stage(name);
    if (!stage) return usage("没有阶段 " + name + "；可用 draft、sign、served。");
    return *stage;
}

struct Wanted {
    rules::CaseFacts facts;
    json::Value over; // of --case; null without it
    std::string stage;
};

// A file is a document, or an object that brings its own case and stage beside it.
Result<rules::Report> check_file(const std::filesystem::path& file, const Wanted& wanted) {
    DOCKET_TRY(const auto value, read_json(file));
    const bool wrapped = !value.at("document").is_null();
    auto facts = wanted.facts;
    if (!value.at("case").is_null()) DOCKET_CHECK(rules::lay_over(value.at("case"), facts));
    if (!wanted.over.is_null()) DOCKET_CHECK(rules::lay_over(wanted.over, facts));
    DOCKET_TRY(const auto stage,
               stage_of(wanted.stage.empty() ? value.text_at("stage", "draft") : wanted.stage));
    DOCKET_TRY(const auto document, outputs::from_json(wrapped ? value.at("document") : value));
    return rules::check(document, facts, stage);
}

void print(const std::string& file, const rules::Report& report) {
    std::cout << file << "："
              << (report.findings.empty() ? "没有发现问题" : std::to_string(report.findings.size()) + " 项")
              << '\n';
    const rules::Finding* last = nullptr;
    for (const auto& finding : report.findings) {
        if (!last || last->severity != finding.severity)
            std::cout << "\n【" << rules::chinese(finding.severity) << "】\n";
        last = &finding;
        std::cout << "  " << finding.check << "  " << finding.place << '\n' << "    " << finding.what << '\n';
        if (!finding.quote.empty()) std::cout << "    原文：" << finding.quote << '\n';
        std::cout << "    依据：" << finding.basis << '\n';
        if (!finding.suggestion.empty()) std::cout << "    建议：" << finding.suggestion << '\n';
    }
    if (!report.not_checked.empty()) std::cout << "\n【未能检查】\n";
    for (const auto& gap : report.not_checked) std::cout << "  " << gap.check << "  " << gap.why << '\n';
}

json::Object entry_of(const std::string& file, const Result<rules::Report>& report) {
    json::Object out{{"file", file}};
    if (!report)
        return out.set("error",
                       json::Object{{"code", report.error().code}, {"detail", report.error().detail}});
    const auto found = rules::to_json(*report);
    for (const auto& [key, value] : found.members()) out.set(key, value);
    return out;
}

} // namespace

Result<int> check(const Call& call) {
    const auto& files = call.arguments.rest();
    if (files.empty())
        return usage("docket check FILE… [--case CASE.json] [--stage draft|sign|served] [--json]");
    const bool as_json = call.arguments.has("json");
    Wanted wanted;
    wanted.stage = call.arguments.text("stage");
    if (!wanted.stage.empty()) DOCKET_CHECK(stage_of(wanted.stage));
    DOCKET_TRY(wanted.facts,
               office_facts(call.arguments.text("office", (share() / "pipeline/config/haicang").string())));
    if (call.arguments.has("case")) {
        DOCKET_TRY(wanted.over, read_json(call.arguments.text("case")));
    }
    int exit = 0;
    json::Array out;
    for (const auto& file : files) {
        const auto report = check_file(file, wanted);
        if (!report) complain(report.error(), file);
        exit = graver_exit(exit, report ? (report->vetoed() ? 1 : 0) : verdict(report.error().kind).exit);
        if (!as_json && report) print(file, *report);
        out.emplace_back(entry_of(file, report));
    }
    if (as_json) std::cout << json::dump(json::Object{{"files", std::move(out)}}, 1) << '\n';
    return exit;
}

} // namespace docket::app::verb
