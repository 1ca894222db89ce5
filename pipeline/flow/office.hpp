// What is local: names, number prefixes and contacts of the office, as data
// (pipeline/config/<office>/office.json). Immutable once read; any thread.
#pragma once

#include "pipeline/json/json.hpp"
#include "review/case.hpp"
#include "review/deadline/rules.hpp"

#include <map>
#include <optional>
#include <string>

namespace docket::flow {

// 补正 as the office has adopted it: how long a petitioner has, and what follows.
struct SupplementRule {
    int days = 10;
    review::Unit unit = review::Unit::working_day;
    std::string basis;        // the rule to cite; empty: 本机关规定
    bool starts_anew = false; // the periods of review and re-review run from the day the supplement came
};

// How long the organ complained of has to answer a request for review, as the office has adopted it.
struct AnswerRule {
    int days = 10;
    review::Unit unit = review::Unit::working_day;
    std::string basis; // the rule to cite; empty: 本机关规定
};

struct Office {
    std::string name;       // 厦门市海沧区信访局
    std::string bureau;     // organ code of the petitions bureau: holds the handling round of first letters
    std::string government; // organ code the bureau drafts reviews for
    std::string division;   // 6 digits, GB/T 2260
    std::string contact_person, contact_phone, contact_address;
    std::string query_address; // of the page where petitioners ask, as it is printed; empty: at the office
    std::map<std::string, std::string> channels; // channel → two letters of the item number
    std::string acceptance_prefix;               // 机关代字 of the 受理告知书
    std::string
        refusal_prefix; // 机关代字 of the 不予（不再）受理告知书; where the office names none, the same
    // Grounds of refusal on which the national texts are silent and which this office has adopted: id → the
    // rule to cite; empty: the article of the table.
    std::map<std::string, std::string> local_grounds;
    // 机关代字 of the opinions; of the 处理意见书 only where the office handles matters itself.
    std::map<review::Level, std::string> opinion_prefix;
    std::string extension_prefix; // 机关代字 of the 延长办理期限告知书; where the office names none, that of
                                  // acceptance
    std::string ending_prefix; // 机关代字 of the 终止办理告知书; where the office names none, that of
                               // acceptance
    std::string supplement_prefix; // 机关代字 of the 补正告知书; where the office names none, that of
                                   // acceptance
    std::optional<SupplementRule> supplement; // empty: the office asks for no supplement
    std::string respondent_prefix; // 机关代字 of the 提交材料、答辩通知书; where the office names none, that
                                   // of acceptance
    std::optional<AnswerRule> answer; // empty: the office writes no notice to the organ complained of
    // Organ in whose name the bureau handles what comes in (自办); empty: everything is passed on.
    std::string handles;
    int collective_threshold = 5; // so many petitioners are a joint petition (集体)
    int representatives_warn =
        5;                   // more representatives are only told of where the law does not say; 0: never
    int lawyer_days = 3;     // how long a lawyer's lease on a task is, natural days
    int done_jobs_days = 30; // how long finished work of the machine stays listed; the record is for ever
    std::string label_prefix = "ASN"; // what a barcode label that numbers a letter begins with
    std::string watched;              // a folder whose files are taken in by themselves; empty: none

    // The channel an item number was given for, by its first two letters; empty: none of ours.
    std::string channel_of(std::string_view item_number) const;

    // Failure: invalid "office.malformed" naming the member.
    static Result<Office> from_json(const json::Value& value);
};

} // namespace docket::flow
