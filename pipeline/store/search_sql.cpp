// The index of the search: entries written one after the other, folded into blocks
// (pipeline/search/block.hpp) once enough have gathered.
#include "pipeline/base/utf8.hpp"
#include "pipeline/search/block.hpp"
#include "pipeline/store/adapters.hpp"
#include "pipeline/store/marks.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/search_find.hpp"
#include "pipeline/store/tx.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace docket::store {

template <> struct Fields<search::Stale> {
    static auto of(auto& s) { return std::tie(s.subject, s.mark); }
};
template <> struct Fields<search::Entry> {
    static auto of(auto& e) { return std::tie(e.subject, e.kind, e.order, e.bound, e.text); }
};

namespace {

using search::Entry;

constexpr std::string_view sql_stale =
    "SELECT subject, mark FROM search_subject WHERE mark > done ORDER BY subject LIMIT 32";
constexpr std::string_view sql_settle =
    "UPDATE search_subject SET done = $1 WHERE subject = $2 AND done < $3 RETURNING mark";
constexpr std::string_view sql_entry =
    "SELECT slot, subject, kind, sort_key, bound, text FROM search_entry WHERE subject = $1";
constexpr std::string_view sql_next_slot =
    "UPDATE search_head SET slot = slot + 1 WHERE id = 1 RETURNING slot";
constexpr std::string_view sql_insert_entry =
    "INSERT INTO search_entry(slot, subject, kind, sort_key, bound, text) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view sql_gone =
    "UPDATE search_block SET gone = gone + 1 WHERE first_slot <= $1 AND last_slot >= $2";
constexpr std::string_view sql_lock_head =
    "UPDATE search_head SET block = block WHERE id = 1 RETURNING folded, block";
constexpr std::string_view sql_unfolded_texts =
    "SELECT slot, text FROM search_entry WHERE slot > (SELECT folded FROM search_head WHERE id = 1) "
    "ORDER BY slot LIMIT 1024";
constexpr std::string_view sql_sparse =
    "SELECT id, first_slot, last_slot FROM search_block WHERE gone * 2 > entries ORDER BY id LIMIT 1";

constexpr std::size_t folded_at_once = 1024; // as in sql_unfolded_texts

// The stored entry of a subject, with its slot.
struct Placed {
    EntrySlot slot = 0;
    Entry entry;
};

// What will be a block: built before the transaction that writes it, for what a slot says never changes.
struct Fold {
    std::vector<EntrySlot> slots;
    std::vector<search::BlockPage> pages;
};

} // namespace

template <> struct Fields<Placed> {
    static auto of(auto& p) { return std::tuple_cat(std::tie(p.slot), Fields<Entry>::of(p.entry)); }
};

namespace {

bool same(const Entry& a, const Entry& b) {
    return a.kind == b.kind && a.order == b.order && a.bound == b.bound && a.text == b.text;
}

class SqlSearchIndex final : public search::Index {
  public:
    explicit SqlSearchIndex(Database& database) : database_(database) {}

    Result<std::vector<search::Stale>> stale(int most) override {
        return reading(database_, [&](Session& session) -> Result<std::vector<search::Stale>> {
            DOCKET_TRY(auto rows, Query(session, sql_stale).rows<search::Stale>());
            if (std::ssize(rows) > most) rows.resize(static_cast<std::size_t>(most));
            return rows;
        });
    }

    Result<bool> replace(Transaction& tx, const search::Stale& mark,
                         const std::optional<Entry>& entry) override {
        Session& session = session_of(tx, database_);
        DOCKET_TRY(const auto settled,
                   Query(session, sql_settle, mark.mark, mark.subject, mark.mark).maybe<std::int64_t>());
        if (!settled) return false;
        DOCKET_TRY(const auto there, Query(session, sql_entry, mark.subject).maybe<Placed>());
        if (there && entry && same(there->entry, *entry)) return true;
        if (there) {
            DOCKET_CHECK(Query(session, "DELETE FROM search_entry WHERE slot = $1", there->slot).run());
            DOCKET_CHECK(Query(session, sql_gone, there->slot, there->slot).run());
        }
        if (!entry) return true;
        DOCKET_TRY(const auto slot, Query(session, sql_next_slot).one<EntrySlot>());
        DOCKET_CHECK(Query(session, sql_insert_entry, slot, *entry).run());
        return true;
    }

    Result<bool> tidy() override {
        DOCKET_TRY(const auto fold, next_fold());
        if (fold) {
            DOCKET_CHECK(writing(database_, [&](Session& session) { return write(session, *fold); }));
            return true;
        }
        return writing(database_, [](Session& session) { return loosen(session); });
    }

    Result<search::Found> find(const search::Wanted& wanted) override {
        return reading(database_, [&](Session& session) { return find_entries(session, wanted); });
    }

    Result<void> start_over() override {
        return writing(database_, [](Session& session) -> Result<void> {
            for (const auto* sql :
                 {"DELETE FROM search_page", "DELETE FROM search_block", "DELETE FROM search_entry"})
                DOCKET_CHECK(Query(session, sql).run());
            return mark_everything(session);
        });
    }

  private:
    Result<std::optional<Fold>> next_fold() {
        using Row = std::tuple<EntrySlot, std::string>;
        DOCKET_TRY(const auto rows, reading(database_, [](Session& session) {
                       return Query(session, sql_unfolded_texts).rows<Row>();
                   }));
        if (rows.size() < folded_at_once) return std::optional<Fold>();
        Fold out;
        std::vector<std::vector<search::Term>> terms;
        for (const auto& [slot, text] : rows) {
            out.slots.push_back(slot);
            terms.push_back(search::terms_of(code_points(text)));
        }
        out.pages = search::make_block(terms);
        return std::optional(std::move(out));
    }

    static Result<void> write(Session& session, const Fold& fold) {
        using Head = std::tuple<EntrySlot, std::int64_t>;
        DOCKET_TRY(const auto head, Query(session, sql_lock_head).one<Head>());
        if (std::get<0>(head) >= fold.slots.front()) return {}; // somebody else did
        const auto first = fold.slots.front(), last = fold.slots.back();
        DOCKET_TRY(
            const auto left,
            Query(session, "SELECT count(*) FROM search_entry WHERE slot >= $1 AND slot <= $2", first, last)
                .one<std::int64_t>());
        const auto entries = std::ssize(fold.slots);
        const auto block = std::get<1>(head) + 1;
        DOCKET_CHECK(Query(session,
                           "INSERT INTO search_block(id, first_slot, last_slot, entries, gone, slots) "
                           "VALUES ($1, $2, $3, $4, $5, $6)",
                           block, first, last, std::int64_t{entries}, std::int64_t{entries - left},
                           search::pack(fold.slots))
                         .run());
        for (const auto& page : fold.pages)
            DOCKET_CHECK(Query(session,
                               "INSERT INTO search_page(block, first_term, body) VALUES ($1, $2, $3)", block,
                               page.first, page.body)
                             .run());
        return Query(session, "UPDATE search_head SET folded = $1, block = $2 WHERE id = 1", last, block)
            .run();
    }

    // Of a block most of whose entries are gone the others are written anew; true where there was one.
    static Result<bool> loosen(Session& session) {
        using Sparse = std::tuple<std::int64_t, EntrySlot, EntrySlot>;
        DOCKET_TRY(const auto sparse, Query(session, sql_sparse).maybe<Sparse>());
        if (!sparse) return false;
        const auto& [block, first, last] = *sparse;
        DOCKET_TRY(const auto slots,
                   Query(session,
                         "SELECT slot FROM search_entry WHERE slot >= $1 AND slot <= $2 ORDER BY slot", first,
                         last)
                       .rows<EntrySlot>());
        for (const auto slot : slots) {
            DOCKET_TRY(const auto next, Query(session, sql_next_slot).one<EntrySlot>());
            DOCKET_CHECK(
                Query(session, "UPDATE search_entry SET slot = $1 WHERE slot = $2", next, slot).run());
        }
        DOCKET_CHECK(Query(session, "DELETE FROM search_page WHERE block = $1", block).run());
        DOCKET_CHECK(Query(session, "DELETE FROM search_block WHERE id = $1", block).run());
        return true;
    }

    Database& database_;
};

} // namespace

std::unique_ptr<search::Index> sql_search_index(Database& database) {
    return std::make_unique<SqlSearchIndex>(database);
}

} // namespace docket::store
