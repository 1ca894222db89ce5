// The lists of the pages and their counts. A list and its count share their condition, word for word.
#include "pipeline/store/adapters.hpp"
#include "pipeline/store/event_row.hpp"
#include "pipeline/store/review_columns.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tx.hpp"
#include "pipeline/store/where.hpp"

#include <algorithm>
#include <tuple>

namespace docket::store {

template <> struct Fields<desk::ArrivalLine> {
    static auto of(auto& l) { return std::tie(l.arrival, l.verified, l.pages, l.pages_read, l.dead); }
};

namespace {

using Count = std::int64_t;

const std::string subject = "'arrival:' || CAST(a.id AS TEXT)";
const std::string dead_job =
    "EXISTS (SELECT 1 FROM job j WHERE j.state = 'dead' AND (j.subject = " + subject +
    " OR (a.part = 'file' AND j.subject = 'batch:' || CAST(a.batch AS TEXT))))";
// A registered letter whose file gave no page has nothing to compare with the paper, and a slip of service
// goes to whoever registers the service.
const std::string to_verify = "(a.part = 'letter' AND ((a.verified_at_ms IS NULL AND a.state IN "
                              "('needs_person', 'registered') AND a.code NOT IN ('register.by_paper', "
                              "'slip.returned', 'slip.filed')) OR (a.state = 'in_progress' AND " +
                              dead_job + ")))";
const std::string in_reading = "(a.state = 'in_progress' AND NOT " + dead_job + ")";
const std::string to_do = "(" + to_verify + " OR (a.state = 'rejected' AND a.scan_again = 1))";

// By +j.id, as SQLite would go through all jobs there ever were by their id rather than sort the dead ones.
const std::string line_columns =
    "SELECT a.id, CASE WHEN a.verified_at_ms IS NULL THEN 0 ELSE 1 END, "
    "(SELECT count(*) FROM page p WHERE p.arrival = a.id), "
    "(SELECT count(*) FROM page p WHERE p.arrival = a.id AND p.reading <> ''), "
    "CASE WHEN a.state = 'in_progress' THEN COALESCE((SELECT COALESCE(j.last_error, '') FROM job j WHERE "
    "j.state = 'dead' AND (j.subject = " +
    subject +
    " OR (a.part = 'file' AND j.subject = 'batch:' || CAST(a.batch AS TEXT))) ORDER BY +j.id DESC LIMIT 1), "
    "'') ELSE '' END FROM arrival a";

// Done today is what a person has finished today, whenever it arrived.
const std::string done_since = "a.verified_at_ms >= ?";

Where where_of(const desk::ArrivalQuery& query) {
    Where where;
    switch (query.list) {
    case desk::ArrivalList::todo: where.add(to_do); break;
    case desk::ArrivalList::reading: where.add(in_reading); break;
    case desk::ArrivalList::verify: where.add(to_verify); break;
    case desk::ArrivalList::today: where.add(done_since, query.day_from); break;
    case desk::ArrivalList::all: where.add("a.state <> 'sorted'"); break;
    }
    if (query.state) where.add("a.state = ?", name(*query.state));
    return where;
}

// What is to be done is in the order of work.
std::string order_of(desk::ArrivalList list) {
    if (list == desk::ArrivalList::verify) return " ORDER BY a.urgent DESC, a.id";
    return list == desk::ArrivalList::todo ? " ORDER BY a.urgent DESC, a.id DESC" : " ORDER BY a.id DESC";
}

// As the indexes of migration 0019 have it: a case that has a round of ours.
constexpr const char* in_register = "c.stage IS NOT NULL";

// What the end of an identity number looks like. One shorter than four would match by chance.
bool may_be_tail(std::string_view word) {
    constexpr std::size_t shortest = 4;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto last = word.back();
    return word.size() >= shortest && std::ranges::all_of(word.substr(0, word.size() - 1), digit) &&
           (digit(last) || last == 'x' || last == 'X');
}

// All words, each inside a number, a name or a claim (migration 0021) or at the end of an identity number.
struct Words {
    std::string conditions;
    Row values;
    void add(std::string_view word) {
        std::string found = "{position}(w.words, ?) > 0";
        append_cells(values, in_small_letters(word));
        if (may_be_tail(word)) {
            found =
                "(" + found +
                " OR w.case_id IN (SELECT x.case_id FROM case_applicant x WHERE lower(x.id_number) LIKE ? "
                "ESCAPE '\\'))";
            append_cells(values, ending_with(word));
        }
        conditions += (conditions.empty() ? "" : " AND ") + found;
    }
};

Words words_of(std::string_view text) {
    Words words;
    while (!text.empty()) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t\n"), text.size()));
        const auto word = text.substr(0, text.find_first_of(" \t\n"));
        text.remove_prefix(word.size());
        if (!word.empty()) words.add(word);
    }
    return words;
}

// The register, or of it the cases that hold all words: these are read once from end to end, and what was
// found is held. Without MATERIALIZED PostgreSQL, which takes a third of all cases for found, goes through
// the register in its order and looks for the words of each case: three times slower for a rare word.
std::string cases_with(const Words& words) {
    if (words.conditions.empty()) return " FROM case_file c";
    return " FROM (WITH found AS MATERIALIZED (SELECT w.case_id FROM case_words w WHERE " + words.conditions +
           ") SELECT case_id FROM found) f JOIN case_file c ON c.id = f.case_id";
}

Where where_of(const desk::CaseQuery& query) {
    Where where;
    const auto words = words_of(query.words);
    where.from(cases_with(words), words.values);
    where.add(in_register);
    if (!query.stages.empty()) {
        Row stages;
        for (const auto stage : query.stages) stages.push_back(to_cell(stage));
        where.add("c.stage IN " + places(stages.size()), stages);
    }
    if (!query.organ.empty())
        where.add("c.id IN (SELECT o.case_id FROM case_round o WHERE o.organ = ?)", query.organ);
    if (!query.kind.empty()) where.add("c.kind = ?", query.kind);
    if (!query.drafter.empty()) where.add("c.drafter = ?", query.drafter);
    if (!query.drafter_or_none.empty()) where.add("c.drafter IN ('', ?)", query.drafter_or_none);
    if (query.open) where.add("c.due IS NOT NULL");
    // By its own index: SQLite would go through the whole register in its order for the few that wait.
    if (query.asks_leader) where.add("c.id IN (SELECT w.id FROM case_file w WHERE w.asks_leader = 1)");
    if (query.urgent) where.add("c.urgent = 1");
    if (query.due_from) where.add("c.due >= ?", *query.due_from);
    if (query.due_until) where.add("c.due <= ?", *query.due_until);
    return where;
}

std::string order_of(const desk::CaseQuery& query) {
    const std::string way = query.descending ? " DESC" : " ASC";
    if (query.sort == "number") return " ORDER BY c.number" + way;
    if (query.urgent_first && query.sort == "due" && !query.descending) // index register_urgent
        return " ORDER BY c.urgent DESC, COALESCE(c.due, '~') ASC, c.id ASC";
    if (query.sort == "due") // days begin with a digit: what has none is last either way
        return " ORDER BY COALESCE(c.due, '" + std::string(query.descending ? "" : "~") + "')" + way +
               ", c.id" + way;
    return " ORDER BY c.received" + way + ", c.id" + way;
}

using Numbered = std::tuple<std::string, Count>; // a case, and how many were found in all, or 0

const std::string due_count =
    "SELECT count(*) FROM case_file c WHERE " + std::string(in_register) + " AND c.due IS NOT NULL AND ";

const std::string sql_done_by =
    std::string(event_columns) + "WHERE actor = $1 AND at_ms >= $2 ORDER BY at_ms DESC, n DESC LIMIT $3";

// What a lawyer may claim: a lease that ran out is free, a case he is bound to is not his to see
// (review::bound_to). Codes of organs stand in quotation marks in the list of a person.
const std::string counsel_open =
    "SELECT count(*) FROM job j WHERE j.queue = 'counsel' AND NOT EXISTS (SELECT 1 FROM case_file c WHERE "
    "c.number = substr(j.subject, 6) AND (EXISTS (SELECT 1 FROM case_recusal x WHERE x.case_id = c.id AND "
    "x.person = $1) OR EXISTS (SELECT 1 FROM case_round r JOIN person p ON p.id = $1 WHERE r.case_id = c.id "
    "AND p.conflicts LIKE '%\"' || r.organ || '\"%'))) AND (j.state = 'ready' OR (j.state = 'leased' AND "
    "j.lease_until_ms <= $2))";

class SqlLists final : public desk::Lists {
  public:
    explicit SqlLists(Database& database) : database_(database) {}

    Result<desk::ArrivalPage> arrivals(const desk::ArrivalQuery& query) override {
        auto where = where_of(query);
        const auto count = "SELECT count(*) FROM arrival a" + where.text();
        const auto counted = where.args();
        const auto order = order_of(query.list);
        where.then(order + " LIMIT ? OFFSET ?", query.limit, query.offset);
        // First which rows, then what they show: SQLite would count the pages of all that it sorts.
        const auto rows =
            line_columns + " WHERE a.id IN (SELECT a.id FROM arrival a" + where.text() + ")" + order;
        return reading(database_, [&](Session& session) -> Result<desk::ArrivalPage> {
            desk::ArrivalPage page;
            DOCKET_TRY(page.rows, Query(session, rows, where.args()).rows<desk::ArrivalLine>());
            if (!query.counted) return page;
            DOCKET_TRY(page.total, Query(session, count, counted).one<Count>());
            return page;
        });
    }

    Result<desk::ArrivalLine> arrival(std::int64_t id) override {
        return reading(database_, [&](Session& session) -> Result<desk::ArrivalLine> {
            DOCKET_TRY(auto line,
                       Query(session, line_columns + " WHERE a.id = $1", id).maybe<desk::ArrivalLine>());
            if (!line)
                return fail(Kind::not_found, "arrival.unknown",
                            "no arrival has the number " + std::to_string(id));
            return *std::move(line);
        });
    }

    Result<desk::ArrivalCounts> arrival_counts(Instant day_from) override {
        return reading(database_, [&](Session& session) -> Result<desk::ArrivalCounts> {
            desk::ArrivalCounts out;
            DOCKET_TRY(out.todo, count(session, to_do));
            DOCKET_TRY(out.reading, count(session, in_reading));
            const auto today = where_of(desk::ArrivalQuery{desk::ArrivalList::today, day_from});
            DOCKET_TRY(
                out.today,
                Query(session, "SELECT count(*) FROM arrival a" + today.text(), today.args()).one<Count>());
            DOCKET_TRY(
                out.all,
                Query(session, "SELECT count(*) FROM arrival a WHERE a.state <> 'sorted'").one<Count>());
            return out;
        });
    }

    Result<desk::Neighbours> neighbours(std::int64_t id) override {
        const auto among = " FROM arrival a WHERE " + to_verify;
        const std::string before = " AND (a.urgent > $1 OR (a.urgent = $1 AND a.id < $2))",
                          behind = " AND (a.urgent < $1 OR (a.urgent = $1 AND a.id > $2))";
        return reading(database_, [&](Session& session) -> Result<desk::Neighbours> {
            desk::Neighbours out;
            DOCKET_TRY(const auto urgent,
                       Query(session, "SELECT urgent FROM arrival WHERE id = $1", id).maybe<std::int64_t>());
            const auto lane = urgent.value_or(0);
            DOCKET_TRY(out.previous,
                       Query(session,
                             "SELECT a.id" + among + before + " ORDER BY a.urgent, a.id DESC LIMIT 1", lane,
                             id)
                           .maybe<Count>());
            DOCKET_TRY(out.next,
                       Query(session,
                             "SELECT a.id" + among + behind + " ORDER BY a.urgent DESC, a.id LIMIT 1", lane,
                             id)
                           .maybe<Count>());
            DOCKET_TRY(out.position,
                       Query(session, "SELECT count(*) + 1" + among + before, lane, id).one<Count>());
            DOCKET_TRY(out.of, Query(session, "SELECT count(*)" + among).one<Count>());
            return out;
        });
    }

    Result<desk::CasePage> cases(const desk::CaseQuery& query) override {
        auto where = where_of(query);
        const auto count = spoken(database_.dialect(), "SELECT count(*)" + where.text());
        const auto counted = where.args();
        where.then(order_of(query) + " LIMIT ? OFFSET ?", query.limit, query.offset);
        // A search reads whole tables, so its rows are counted in the same turn.
        const std::string counting = query.words.empty() ? "0" : "count(*) OVER ()";
        const auto numbers = spoken(database_.dialect(), "SELECT c.number, " + counting + where.text());
        return reading(database_, [&](Session& session) -> Result<desk::CasePage> {
            desk::CasePage page;
            DOCKET_TRY(auto rows, Query(session, numbers, where.args()).rows<Numbered>());
            for (auto& [number, total] : rows) {
                page.numbers.push_back(std::move(number));
                page.total = total;
            }
            const bool none = !query.words.empty() && query.offset == 0 && rows.empty();
            if (page.total > 0 || none) return page;
            DOCKET_TRY(page.total, Query(session, count, counted).one<Count>());
            return page;
        });
    }

    Result<desk::Tally> tally(std::string_view person, Date today, Date soon_until, Instant now) override {
        return reading(database_, [&](Session& session) -> Result<desk::Tally> {
            desk::Tally out;
            DOCKET_TRY(out.verify, count(session, to_verify));
            DOCKET_TRY(out.needs_person,
                       count(session,
                             "(a.state = 'needs_person' OR (a.state = 'in_progress' AND " + dead_job + "))"));
            DOCKET_TRY(out.rejected, count(session, "a.state = 'rejected' AND a.scan_again = 1"));
            DOCKET_TRY(out.reading, count(session, in_reading));
            DOCKET_CHECK(count_cases(session, person, out));
            DOCKET_TRY(out.overdue, Query(session, due_count + "c.due < $1", today).one<Count>());
            DOCKET_TRY(
                out.soon,
                Query(session, due_count + "c.due >= $1 AND c.due <= $2", today, soon_until).one<Count>());
            DOCKET_TRY(out.review_open, Query(session, counsel_open, person, now).one<Count>());
            DOCKET_TRY(out.review_mine,
                       Query(session,
                             "SELECT count(*) FROM job WHERE queue = 'counsel' AND state = 'leased' AND "
                             "lease_owner = $1 AND lease_until_ms > $2",
                             person, now)
                           .one<Count>());
            return out;
        });
    }

    Result<std::vector<review::Event>> done_by(std::string_view person, Instant since, int most) override {
        return reading(database_, [&](Session& session) {
            return Query(session, sql_done_by, person, since, most).rows<review::Event>();
        });
    }

  private:
    static Result<Count> count(Session& session, const std::string& condition) {
        return Query(session, "SELECT count(*) FROM arrival a WHERE " + condition).one<Count>();
    }
    static Result<void> count_cases(Session& session, std::string_view person, desk::Tally& out) {
        using Staged = std::tuple<std::string, Count>;
        DOCKET_TRY(const auto stages,
                   Query(session, "SELECT stage, count(*) FROM case_file WHERE "
                                  "stage IN ('registered', 'accepted', 'drafted', 'at_counsel', "
                                  "'signed_off', 'approved', 'issued', 'served', 'elsewhere', 'answered') "
                                  "GROUP BY stage")
                       .rows<Staged>());
        for (const auto& [stage, n] : stages) {
            out.open_cases += n;
            if (stage == "signed_off") out.approve = n;
        }
        DOCKET_TRY(out.asks_leader,
                   Query(session, "SELECT count(*) FROM case_file WHERE asks_leader = 1").one<Count>());
        DOCKET_TRY(out.urgent, Query(session, "SELECT count(*) FROM case_file WHERE urgent = 1 AND "
                                              "stage IS NOT NULL AND stage <> 'signed_off' AND asks_leader = "
                                              "0")
                                   .one<Count>());
        DOCKET_TRY(
            out.drafting,
            Query(session,
                  "SELECT count(*) FROM case_file WHERE stage IN ('registered', 'accepted', 'drafted', "
                  "'approved', 'issued', 'served', 'declined', 'transferred', 'answered') AND (drafter = "
                  "'' OR drafter = $1)",
                  person)
                .one<Count>());
        return {};
    }
    Database& database_;
};

} // namespace

std::unique_ptr<desk::Lists> sql_lists(Database& database) { return std::make_unique<SqlLists>(database); }

} // namespace docket::store
