#include "pipeline/store/adapters.hpp"
#include "pipeline/store/case_rows.hpp"
#include "pipeline/store/marks.hpp"
#include "pipeline/store/tx.hpp"
#include "pipeline/store/where.hpp"
#include "review/deadline/rules.hpp"
#include "review/sight.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace docket::store {

namespace {
using review::Case;

const std::string sql_heads =
    "SELECT id, version, number, kind, arrival, anonymous, received, matter, "
    "matter_salt, query_code, urgency, urgent_matter, petitioners FROM case_file WHERE "
    "id ";

// A list of a case: its table and columns beside case_id and n, from which all its texts follow.
struct ListTable {
    std::string select, insert, clear;
    ListTable(const std::string& table, const std::string& columns, int count) {
        select = "SELECT case_id, n, " + columns + " FROM " + table + " WHERE case_id ";
        clear = "DELETE FROM " + table + " WHERE case_id = $1";
        insert = "INSERT INTO " + table + "(case_id, n, " + columns + ") VALUES ($1, $2";
        for (int i = 0; i < count; ++i) insert += ", $" + std::to_string(i + 3);
        insert += ")";
    }
};
const ListTable applicants("case_applicant", "name, sex, id_number, phone, address, id_kind", 6);
const ListTable claims("case_claim", "text", 1);
const ListTable
    rounds("case_round",
           "level, organ, ours, follows, stage, document_title, document_number, document_date, service, "
           "said_received, applied_on, posted_on, accepted_on, reason, ground, extension, supplement, "
           "ending, route, answer, draft_version, draft_text, draft_blob, drafter, counsel, signed_text, "
           "approver, issued_blob, issued_pdf",
           29);
const ListTable deadlines("case_deadline",
                          "rule, basis, from_date, count, unit, raw_date, effective_date, round, met, "
                          "recounted, former_date, extended, hearing_days",
                          13);
const ListTable notices("case_notice", "round, kind, title, number, dated, blob, pdf, service", 8);
const ListTable mandates("case_mandate",
                         "kind, name, id_kind, id_number, phone, powers, from_date, until_date, proof, "
                         "ended_on",
                         10);
const ListTable recusals("case_recusal", "person", 1);
const ListTable accused("case_accused", "name, organ, person", 3);
const ListTable shields("case_shield", "shield", 1);

Among one_id(std::int64_t id) { return {"= $1", {to_cell(id)}}; }
Among every_id() { return {"> $1", {to_cell(std::int64_t{0})}}; }

// Both lists are in order of the id, so one walk hands each part to its case.
template <class T, class Put> Result<void> read_list(Session& session, const ListTable& table,
                                                     const Among& ids, std::vector<Case>& cases,
                                                     const Put& put) {
    const auto sql = table.select + ids.text + " ORDER BY case_id, n";
    DOCKET_TRY(auto parts, Query(session, sql, ids.values).rows<CasePart<T>>());
    auto owner = cases.begin();
    for (auto& part : parts) {
        while (owner != cases.end() && owner->id < part.case_id) ++owner;
        if (owner == cases.end() || owner->id != part.case_id) return misread("a part of no case");
        put(*owner, std::move(part));
    }
    return {};
}

// In order of the id.
Result<std::vector<Case>> read_cases(Session& session, const Among& ids) {
    const auto sql = sql_heads + ids.text + " ORDER BY id";
    DOCKET_TRY(auto heads, Query(session, sql, ids.values).rows<CaseHead>());
    std::vector<Case> cases;
    for (auto& head : heads) {
        Case c;
        c.id = head.id;
        c.number = std::move(head.number);
        c.version = head.version;
        c.kind = head.kind;
        c.arrival = head.arrival.value_or(0);
        c.anonymous = head.anonymous;
        c.received = head.received;
        c.matter = head.matter;
        c.matter_salt = std::move(head.matter_salt);
        c.query_code = std::move(head.query_code);
        if (head.urgent) c.urgent = *std::move(head.urgent);
        c.urgent.state = head.urgency;
        c.petitioners = head.petitioners;
        cases.push_back(std::move(c));
    }
    DOCKET_CHECK(read_list<review::Applicant>(session, applicants, ids, cases, [](Case& c, auto&& part) {
        c.applicants.push_back(std::move(part.value));
    }));
    DOCKET_CHECK(read_list<std::string>(session, claims, ids, cases, [](Case& c, auto&& part) {
        c.claims.push_back(std::move(part.value));
    }));
    DOCKET_CHECK(read_list<review::Round>(session, rounds, ids, cases, [](Case& c, auto&& part) {
        part.value.n = part.n;
        c.rounds.push_back(std::move(part.value));
    }));
    DOCKET_CHECK(read_list<review::Deadline>(session, deadlines, ids, cases, [](Case& c, auto&& part) {
        c.deadlines.push_back(std::move(part.value));
    }));
    DOCKET_CHECK(read_list<review::Notice>(session, notices, ids, cases, [](Case& c, auto&& part) {
        c.notices.push_back(std::move(part.value));
    }));
    DOCKET_CHECK(read_list<review::Mandate>(session, mandates, ids, cases, [](Case& c, auto&& part) {
        c.mandates.push_back(std::move(part.value));
    }));
    DOCKET_CHECK(read_list<std::string>(session, recusals, ids, cases, [](Case& c, auto&& part) {
        c.recused.push_back(std::move(part.value));
    }));
    DOCKET_CHECK(read_list<review::Accused>(session, accused, ids, cases, [](Case& c, auto&& part) {
        c.accused.push_back(std::move(part.value));
    }));
    return cases;
}

template <class T> Result<void> write_list(Session& session, const ListTable& table, std::int64_t case_id,
                                           const std::vector<T>& values) {
    DOCKET_CHECK(Query(session, table.clear, case_id).run());
    int n = 0;
    for (const auto& value : values)
        DOCKET_CHECK(Query(session, table.insert, CasePart<T>{case_id, ++n, value}).run());
    return {};
}

Result<void> write_lists(Session& session, const Case& c) {
    DOCKET_CHECK(write_list(session, applicants, c.id, c.applicants));
    DOCKET_CHECK(write_list(session, claims, c.id, c.claims));
    DOCKET_CHECK(write_list(session, rounds, c.id, c.rounds));
    DOCKET_CHECK(write_list(session, deadlines, c.id, c.deadlines));
    DOCKET_CHECK(write_list(session, notices, c.id, c.notices));
    DOCKET_CHECK(write_list(session, mandates, c.id, c.mandates));
    DOCKET_CHECK(write_list(session, recusals, c.id, c.recused));
    DOCKET_CHECK(write_list(session, accused, c.id, c.accused));
    return write_list(session, shields, c.id, review::shields_of(c));
}

// What a word of the register is looked for in (migration 0021). No word has a blank in it.
std::string words_of(const Case& c) {
    auto out = c.number;
    for (const auto& applicant : c.applicants) out.append(" ").append(applicant.name);
    for (const auto& claim : c.claims) out.append(" ").append(claim);
    for (const auto& round : c.rounds) out.append(" ").append(round.document_number);
    return in_small_letters(out);
}

Result<void> write_parts(Session& session, const Case& c) {
    DOCKET_CHECK(Query(session,
                       "INSERT INTO case_words(case_id, words) VALUES ($1, $2) "
                       "ON CONFLICT (case_id) DO UPDATE SET words = excluded.words",
                       c.id, words_of(c))
                     .run());
    return write_lists(session, c);
}

Failure number_taken(const Case& c) {
    return fail(Kind::conflict, "case.number_taken",
                "another case has the number, the arrival or the query code of " + c.number);
}

class SqlCases final : public review::CaseStore {
  public:
    explicit SqlCases(Database& database) : database_(database) {}

    Result<Case> load(std::string_view number) override {
        return reading(database_, [&](Session& session) -> Result<Case> {
            DOCKET_TRY(
                const auto id,
                Query(session, "SELECT id FROM case_file WHERE number = $1", number).maybe<std::int64_t>());
            if (!id)
                return fail(Kind::not_found, "case.unknown", "no case has the number " + std::string(number));
            DOCKET_TRY(auto cases, read_cases(session, one_id(*id)));
            return std::move(cases.front());
        });
    }

    Result<std::vector<Case>> load_these(const std::vector<std::string>& numbers) override {
        return reading(database_, [&](Session& session) -> Result<std::vector<Case>> {
            std::map<std::string, Case> found;
            for (std::size_t at = 0; at < numbers.size(); at += most_among) {
                const auto named = any_of(numbers, at);
                DOCKET_TRY(const auto ids,
                           Query(session, "SELECT id FROM case_file WHERE number " + named.text, named.values)
                               .rows<std::int64_t>());
                if (ids.empty()) continue;
                DOCKET_TRY(auto cases, read_cases(session, any_of(ids, 0)));
                for (auto& c : cases) found.emplace(c.number, std::move(c));
            }
            std::vector<Case> out;
            for (const auto& number : numbers)
                if (const auto there = found.find(number); there != found.end()) out.push_back(there->second);
            return out;
        });
    }

    Result<std::vector<Case>> all() override {
        return reading(database_, [](Session& session) { return read_cases(session, every_id()); });
    }

    Result<void> save(Transaction& tx, Case& c, std::int64_t expected_version) override {
        Session& session = session_of(tx, database_);
        DOCKET_ASSERT(places_in_order(c), "the rounds of a case are numbered from 1 in time order");
        DOCKET_CHECK(c.id == 0 ? add(session, c) : replace(session, c, expected_version));
        return mark_case(session, c.number, c.arrival);
    }

    Result<std::vector<std::string>> with_days_within(Date first, Date last) override {
        return reading(database_, [&](Session& session) {
            return Query(session,
                         "SELECT number FROM case_file WHERE id IN (SELECT case_id FROM case_deadline "
                         "WHERE met = 0 AND raw_date >= $1 AND raw_date <= $2) ORDER BY number",
                         first, last)
                .rows<std::string>();
        });
    }

    Result<std::vector<std::string>> with_provisional_days() override {
        return reading(database_, [](Session& session) {
            return Query(session, "SELECT number FROM case_file WHERE id IN (SELECT case_id FROM "
                                  "case_deadline WHERE met = 0 AND effective_date IS NULL) ORDER BY number")
                .rows<std::string>();
        });
    }

    Result<std::string> of_arrival(std::int64_t arrival) override {
        return reading(database_, [&](Session& session) -> Result<std::string> {
            DOCKET_TRY(const auto number,
                       Query(session, "SELECT number FROM case_file WHERE arrival = $1", arrival)
                           .maybe<std::string>());
            return number.value_or("");
        });
    }

    Result<std::string> of_query_code(const review::QueryCode& code) override {
        return reading(database_, [&](Session& session) -> Result<std::string> {
            DOCKET_TRY(const auto number,
                       Query(session, "SELECT number FROM case_file WHERE query_code = $1", code)
                           .maybe<std::string>());
            return number.value_or("");
        });
    }

    Result<bool> keeps_any() override {
        return reading(database_, [](Session& session) -> Result<bool> {
            DOCKET_TRY(const auto one,
                       Query(session, "SELECT shield FROM case_shield LIMIT 1").maybe<std::string>());
            return one.has_value();
        });
    }

    Result<std::vector<std::string>> kept_from(const std::vector<std::string>& keys) override {
        return reading(database_, [&](Session& session) -> Result<std::vector<std::string>> {
            std::vector<std::string> out;
            for (std::size_t at = 0; at < keys.size(); at += most_among) {
                const auto some = any_of(keys, at);
                DOCKET_TRY(auto found, Query(session,
                                             "SELECT DISTINCT shield FROM case_shield WHERE shield " +
                                                 some.text + " ORDER BY shield",
                                             some.values)
                                           .rows<std::string>());
                std::ranges::move(found, std::back_inserter(out));
            }
            return out;
        });
    }

  private:
    static bool places_in_order(const Case& c) {
        for (std::size_t i = 0; i < c.rounds.size(); ++i)
            if (!std::cmp_equal(c.rounds[i].n, i + 1)) return false;
        return true;
    }
    static std::optional<std::int64_t> arrival_of(const Case& c) {
        return c.arrival == 0 ? std::nullopt : std::optional(c.arrival);
    }

    // What the register filters and sorts by (migration 0019): of the round of ours, and the next day of a
    // duty and whether a leader is asked; the petitioner's windows (T7, T9) are nobody's. A provisional day
    // counts as raw.
    static const review::Round* ours_of(const Case& c) {
        const auto found = std::ranges::find_if(c.rounds.rbegin(), c.rounds.rend(), &review::Round::ours);
        return found == c.rounds.rend() ? nullptr : &*found;
    }
    static std::optional<review::Stage> stage_of(const Case& c) {
        const auto* ours = ours_of(c);
        return ours ? std::optional(ours->stage) : std::nullopt;
    }
    static std::string drafter_of(const Case& c) {
        const auto* ours = ours_of(c);
        return ours ? ours->drafter : "";
    }
    static bool asks_leader(const Case& c) { return c.asks_extension() || c.asks_ending(); }
    // Until it is archived, from the moment a word was found (migration 0033).
    static bool goes_first(const Case& c) {
        return review::goes_first(c.urgent.state) && stage_of(c) != review::Stage::archived;
    }
    static std::optional<review::UrgentMatter> urgent_of(const Case& c) {
        return c.urgent == review::UrgentMatter{} ? std::nullopt : std::optional(c.urgent);
    }
    static std::optional<Date> due_of(const Case& c) {
        std::optional<Date> out;
        // 信访工作条例 25: a report is due at once.
        if (!c.urgent.reports_missing().empty()) out = c.urgent.marked_on;
        for (const auto& one : c.deadlines) {
            if (one.met || !review::is_chased(one.rule)) continue;
            const auto day = one.effective.value_or(one.raw);
            if (!out || day < *out) out = day;
        }
        return out;
    }

    static Result<void> add(Session& session, Case& c) {
        DOCKET_TRY(
            const auto id,
            Query(session,
                  "INSERT INTO case_file(version, number, kind, arrival, anonymous, received, stage, "
                  "drafter, due, asks_leader, matter, matter_salt, query_code, urgency, urgent_matter, "
                  "urgent, petitioners) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
                  "$14, $15, $16) ON CONFLICT DO NOTHING RETURNING id",
                  c.number, c.kind, arrival_of(c), c.anonymous, c.received, stage_of(c), drafter_of(c),
                  due_of(c), asks_leader(c), c.matter, c.matter_salt, c.query_code, c.urgent.state,
                  urgent_of(c), goes_first(c), c.petitioners)
                .maybe<std::int64_t>());
        if (!id) return number_taken(c);
        c.id = *id;
        c.version = 1;
        return write_parts(session, c);
    }

    static Result<void> replace(Session& session, Case& c, std::int64_t expected) {
        const auto version =
            Query(session,
                  "UPDATE case_file SET version = version + 1, number = $1, kind = $2, "
                  "arrival = $3, anonymous = $4, received = $5, stage = $6, drafter = $7, "
                  "due = $8, asks_leader = $9, matter = $10, matter_salt = $11, query_code = $12, "
                  "urgency = $13, urgent_matter = $14, urgent = $15, petitioners = $16 "
                  "WHERE id = $17 AND version = $18 RETURNING version",
                  c.number, c.kind, arrival_of(c), c.anonymous, c.received, stage_of(c), drafter_of(c),
                  due_of(c), asks_leader(c), c.matter, c.matter_salt, c.query_code, c.urgent.state,
                  urgent_of(c), goes_first(c), c.petitioners, c.id, expected)
                .maybe<std::int64_t>();
        if (!version) return version.error().code == "store.taken" ? number_taken(c) : version.error();
        if (!*version)
            return fail(Kind::conflict, "case.stale",
                        "刚刚有人处理过 " + c.number + "，请看过改动后再决定。");
        c.version = **version;
        return write_parts(session, c);
    }

    Database& database_;
};
} // namespace

std::unique_ptr<review::CaseStore> sql_cases(Database& database) {
    return std::make_unique<SqlCases>(database);
}

} // namespace docket::store
