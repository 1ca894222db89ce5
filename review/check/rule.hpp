// The contract of a rule: it gets the document with what is known of its case and writes down what it finds.
// A rule is a pure function; what is not known never makes a veto, it is said under `missing`. Any thread.
#pragma once

#include "outputs/document.hpp"
#include "review/check/case_facts.hpp"
#include "review/check/words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review::check {

enum class Severity { veto, major, minor }; // 否决 重大 一般
std::string_view name(Severity severity);
std::string_view chinese(Severity severity);

struct Finding {
    std::string check; // "K07"
    Severity severity = Severity::major;
    std::string place; // path into the document, positions from 1: "findings/1/evidence"
    std::string quote; // words of the document at that place; empty where something is missing
    std::string what;  // one sentence that says what is wrong
    std::string basis; // article or clause
    std::string suggestion;
    std::string key; // what people answer to: stable while fault, place and words are the same (check.cpp)
    bool operator==(const Finding&) const = default;
};

struct NotChecked {
    std::string check, why;
    bool operator==(const NotChecked&) const = default;
};

struct Input {
    const outputs::Document& document;
    const CaseFacts& facts;
    DraftStage stage;
    const std::vector<Text>& texts; // texts_of(document)
};

// Where one rule writes.
class Findings;
struct Rule {
    std::string_view id, name;
    Severity severity; // unless the finding says another
    std::string_view basis;
    void (*run)(const Input&, Findings&);
};

class Findings {
  public:
    explicit Findings(const Rule& rule) : rule_(rule) {}
    void add(std::string place, std::string quote, std::string what, std::string suggestion = {});
    void add(Severity severity, std::string place, std::string quote, std::string what,
             std::string suggestion = {});
    void missing(std::string why) { missing_.push_back({std::string(rule_.id), std::move(why)}); }

    std::vector<Finding> found() const { return found_; }
    std::vector<NotChecked> missing() const { return missing_; }

  private:
    const Rule& rule_;
    std::vector<Finding> found_;
    std::vector<NotChecked> missing_;
};

// --- what several rules ask ---

// The round a document belongs to: an opinion to that of its type, a notice to the one it names.
Level level_of(const outputs::Document& document);
bool is_opinion(const outputs::Document& document);
std::string numbered(std::string_view list, std::size_t index); // index from 0: "claims/1"

// What the name of the issuer says. C01 reports what is wrong; rules that build on the issuer go on only
// where `known`.
enum class Standing { known, abbreviated, section, bureau, unlisted, reviews_nobody, not_known };
Standing standing_of_issuer(const Input& input);
// The organ that decides; nullptr where the issuer has no standing to build on.
const Organ* deciding_organ(const Input& input);

} // namespace docket::review::check
