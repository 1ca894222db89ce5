// The drafts of fixtures/drafts and the shipped example office, for the tests of the legal check.
#pragma once

#include "review/check/check.hpp"

#include <string>
#include <vector>

namespace docket::review::check::drafts {

struct Draft {
    std::string name; // "K07/defect-3"
    json::Value document;
    json::Value facts;
    DraftStage stage = DraftStage::draft;
    std::vector<std::string> expect; // "K07 remedy" or "K07 remedy veto"
};

constexpr auto upheld = "K01/sound-1";      // 复查，维持
constexpr auto set_aside = "C01/sound-1";   // 复查，撤销责令
constexpr auto re_reviewed = "C02/sound-4"; // 复核

std::vector<Draft> all();
Draft named(const std::string& name);

// The example office, with its calendars and what the draft says of its case.
CaseFacts facts(const json::Value& of_draft);
outputs::Document document(const json::Value& json);
Report checked(const Draft& draft);

} // namespace docket::review::check::drafts
