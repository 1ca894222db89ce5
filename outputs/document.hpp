// A formal document as data, before any wording or format; every part that writes, checks, draws or compares
// a document reads this model (version 1, JSON shape in outputs/schema/document-v1.schema.json). Owned by
// outputs. Values and pure functions; any thread.
//
// Fields are semantic: the words around them are template data (outputs/compose.hpp). An empty string or an
// empty optional means "not known" and is absent from the JSON.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/json/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::outputs {

inline constexpr int document_version = 1;

enum class DocumentType {
    acceptance_notice, // 受理告知书
    refusal_notice,    // 不予（不再）受理告知书
    supplement_notice, // 补正告知书
    respondent_notice, // 提交材料、答辩通知书, to the organ complained of
    extension_notice,  // 延长办理期限告知书
    ending_notice,     // 终止办理告知书
    handling_opinion,  // 信访处理意见书
    review_opinion,    // 复查意见书
    re_review_opinion  // 复核意见书
};
constexpr bool is_opinion(DocumentType type) { return type >= DocumentType::handling_opinion; }
enum class Round { handling, review, re_review };              // 办理 复查 复核
enum class Channel { letter, visit, online, phone, transfer }; // 来信 来访 网上 来电 转送

struct Organ {
    std::string code; // as in the office's list of organs; may be empty
    std::string name; // full legal name
    bool operator==(const Organ&) const = default;
};

enum class PartyRole { applicant, representative, agent }; // 申请人 代表人 代理人

struct Party {
    PartyRole role = PartyRole::applicant;
    std::string name;
    std::string sex;
    std::string id_kind; // e.g. 居民身份证, 统一社会信用代码
    std::string id_number;
    std::string address;
    std::string phone;
    bool operator==(const Party&) const = default;
};

// How and when the petition or the request came in.
struct Receipt {
    Date received_on{};
    Channel channel = Channel::letter;
    std::optional<Organ> transferred_by;
    std::optional<Date> transferred_on;
    bool operator==(const Receipt&) const = default;
};

// An earlier document of the same matter.
struct Reference {
    std::string title; // without 《》
    std::string number;
    Organ issuer;
    Date date{};
    std::optional<Date> received_on; // by the applicant: the day the period ran from
    std::string summary;             // what it decided
    bool operator==(const Reference&) const = default;
};

// Numbers of claims are 1..n in the order of the document; findings and dispositions name them.
struct Claim {
    int n = 0;
    std::string text;
    bool operator==(const Claim&) const = default;
};
struct Finding {
    int claim = 0;
    std::string text;
    std::vector<std::string> evidence;
    bool operator==(const Finding&) const = default;
};
struct Hearing {
    Date held_on{};
    std::string text;
    bool operator==(const Hearing&) const = default;
};

// 第{article}条[之{insert}][第{paragraph}款][第（{item}）项]; 0 means "not named".
struct Citation {
    std::string law; // without 《》
    int article = 0;
    int insert = 0;
    int paragraph = 0;
    int item = 0;
    std::string text; // the words relied on, where the drafter gives them
    bool operator==(const Citation&) const = default;
};
std::string place(const Citation& citation); // "第三十五条第一款"
std::string chinese_number(int n);           // 1..9999: "三十五"

struct Reasoning {
    std::vector<std::string> paragraphs;
    std::vector<Citation> citations;
    bool operator==(const Reasoning&) const = default;
};

// 维持 | 撤销并责令重新处理 | 变更 | 撤销 | 部分维持、部分撤销或变更 | 终止; and of a handling opinion
// (信访工作条例 32) 予以支持 | 作出解释说明 | 不予支持
enum class Outcome {
    uphold,
    revoke_remand,
    modify,
    revoke_only,
    partial,
    terminate,
    support,
    explain,
    not_supported
};
// What a handling opinion decides; it ends as well (terminate), the rest belongs to review and re-review.
constexpr bool is_of_handling(Outcome outcome) { return outcome >= Outcome::support; }
// Why: the two closed lists of grounds in use, for upholding and for setting aside, and those for ending.
enum class Ground {
    none,
    sound,          // facts clear, evidence and basis right, procedure lawful, result fitting
    facts,          // main facts unclear or evidence lacking
    basis,          // wrong basis applied
    procedure,      // prescribed procedure broken
    powers,         // powers exceeded or abused
    improper,       // result plainly improper
    not_acceptable, // should not have been accepted
    withdrawn,
    settled,
    deceased
};
struct Disposition {
    int claim = 0;
    Outcome outcome = Outcome::uphold;
    Ground ground = Ground::none;
    std::string text;    // what is decided in particular
    int period_days = 0; // to act anew, with revoke_remand
    bool operator==(const Disposition&) const = default;
};

// The way that remains (信访工作条例 35, 36): against a handling opinion review may be asked for, against a
// review opinion re-review; a re-review opinion ends the matter. A notice offers none.
struct Remedy {
    enum class Way { none, review_by, final };
    Way way = Way::none;
    Organ organ; // with review_by
    int days = 0;
    bool operator==(const Remedy&) const = default;
};

// Why the matter or the request is not accepted, in the words of the table of grounds
// (review/declining.hpp), and where it may be taken instead.
struct Declining {
    enum class Says { not_accepted, no_longer, elsewhere }; // 不予受理, 不再受理, 告知途径
    Says says = Says::not_accepted;
    std::string ground; // a clause: "该事项不属于本机关职权范围"
    std::string basis;  // "《信访工作条例》第三十六条第三款"
    std::string reason; // of this case, in the clerk's words
    std::string way;    // organ and procedure; empty where none remains
    bool operator==(const Declining&) const = default;
};

// Why the period is longer, and until when (信访工作条例 34).
struct Extending {
    Date due{};                // the day it ended until now
    int days = 0;              // by which it is extended
    std::optional<Date> until; // the day it ends now; empty where its year has no calendar yet
    std::string reason;
    bool operator==(const Extending&) const = default;
};

// What the request lacks, and what follows when it does not come (行政复议法 31, by analogy; local rules).
struct Supplementing {
    std::vector<std::string> wanted; // a clause each, without a full stop
    int days = 0;                    // from the service of the notice
    bool working_days = true;
    std::string basis;            // the office's rule; may be empty
    bool ends_in_refusal = false; // what does not come in time is not accepted
    bool starts_anew = false;     // the review's own period runs from the day it comes
    bool operator==(const Supplementing&) const = default;
};

// Why a matter ends without an opinion.
struct Closing {
    enum class Kind { withdrawn, settled, mediated }; // 撤回, 和解, 调解
    Kind kind = Kind::withdrawn;
    Date on{};          // the day it happened
    std::string reason; // in the clerk's words
    bool operator==(const Closing&) const = default;
};

// What the organ complained of is given to answer in (local rules).
struct Answering {
    int days = 0; // from the service of the notice
    bool working_days = true;
    std::string basis; // the rule to cite; may be empty
    bool operator==(const Answering&) const = default;
};

struct Contact {
    std::string person;
    std::string phone;
    std::string address;
    bool operator==(const Contact&) const = default;
};

// Text of the drafter's own beyond the fixed parts: level 0 is a paragraph, 1..4 a heading of that level.
struct Passage {
    int level = 0;
    std::string text;
    bool operator==(const Passage&) const = default;
};

// 印发机关 and 印发日期 (GB/T 9704-2012 7.4.3).
struct Imprint {
    Organ organ;
    std::optional<Date> printed_on; // assigned at approval
    bool operator==(const Imprint&) const = default;
};

struct Document {
    DocumentType type = DocumentType::acceptance_notice;
    Round round = Round::handling; // whose round this is; an opinion belongs to the round of its type
    Organ issuer;
    std::string number; // 文号, assigned at approval; empty until then
    std::string title;  // empty: the title of the template
    std::string case_number;
    std::string query_code;     // what the petitioner asks with, as it is printed; notices only
    std::string query_address;  // of the page where; empty: at the office
    std::vector<Party> parties; // applicants first
    Organ respondent;           // 被申请人: who made the disputed opinion; empty in the handling round
    Receipt receipt;
    std::optional<Date> applied_on; // the date the request bears
    std::optional<Date> accepted_on;
    std::optional<Date> due_on;
    std::optional<Reference> handling_opinion;
    std::optional<Reference> review_opinion;
    std::vector<Claim> claims;
    std::vector<Finding> findings;
    std::optional<Hearing> hearing;
    Reasoning reasoning;
    std::vector<Disposition> dispositions;
    Remedy remedy;
    std::optional<Declining> declining;         // a 不予受理告知书 only
    std::optional<Supplementing> supplementing; // a 补正告知书 only
    std::optional<Answering> answering;         // a 提交材料、答辩通知书 only
    std::optional<Extending> extending;         // a 延长办理期限告知书 only
    std::optional<Closing> closing;             // a 终止办理告知书 only
    std::vector<Passage> additions;
    std::vector<std::string> attachments;
    Contact contact;
    std::vector<std::string> copies_to;
    std::optional<Imprint> imprint;
    std::optional<Date> dated; // 成文日期, assigned at approval
    bool operator==(const Document&) const = default;
};

// The names used in the JSON, in paths of templates and in file names: "review_opinion", "revoke_remand", ...
std::string_view name(DocumentType type);
std::string_view name(Round round);
std::string_view name(Channel channel);
std::string_view name(PartyRole role);
std::string_view name(Outcome outcome);
std::string_view name(Ground ground);
std::string_view name(Remedy::Way way);
std::string_view name(Declining::Says says);
std::string_view name(Closing::Kind kind);
std::optional<DocumentType> document_type(std::string_view name);

// Always the same order of members, so that equal documents give equal bytes.
json::Value to_json(const Document& document);
// Failure: invalid "document.schema" naming the place and the reason; the first one found.
Result<Document> from_json(const json::Value& value);

// What the schema cannot say: claims numbered 1..n; findings and dispositions name existing claims, every
// claim of an opinion is answered; a remand has a period; the remedy is the one the law gives to the type;
// dates are in order. All faults in one Failure invalid "document.unsound", separated by "；". A document may
// be composed and shown while unsound; it may not be signed off or issued.
Result<void> validate(const Document& document);
std::vector<std::string> faults(const Document& document); // the same, one clear sentence each

// What counsel signs off: SHA-256 of the canonical JSON without what approval adds (number, dated,
// imprint.printed_on). The words of the template are bound by outputs::wording_digest.
Digest text_digest(const Document& document);
// The document as issued: SHA-256 of the whole canonical JSON.
Digest full_digest(const Document& document);

} // namespace docket::outputs
