#include "pipeline/store/veiled.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/store/column.hpp"
#include "pipeline/store/sql_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace docket::store {

namespace {

// What is kept from the keys: the cases; their letters, and with them the same bytes delivered again, the
// paper as it was scanned before, letters of the batch that were laid into others, and files of it that hold
// nothing else; the batches of which nothing is left; all that the record, the queue and the search call
// these by. What an export of the record was asked of names a case, too, and so does what was decided about
// two. A name within its own definition is the table itself: {own} says so to an engine that would take it
// for a circle.
// clang-format off
constexpr std::string_view what_is_kept = R"sql(
veil_case(id, number, arrival) AS (SELECT id, number, arrival FROM {own}case_file
  WHERE id IN (SELECT case_id FROM {own}case_shield WHERE shield IN KEYS)),
veil_letter(id, batch) AS (SELECT id, batch FROM {own}arrival
  WHERE id IN (SELECT arrival FROM veil_case WHERE arrival IS NOT NULL)
  UNION SELECT id, batch FROM {own}arrival
    WHERE code = 'slip.returned' AND case_number IN (SELECT number FROM veil_case)
  UNION SELECT id, batch FROM {own}arrival
    WHERE code = 'slip.filed' AND case_number IN (SELECT number FROM veil_case)),
veil_first(id) AS (SELECT id FROM veil_letter
  UNION SELECT CAST(substr(subject, 9) AS BIGINT) FROM {own}event WHERE act = 'scanned_again'
    AND CASE WHEN detail LIKE '_"by":"arrival:%"%'
        THEN substr(detail, 8, {position}(substr(detail, 8), '"') - 1) ELSE '' END
    IN (SELECT 'arrival:' || CAST(id AS TEXT) FROM veil_letter)
  UNION SELECT id FROM {own}arrival WHERE state = 'sorted' AND part = 'letter'
    AND batch IN (SELECT batch FROM veil_letter WHERE batch IS NOT NULL)
  UNION SELECT f.id FROM {own}arrival AS f WHERE f.part = 'file'
    AND f.id IN (SELECT p.file FROM {own}page AS p JOIN veil_letter AS l ON l.id = p.arrival)
    AND NOT EXISTS (SELECT 1 FROM {own}page AS p
                    WHERE p.file = f.id AND p.arrival NOT IN (SELECT id FROM veil_letter))),
veil_arrival(id) AS (SELECT id FROM veil_first
  UNION SELECT id FROM {own}arrival WHERE duplicate_of IN (SELECT id FROM veil_first)),
veil_batch(id) AS (SELECT b.id FROM {own}batch AS b
  WHERE b.id IN (SELECT batch FROM veil_letter WHERE batch IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM {own}arrival AS a
                    WHERE a.batch = b.id AND a.id NOT IN (SELECT id FROM veil_arrival))),
veil_subject(subject) AS (SELECT 'case:' || number FROM veil_case
  UNION ALL SELECT 'seen:' || number FROM veil_case
  UNION ALL SELECT 'documents:' || number FROM veil_case
  UNION ALL SELECT 'arrival:' || CAST(id AS TEXT) FROM veil_arrival
  UNION ALL SELECT 'seen:arrival:' || CAST(id AS TEXT) FROM veil_arrival
  UNION ALL SELECT 'batch:' || CAST(id AS TEXT) FROM veil_batch),
veil_name(name) AS (SELECT number FROM veil_case
  UNION ALL SELECT 'A' || substr('00000', length(CAST(id AS TEXT))) || CAST(id AS TEXT) FROM veil_arrival))sql";
// clang-format on

struct Overlay {
    std::string_view table, without; // the rows that stay
};
constexpr auto overlays = std::to_array<Overlay>({
    {"archive_copy", "arrival NOT IN (SELECT id FROM veil_arrival)"},
    {"batch", "id NOT IN (SELECT id FROM veil_batch)"},
    {"case_accused", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_applicant", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_claim", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_deadline", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_file", "id NOT IN (SELECT id FROM veil_case)"},
    {"case_mandate", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_notice", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_portrait", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_recusal", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_round", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_ruling", "later NOT IN (SELECT id FROM veil_case) AND earlier NOT IN (SELECT id FROM veil_case)"},
    {"case_shield", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"case_words", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"correction", "arrival NOT IN (SELECT id FROM veil_arrival)"},
    {"event", "subject NOT IN (SELECT subject FROM veil_subject) AND (subject <> 'record' AND act NOT IN "
              "('link', 'set_apart') OR NOT EXISTS (SELECT 1 FROM veil_name AS v WHERE {position}(detail, "
              "v.name) > 0))"},
    {"finding_answer", "case_number NOT IN (SELECT number FROM veil_case)"},
    {"job", "subject NOT IN (SELECT subject FROM veil_subject)"},
    {"page", "arrival NOT IN (SELECT id FROM veil_arrival)"},
    {"portrait_key", "case_id NOT IN (SELECT id FROM veil_case)"},
    {"search_entry", "subject NOT IN (SELECT subject FROM veil_subject)"},
    {"search_subject", "subject NOT IN (SELECT subject FROM veil_subject)"},
    {"verification", "arrival NOT IN (SELECT id FROM veil_arrival)"},
    {"working_copy", "case_number NOT IN (SELECT number FROM veil_case)"},
});

// A file of a batch that was sorted counts without the pages that lie in such a letter, so that the balances
// hold. Nobody saves such a row again.
// clang-format off
constexpr std::string_view over_arrivals = R"sql(
arrival AS NOT MATERIALIZED (SELECT id, uid, name, channel, received, received_confirmed, posted, original, bytes, media,
  CASE WHEN part = 'file' AND state = 'sorted'
    THEN pages_opened - (SELECT count(*) FROM {own}page AS p
                         WHERE p.file = o.id AND p.arrival IN (SELECT id FROM veil_arrival))
    ELSE pages_opened END AS pages_opened,
  state, code, reason, duplicate_of, case_number, fields, due, scan_again, at_ms, version, verified_at_ms, batch, part,
  label, urgency, urgent_places, urgent FROM {own}arrival AS o WHERE id NOT IN (SELECT id FROM veil_arrival)))sql";
// clang-format on

// People, settings, what is counted, and texts that say nothing without their entry.
constexpr std::array<std::string_view, 25> tell_nothing{
    "account",       "answered_once", "bylaws_head",     "calendar_year", "chain_check",
    "confusion",     "contract",      "contract_lawyer", "event_head",    "installation",
    "number_series", "number_taken",  "organ",           "person",        "setting",
    "search_block",  "search_head",   "search_page",     "search_words",  "identity_binding",
    "departure",     "recovery_code", "second_factor",   "sign_in_try",   "web_session"};

constexpr std::string_view select = "SELECT ", with = "WITH ", recursive = "WITH RECURSIVE ";

// ($1, $2, $3)
std::string numbered(std::size_t count) {
    std::string out = "(";
    for (std::size_t i = 1; i <= count; ++i) out += (i == 1 ? "$" : ", $") + std::to_string(i);
    return out + ")";
}

// Of the tables that the text names, for each costs time whenever it is read: what is kept is looked for by
// its letters, so that one too many is laid over and never one too few.
std::string tables_for(const Dialect& dialect, std::string_view sql, std::size_t keys) {
    constexpr std::string_view place = "KEYS";
    const auto names = [sql](std::string_view table) { return sql.find(table) != std::string_view::npos; };
    std::string out(what_is_kept);
    out.replace(out.find(place), place.size(), numbered(keys));
    // First: it counts pages of its own, not those laid over below.
    if (names("arrival")) out.append(", ").append(over_arrivals);
    for (const auto& one : overlays) {
        if (!names(one.table)) continue;
        out.append(", ")
            .append(one.table)
            .append(" AS NOT MATERIALIZED (SELECT * FROM {own}")
            .append(one.table)
            .append(" WHERE ")
            .append(one.without)
            .append(")");
    }
    return spoken(dialect, out);
}

// $1 is $3 behind two others.
std::string behind(std::string_view sql, std::size_t others) {
    std::string out;
    while (!sql.empty()) {
        const auto sign = std::min(sql.find('$'), sql.size());
        out += sql.substr(0, sign);
        sql.remove_prefix(sign);
        if (sql.empty()) break;
        std::size_t n = 0;
        const auto* end = std::from_chars(sql.data() + 1, sql.data() + sql.size(), n).ptr;
        out += n == 0 ? "$" : "$" + std::to_string(n + others);
        sql.remove_prefix(n == 0 ? 1 : static_cast<std::size_t>(end - sql.data()));
    }
    return out;
}

} // namespace

bool can_be_veiled(std::string_view sql) { return sql.starts_with(select) || sql.starts_with(with); }

Row veil_values(const Veil::Keys& keys) {
    constexpr std::size_t fewest = 4;
    auto size = fewest;
    while (size < keys.size()) size *= 2;
    Row out;
    for (std::size_t i = 0; i < size; ++i) out.push_back(to_cell(keys[std::min(i, keys.size() - 1)]));
    return out;
}

std::string veiled(const Dialect& dialect, std::string_view sql, const Row& values) {
    DOCKET_ASSERT(!sql.starts_with(recursive), "a recursive text cannot be veiled; say it in another way");
    const bool has_own = sql.starts_with(with);
    if (has_own) sql.remove_prefix(with.size());
    return std::string(with) + tables_for(dialect, sql, values.size()) + (has_own ? ", " : " ") +
           behind(sql, values.size());
}

bool veil_knows(std::string_view table) {
    return table == "arrival" || std::ranges::find(overlays, table, &Overlay::table) != overlays.end() ||
           std::ranges::find(tell_nothing, table) != tell_nothing.end();
}

} // namespace docket::store
