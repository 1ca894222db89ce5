#include "tests/unit/review/check/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace docket::review::check::drafts {

namespace {

namespace fs = std::filesystem;

const fs::path root{DOCKET_SOURCE_DIR};

std::string text_of(const fs::path& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error(file.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

json::Value json_of(const fs::path& file) {
    const auto value = json::parse(text_of(file));
    if (!value) throw std::runtime_error(file.string() + ": " + value.error().detail);
    return *value;
}

Draft read(const fs::path& file) {
    const auto value = json_of(file);
    Draft out;
    out.name = (file.parent_path().filename() / file.stem()).string();
    out.document = value.at("document");
    out.facts = value.at("case");
    out.stage = draft_stage(value.text_at("stage", "draft")).value();
    for (const auto& line : value.array_at("expect")) out.expect.push_back(*line.string());
    return out;
}

CaseFacts example_office() {
    CaseFacts out;
    const auto office = json_of(root / "pipeline/config/haicang/office.json");
    const json::Object known{
        {"organs", json_of(root / "pipeline/config/haicang/organs.json").at("organs")},
        {"government", office.at("government")},
        {"bureau", office.at("bureau")},
        {"prefixes", json::Object{{"acceptance_notice", json::Array{office.at("acceptance_prefix")}},
                                  {"review_opinion", json::Array{office.at("review_prefix")}},
                                  {"re_review_opinion", json::Array{office.at("re_review_prefix")}}}}};
    if (const auto laid = lay_over(known, out); !laid) throw std::runtime_error(laid.error().detail);
    for (const auto& entry : fs::directory_iterator(root / "review/deadline/data/calendars"))
        if (const auto added = out.calendar.add(text_of(entry.path())); !added)
            throw std::runtime_error(added.error().detail);
    return out;
}

} // namespace

std::vector<Draft> all() {
    std::vector<Draft> out;
    for (const auto& entry : fs::recursive_directory_iterator(root / "fixtures/drafts"))
        if (entry.path().extension() == ".json") out.push_back(read(entry.path()));
    std::sort(out.begin(), out.end(), [](const Draft& a, const Draft& b) { return a.name < b.name; });
    return out;
}

Draft named(const std::string& name) { return read(root / "fixtures/drafts" / (name + ".json")); }

CaseFacts facts(const json::Value& of_draft) {
    static const CaseFacts office = example_office();
    auto out = office;
    if (const auto laid = lay_over(of_draft, out); !laid) throw std::runtime_error(laid.error().detail);
    return out;
}

outputs::Document document(const json::Value& json) {
    const auto read = outputs::from_json(json);
    if (!read) throw std::runtime_error(read.error().detail);
    return *read;
}

Report checked(const Draft& draft) {
    return check(document(draft.document), facts(draft.facts), draft.stage);
}

} // namespace docket::review::check::drafts
