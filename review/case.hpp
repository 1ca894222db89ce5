// A case and its rounds. A round is held by a named organ: one that we hold or follow walks the lifecycle;
// one that was over before the letter came records what came in from it. Values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "review/mandates.hpp"
#include "review/query_code.hpp"
#include "review/stage.hpp"
#include "review/urgency.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

enum class Level : std::uint8_t { handling, review, re_review }; // 办理, 复查, 复核
std::string_view name(Level level);
std::string_view chinese(Level level);
Result<Level> parse_level(std::string_view); // corrupt "level.unknown"

// What the letter asks for; decides which rounds a case opens with.
enum class LetterKind : std::uint8_t { first_letter, review_application, re_review_application };
std::string_view name(LetterKind kind);
Result<LetterKind> parse_letter_kind(std::string_view); // invalid "letter.kind_unknown"

// How the document of a round reached its reader. Periods of the petitioner run from proven service only.
struct Service {
    std::string mode;      // "direct", "left", "post", ... (design: docket deadline --service)
    std::string recipient; // who signed
    std::string proof;     // what proves it: number of the receipt, digest of its scan
    Date on{};
};

// 延长办理期限 (信访工作条例 34): asked for by the drafter, granted by a leader, once.
struct Extension {
    int days = 0;
    std::string reason;
    std::string asked_by, granted_by; // ids of persons; not granted: empty
    std::optional<Date> granted_on{};
};

// 补正: what a request for review or re-review lacks, asked for once and all of it together, in the days that
// the office's rules give from the proven service of its notice (行政复议法 31, by analogy; local).
struct Supplement {
    std::vector<std::string> wanted; // one thing each
    int days = 0;
    std::string unit;     // "day", "working_day"
    std::string asked_by; // id of a person
    Date asked_on{};
    std::optional<Date> came_on = {}, posted_on = {}; // what was asked for; its postmark
    std::optional<Date> kept() const { return posted_on ? posted_on : came_on; } // the day that is counted
};

// How a round ends without an opinion: the request was withdrawn, its maker died and nobody takes it up, the
// parties settled, or a mediation succeeded (和解, 调解: 信访工作条例 33; the others are local).
enum class EndingKind : std::uint8_t { withdrawn, deceased, settled, mediated };
std::string_view name(EndingKind kind);
std::string_view chinese(EndingKind kind);              // 撤回申请
Result<EndingKind> parse_ending_kind(std::string_view); // invalid "ending.kind_unknown"

// Asked for by a clerk with its proof, granted by a leader who did not ask: a case that ends quietly is a
// case that is lost.
struct Ending {
    EndingKind kind{};
    Date on{};                        // the day it happened
    std::string reason;               // in the clerk's words
    std::string proof;                // 撤回申请书, 死亡证明, 协议书: what it is, with its number
    std::string asked_by, granted_by; // ids of persons; not granted: empty
    std::optional<Date> granted_on{};
};

// 答辩: what the organ whose opinion is disputed said to the request, as the clerk entered it.
struct Answer {
    Date on{}; // the day it came
    std::string summary;
    bool file = false;    // 案卷 came with it
    std::string noted_by; // id of a person
};

// A document that goes out beside the one its round ends in: 受理告知书, 补正告知书, 提交材料、答辩通知书,
// 延长办理期限告知书. Served once.
struct Notice {
    int round = 0;
    std::string kind; // name of its outputs::DocumentType
    std::string title, number;
    Date dated{};
    std::string blob; // digest (hex) of the numbered document JSON
    std::string pdf;  // digest (hex); empty until rendered
    std::optional<Service> service{};
};
// By the name of its document (outputs/document.hpp), which is all that a case keeps of it.
inline constexpr std::string_view respondent_notice = "respondent_notice";
// Whom it is for: the petitioner, or the organ complained of, which is shown and told nothing else.
inline bool to_petitioner(const Notice& notice) { return notice.kind != respondent_notice; }

struct Round {
    int n = 1; // within the case, from 1
    Level level{};
    std::string organ; // code of the organ that holds it
    bool ours = false; // its stage is ours to keep: we hold it, or follow what the other organ does with it
    int follows = 0;   // n of the round by whose act it was opened; 0: by the letter
    Stage stage = Stage::registered; // ours only

    // The document the round ended in: ours once approved or declined, another organ's as it came in.
    std::string document_title, document_number;
    std::optional<Date> document_date;
    std::optional<Service> service;
    std::optional<Date> said_received; // the day the petitioner says he or she received it; proves nothing

    // Ours only.
    std::optional<Date> applied_on;  // the application reached the house
    std::optional<Date> posted_on;   // its postmark
    std::optional<Date> accepted_on; // 受理之日
    std::string reason;              // of the last decline, transfer or send-back
    std::string ground;              // id of the ground it was declined on (declining.hpp)
    std::optional<Extension> extension;
    std::optional<Supplement> supplement;
    std::optional<Ending> ending;
    int route = 0; // item of article 31 (routes.hpp); 0: none was named
    std::optional<Answer> answer;
    int draft_version = 0;            // 0: no draft yet
    std::string draft_text;           // text digest (hex) of the newest draft
    std::string draft_blob;           // digest (hex) of its document JSON
    std::string drafter;              // person ids
    std::string counsel, signed_text; // who signed off, on which text
    std::string approver;
    std::string issued_blob; // digest (hex) of the numbered document JSON
    std::string issued_pdf;  // digest (hex); empty until rendered
};

// A period as it was computed: kept with its derivation so that it can be explained years later.
struct Deadline {
    std::string rule;  // "T1"
    std::string basis; // "信访工作条例 22"
    Date from{};
    int count = 0;
    std::string unit; // "day", "working_day"
    Date raw{};
    std::optional<Date> effective; // none: 暂定, the calendar of the year is not published
    int round = 0;                 // 0: of the case
    bool met = false;
    // Counted anew on that day, after a calendar was published or a fact changed: what it had said until
    // then.
    std::optional<Date> recounted = {}, former = {};
    int extended = 0, hearing_days = 0; // beside `count`
};

struct Applicant {
    std::string name;
    std::string sex;
    std::string id_number;
    std::string phone;
    std::string address;
    IdKind id_kind = IdKind::resident_id; // of the paper that has id_number
};

// What a matter is by the regulation of 2022 (29, 30, 31), which decides who may know of it. A person decides
// it; until then it is undecided.
enum class MatterClass : std::uint8_t { undecided, suggestion, report, relief };
std::string_view name(MatterClass matter);
Result<MatterClass> parse_matter_class(std::string_view); // invalid "matter.class_unknown"

// Whom an informant report (检举控告) is against: a person, a unit, or a person of a unit.
struct Accused {
    std::string name;   // as the report has it; empty where it is against the unit
    std::string organ;  // code; empty where it is not known or in no register
    std::string person; // id of a person of the office; empty where it is none
    friend bool operator==(const Accused&, const Accused&) = default;
};

struct Case {
    std::int64_t id = 0; // 0: not stored yet
    std::string number;  // 信访件编号
    std::int64_t version = 0;
    LetterKind kind{};
    std::int64_t arrival = 0; // the arrival it came from
    std::vector<Applicant> applicants;
    bool anonymous = false;
    std::vector<std::string> claims;
    std::vector<Round> rounds; // in time order; the last one is the current one
    std::vector<Deadline> deadlines;
    std::vector<Notice> notices;      // in the order in which they were given
    std::vector<Mandate> mandates;    // in the order in which they were registered
    int petitioners = 0;              // as many as the letter says it is of; 0: it does not say
    std::vector<std::string> recused; // ids of the lawyers who stood back from it (回避)
    MatterClass matter{};
    std::vector<Accused> accused; // of an informant report only
    std::string matter_salt;      // goes into the digest that the record has of both
    // What the petitioner asks with. Cases that are older than it get one with the next notice.
    std::optional<QueryCode> query_code;
    UrgentMatter urgent;
    Date received{};

    // The round whose opinion the current one is asked to review; null in a handling round, whatever came
    // before it.
    const Round* disputed() const {
        return rounds.size() < 2 || rounds.back().level == Level::handling ? nullptr
                                                                           : &rounds[rounds.size() - 2];
    }
    // The newest round that ended in a document of ours; the current one where none did. After a remand it is
    // not the current one.
    const Round& last_issued() const {
        for (auto round = rounds.rbegin(); round != rounds.rend(); ++round)
            if (!round->issued_blob.empty()) return *round;
        return rounds.back();
    }

    // What waits for a leader beside documents to sign: a longer period, an end without an opinion.
    bool asks_extension() const {
        return !rounds.empty() && current().extension && current().extension->granted_by.empty();
    }
    bool asks_ending() const {
        return !rounds.empty() && current().ending && current().ending->granted_by.empty();
    }
    // 信访工作条例 30: in an informant report nothing goes to the organ complained of, also what was written
    // before the matter was said to be one.
    bool may_serve(const Notice& notice) const {
        return to_petitioner(notice) || matter != MatterClass::report;
    }
    // The organ complained of was asked for its answer in the current round.
    const Notice* asks_respondent() const {
        for (const auto& notice : notices)
            if (!to_petitioner(notice) && notice.round == current().n) return &notice;
        return nullptr;
    }

    // The round whose organ a notice goes to that is not for the petitioner; null for any other.
    const Round* told_by(const Notice& notice) const {
        const auto place = static_cast<std::size_t>(notice.round);
        return to_petitioner(notice) || place < 2 || place > rounds.size() ? nullptr : &rounds[place - 2];
    }

    Round& current() { return rounds.back(); }
    const Round& current() const { return rounds.back(); }
};

} // namespace docket::review
