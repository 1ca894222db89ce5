// Portraits of cases and what people decided about two of them.
#include "pipeline/base/utf8.hpp"
#include "pipeline/search/block.hpp"
#include "pipeline/store/adapters.hpp"
#include "pipeline/store/review_columns.hpp"
#include "pipeline/store/tx.hpp"
#include "pipeline/store/where.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace docket::store {

namespace likeness = review::likeness;

namespace {

struct PortraitRow { // of case_portrait
    std::string people, claims;
    std::int64_t claims_of = 0;
    std::string words;
    std::int64_t words_of = 0;
    std::string pictures;
    bool again = false, new_turn = false;
    bool operator==(const PortraitRow&) const = default;
};
struct KeyedRow { // with the keys it is found by
    PortraitRow row;
    std::string keys;
};
struct HungRow { // with what the register says of the case
    std::int64_t case_id = 0;
    std::string number;
    review::LetterKind kind{};
    Date received{};
    PortraitRow row;
};

} // namespace

template <> struct Column<likeness::Relation> : NamedColumn<likeness::Relation, likeness::parse_relation> {};
template <> struct Fields<PortraitRow> {
    static auto of(auto& p) {
        return std::tie(p.people, p.claims, p.claims_of, p.words, p.words_of, p.pictures, p.again,
                        p.new_turn);
    }
};
template <> struct Fields<KeyedRow> {
    static auto of(auto& k) { return std::tuple_cat(Fields<PortraitRow>::of(k.row), std::tie(k.keys)); }
};
template <> struct Fields<HungRow> {
    static auto of(auto& h) {
        return std::tuple_cat(std::tie(h.case_id, h.number, h.kind, h.received),
                              Fields<PortraitRow>::of(h.row));
    }
};
template <> struct Fields<likeness::Ruling> {
    static auto of(auto& v) { return std::tie(v.later, v.earlier, v.same, v.relation, v.reason, v.by, v.at); }
};

namespace {

const std::string portrait_columns = "people, claims, claims_of, words, words_of, pictures, again, new_turn";
const std::string sql_keyed = "SELECT " + portrait_columns + ", keys FROM case_portrait WHERE case_id = $1";
const std::string sql_hang =
    "INSERT INTO case_portrait(" + portrait_columns +
    ", keys, case_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (case_id) DO UPDATE SET "
    "people = "
    "excluded.people, claims = excluded.claims, claims_of = excluded.claims_of, words = excluded.words, "
    "words_of = excluded.words_of, pictures = excluded.pictures, again = excluded.again, new_turn = "
    "excluded.new_turn, keys = excluded.keys";
const std::string sql_hung =
    "SELECT c.id, c.number, c.kind, c.received, p.people, p.claims, p.claims_of, "
    "p.words, p.words_of, p.pictures, p.again, p.new_turn FROM case_portrait p JOIN case_file c ON "
    "c.id = p.case_id";
constexpr std::string_view sql_with_key =
    "SELECT case_id FROM portrait_key WHERE hash = $1 ORDER BY case_id DESC LIMIT 500";
constexpr std::string_view sql_decide =
    "INSERT INTO case_ruling(later, earlier, same, relation, reason, person, at_ms) VALUES ($1, $2, $3, "
    "$4, $5, $6, $7) ON CONFLICT (later, earlier) DO UPDATE SET same = excluded.same, relation = "
    "excluded.relation, reason = excluded.reason, person = excluded.person, at_ms = excluded.at_ms";
const std::string sql_rulings = "SELECT l.number, e.number, v.same, v.relation, v.reason, v.person, v.at_ms "
                                "FROM case_ruling v JOIN case_file l ON l.id = v.later JOIN case_file e "
                                "ON e.id = v.earlier WHERE ";

// A list of one length, so that the text is prepared once: the last value fills it up.
constexpr std::size_t of_a_list = 50;
template <class T> Row filled_up(const std::vector<T>& all, std::size_t from) {
    Row out;
    for (std::size_t i = 0; i < of_a_list; ++i)
        out.push_back(to_cell(all[std::min(from + i, all.size() - 1)]));
    return out;
}

std::string packed(const std::vector<likeness::Shingle>& kept) {
    return search::pack({kept.begin(), kept.end()});
}

std::vector<std::int64_t> values_of(const std::vector<likeness::Key>& keys) {
    std::vector<std::int64_t> out;
    for (const auto& key : keys) out.push_back(key.value);
    std::ranges::sort(out);
    return out;
}

std::string people_text(const likeness::Portrait& portrait) {
    json::Array people, accused;
    for (const auto& one : portrait.people)
        people.emplace_back(json::Object{{"name", encode_utf8(one.name)},
                                         {"id_number", one.id_number},
                                         {"phone", one.phone},
                                         {"address", encode_utf8(one.address)}});
    for (const auto& one : portrait.accused) accused.emplace_back(encode_utf8(one));
    json::Object out{{"people", std::move(people)}};
    if (!accused.empty()) out.set("accused", std::move(accused));
    return json::dump(std::move(out));
}

PortraitRow row_of(const likeness::Portrait& portrait) {
    return {people_text(portrait), packed(portrait.claims.kept),
            portrait.claims.of,    packed(portrait.words.kept),
            portrait.words.of,     search::pack(portrait.pictures),
            portrait.again,        portrait.new_turn};
}

Result<likeness::Sketch> sketch_of(const std::string& text, std::int64_t of) {
    DOCKET_TRY(const auto numbers, search::unpack(text));
    likeness::Sketch out;
    out.of = of;
    for (const auto number : numbers) {
        DOCKET_TRY(const auto shingle, Column<likeness::Shingle>::from(number));
        out.kept.push_back(shingle);
    }
    return out;
}

Result<likeness::Portrayed> portrayed(HungRow&& hung) {
    likeness::Portrayed out;
    out.number = std::move(hung.number);
    auto& portrait = out.portrait;
    portrait.kind = hung.kind;
    portrait.received = hung.received;
    DOCKET_TRY(const auto people, json::parse(hung.row.people));
    for (const auto& one : people.array_at("people"))
        portrait.people.push_back({code_points(one.text_at("name")), one.text_at("id_number"),
                                   one.text_at("phone"), code_points(one.text_at("address"))});
    for (const auto& one : people.texts_at("accused")) portrait.accused.push_back(code_points(one));
    DOCKET_TRY(portrait.claims, sketch_of(hung.row.claims, hung.row.claims_of));
    DOCKET_TRY(portrait.words, sketch_of(hung.row.words, hung.row.words_of));
    DOCKET_TRY(portrait.pictures, search::unpack(hung.row.pictures));
    portrait.again = hung.row.again;
    portrait.new_turn = hung.row.new_turn;
    return out;
}

Result<std::optional<std::int64_t>> id_of(Session& session, std::string_view number) {
    return Query(session, "SELECT id FROM case_file WHERE number = $1", number).maybe<std::int64_t>();
}
Result<std::int64_t> known_id(Session& session, std::string_view number) {
    DOCKET_TRY(const auto id, id_of(session, number));
    if (!id) return fail(Kind::not_found, "case.unknown", "no case has the number " + std::string(number));
    return *id;
}

// Keys that stay are not touched: a case is portrayed anew at every step it takes.
Result<void> write_keys(Session& session, std::int64_t id, const std::vector<std::int64_t>& before,
                        const std::vector<std::int64_t>& now) {
    std::vector<std::int64_t> gone, come;
    std::ranges::set_difference(before, now, std::back_inserter(gone));
    std::ranges::set_difference(now, before, std::back_inserter(come));
    for (const auto key : gone)
        DOCKET_CHECK(
            Query(session, "DELETE FROM portrait_key WHERE hash = $1 AND case_id = $2", key, id).run());
    for (const auto key : come)
        DOCKET_CHECK(
            Query(session, "INSERT INTO portrait_key(hash, case_id) VALUES ($1, $2)", key, id).run());
    return {};
}

// The ids of cases by how much they share.
Result<std::vector<std::int64_t>> most_alike(Session& session, const std::vector<likeness::Key>& keys,
                                             std::int64_t but, std::size_t most) {
    std::map<std::int64_t, int> shared;
    for (const auto& key : keys) {
        DOCKET_TRY(const auto ids, Query(session, sql_with_key, key.value).rows<std::int64_t>());
        for (const auto id : ids) shared[id] += key.says;
    }
    shared.erase(but);
    std::vector<std::pair<int, std::int64_t>> all;
    for (const auto& [id, says] : shared) all.emplace_back(says, id);
    std::ranges::sort(all, std::ranges::greater{});
    if (all.size() > most) all.resize(most);
    std::vector<std::int64_t> out;
    for (const auto& one : all) out.push_back(one.second);
    return out;
}

Result<std::vector<likeness::Portrayed>> portraits_of(Session& session,
                                                      const std::vector<std::int64_t>& ids) {
    std::map<std::int64_t, likeness::Portrayed> found;
    for (std::size_t at = 0; at < ids.size(); at += of_a_list) {
        Where where;
        where.from(sql_hung);
        where.add("p.case_id IN " + places(of_a_list), filled_up(ids, at));
        DOCKET_TRY(auto rows, Query(session, where.text(), where.args()).rows<HungRow>());
        for (auto& row : rows) {
            const auto id = row.case_id;
            DOCKET_TRY(auto one, portrayed(std::move(row)));
            found.emplace(id, std::move(one));
        }
    }
    std::vector<likeness::Portrayed> out;
    for (const auto id : ids)
        if (const auto there = found.find(id); there != found.end()) out.push_back(std::move(there->second));
    return out;
}

class SqlPortraits final : public likeness::Portraits {
  public:
    explicit SqlPortraits(Database& database) : database_(database) {}

    Result<void> put(Transaction& tx, std::string_view number, const likeness::Portrait& portrait) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto id, known_id(session, number));
        DOCKET_TRY(const auto there, Query(session, sql_keyed, id).maybe<KeyedRow>());
        const auto keys = values_of(likeness::keys_of(portrait));
        const KeyedRow now{row_of(portrait), search::pack(keys)};
        if (there && there->row == now.row && there->keys == now.keys) return {};
        std::vector<std::int64_t> before;
        if (there) {
            DOCKET_TRY(before, search::unpack(there->keys));
        }
        DOCKET_CHECK(write_keys(session, id, before, keys));
        return Query(session, sql_hang, now, id).run();
    }

    Result<std::optional<likeness::Portrait>> of(std::string_view number) override {
        return reading(database_, [&](Session& session) -> Result<std::optional<likeness::Portrait>> {
            DOCKET_TRY(const auto id, id_of(session, number));
            if (!id) return std::optional<likeness::Portrait>();
            DOCKET_TRY(auto found, portraits_of(session, {*id}));
            if (found.empty()) return std::optional<likeness::Portrait>();
            return std::optional(std::move(found.front().portrait));
        });
    }

    Result<std::vector<likeness::Portrayed>> sharing(const std::vector<likeness::Key>& keys,
                                                     std::string_view but, int most) override {
        return reading(database_, [&](Session& session) -> Result<std::vector<likeness::Portrayed>> {
            DOCKET_TRY(const auto id, id_of(session, but));
            DOCKET_TRY(const auto ids,
                       most_alike(session, keys, id.value_or(0), static_cast<std::size_t>(most)));
            return portraits_of(session, ids);
        });
    }

    Result<void> decide(Transaction& tx, const likeness::Ruling& ruling) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto later, known_id(session, ruling.later));
        DOCKET_TRY(const auto earlier, known_id(session, ruling.earlier));
        return Query(session, sql_decide, later, earlier, ruling.same, ruling.relation, ruling.reason,
                     ruling.by, ruling.at)
            .run();
    }

    Result<std::vector<likeness::Ruling>> rulings_about(const std::vector<std::string>& numbers) override {
        return reading(database_, [&](Session& session) -> Result<std::vector<likeness::Ruling>> {
            std::vector<likeness::Ruling> out;
            std::set<std::pair<std::string, std::string>> seen;
            for (std::size_t at = 0; at < numbers.size(); at += of_a_list)
                for (const std::string side : {"v.later", "v.earlier"}) {
                    Where where;
                    where.then(sql_rulings + side + " IN (SELECT id FROM case_file WHERE number IN " +
                                   places(of_a_list) + ")",
                               filled_up(numbers, at));
                    DOCKET_TRY(auto rows,
                               Query(session, where.text(), where.args()).rows<likeness::Ruling>());
                    for (auto& one : rows)
                        if (seen.emplace(one.later, one.earlier).second) out.push_back(std::move(one));
                }
            std::ranges::sort(out, {},
                              [](const likeness::Ruling& v) { return std::tuple(v.at, v.later, v.earlier); });
            return out;
        });
    }

  private:
    Database& database_;
};

} // namespace

std::unique_ptr<likeness::Portraits> sql_portraits(Database& database) {
    return std::make_unique<SqlPortraits>(database);
}

} // namespace docket::store
