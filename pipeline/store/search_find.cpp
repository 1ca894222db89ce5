#include "pipeline/store/search_find.hpp"

#include "pipeline/search/block.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/where.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace docket::store {

namespace {

using search::Term;
using Texts = std::vector<std::uint32_t>; // numbers within a block, ascending

// What is in every letter is found in the last few blocks, what is rare in none of many.
constexpr std::size_t blocks_at_first = 4, blocks_at_once = 64, entries_at_once = 64, terms_of_a_word = 6;

struct Block {
    std::int64_t id = 0;
    std::uint32_t entries = 0;
    std::string slots;
};
struct EntryHead { // of an entry: what it takes to show or hide it
    EntrySlot slot = 0;
    std::string subject;
    search::EntryKind kind{};
    std::string order;
    std::vector<std::string> bound;
};

} // namespace

template <> struct Fields<Block> {
    static auto of(auto& b) { return std::tie(b.id, b.entries, b.slots); }
};
template <> struct Fields<EntryHead> {
    static auto of(auto& h) { return std::tie(h.slot, h.subject, h.kind, h.order, h.bound); }
};

namespace {

const std::string head_columns = "SELECT slot, subject, kind, sort_key, bound";
const std::string sql_unfolded = head_columns +
                                 ", text FROM search_entry WHERE slot > (SELECT folded FROM search_head "
                                 "WHERE id = 1) ORDER BY slot DESC";
constexpr std::string_view sql_blocks =
    "SELECT id, entries, slots FROM search_block WHERE id < $1 ORDER BY id DESC LIMIT $2";
// Of some blocks the one page the term could be on.
constexpr std::string_view sql_pages =
    "SELECT p.block, p.first_term, p.body FROM search_block b JOIN search_page p ON p.block = b.id AND "
    "p.first_term = (SELECT MAX(q.first_term) FROM search_page q WHERE q.block = b.id AND q.first_term <= ?)";

using PageRow = std::tuple<std::int64_t, Term, std::string>;
using TextRow = std::tuple<EntrySlot, std::string>;

// One spelling of a word: all of these terms, and whether that is enough.
struct Spelling {
    std::vector<Term> terms;
    bool exact = false;
};

Spelling spelling_of(std::u32string_view word) {
    auto of = search::terms_of_word(word);
    return {std::move(of.terms), of.exact};
}

Texts both(const Texts& a, const Texts& b) {
    Texts out;
    std::ranges::set_intersection(a, b, std::back_inserter(out));
    return out;
}
Texts either(const Texts& a, const Texts& b) {
    Texts out;
    std::ranges::set_union(a, b, std::back_inserter(out));
    return out;
}

class Search {
  public:
    Search(Session& session, const search::Wanted& wanted)
        : session_(session), wanted_(wanted), spellings_(search::spellings_of(wanted.words)) {
        for (const auto& word : wanted.words) {
            auto& ways = words_.emplace_back();
            for (const auto& spelling : word.spellings) ways.push_back(spelling_of(spelling));
            for (const auto& way : ways) exact_ = exact_ && way.exact;
        }
    }

    Result<search::Found> run() {
        DOCKET_CHECK(read_unfolded());
        DOCKET_CHECK(begin_with_the_rarest());
        auto before = after_all;
        for (auto most = blocks_at_first; !enough(); most = std::min(4 * most, blocks_at_once)) {
            DOCKET_TRY(const auto blocks, blocks_before(before, most));
            if (blocks.empty()) break;
            DOCKET_CHECK(read(blocks));
            known_.clear();
            sizes_.clear();
            before = blocks.back().id;
        }
        return in_order();
    }

  private:
    bool enough() const { return std::ssize(found_) > wanted_.most; }

    void add(EntryHead&& head) {
        if (head.kind == search::EntryKind::documents && !wanted_.documents) return;
        for (const auto& one : wanted_.bound_to)
            if (std::ranges::find(head.bound, one) != head.bound.end()) return;
        found_.emplace(std::move(head.order), std::move(head.subject));
    }

    Result<void> read_unfolded() {
        using Row = std::tuple<EntrySlot, std::string, search::EntryKind, std::string,
                               std::vector<std::string>, std::string>;
        DOCKET_TRY(auto rows, Query(session_, sql_unfolded).rows<Row>());
        for (auto& [slot, subject, kind, order, bound, text] : rows)
            if (search::holds(text, spellings_))
                add({slot, std::move(subject), kind, std::move(order), std::move(bound)});
        return {};
    }

    // The last ones first.
    static constexpr auto after_all = std::numeric_limits<std::int64_t>::max();
    Result<std::vector<Block>> blocks_before(std::int64_t id, std::size_t most) {
        return Query(session_, sql_blocks, id, static_cast<std::int64_t>(most)).rows<Block>();
    }

    // Each term costs a page a block as long as something is left in question there: what is rarest in the
    // last block is asked for first. The text is looked at anyway, so of a long word only some terms stay.
    Result<void> begin_with_the_rarest() {
        if (terms() < 2) return {};
        DOCKET_TRY(const auto blocks, blocks_before(after_all, 1));
        if (blocks.empty()) return {};
        const auto last = all_of(blocks);
        for (const auto& ways : words_)
            for (const auto& way : ways)
                for (const auto term : way.terms) DOCKET_CHECK(look_up(term, last));
        const auto count = [&](Term term) { return known_.at({blocks.front().id, term}).size(); };
        for (auto& ways : words_)
            for (auto& way : ways) {
                std::ranges::stable_sort(way.terms, {}, count);
                way.terms.resize(std::min(way.terms.size(), terms_of_a_word));
            }
        const auto rarity = [&](const std::vector<Spelling>& ways) {
            std::size_t sum = 0;
            for (const auto& way : ways) sum += way.terms.empty() ? 0 : count(way.terms.front());
            return sum;
        };
        std::ranges::stable_sort(words_, {}, rarity);
        return {};
    }
    std::size_t terms() const {
        std::size_t sum = 0;
        for (const auto& ways : words_)
            for (const auto& way : ways) sum += way.terms.size();
        return sum;
    }

    // Of each block the texts that are in question; a block with none is left out.
    using Within = std::map<std::int64_t, Texts>;
    Within all_of(const std::vector<Block>& blocks) {
        Within out;
        for (const auto& block : blocks) {
            sizes_[block.id] = block.entries;
            auto& texts = out[block.id];
            texts.resize(block.entries);
            std::iota(texts.begin(), texts.end(), 0U);
        }
        return out;
    }

    // Which texts of these blocks hold the term, where that is not known yet.
    Result<void> look_up(Term term, const Within& blocks) {
        std::vector<std::int64_t> asked;
        for (const auto& [block, texts] : blocks)
            if (known_.try_emplace({block, term}).second) asked.push_back(block);
        if (asked.empty()) return {};
        Where where;
        where.from(sql_pages, term);
        Row ids;
        for (std::size_t i = 0; i < blocks_at_once; ++i) // the text is fixed: the last fills up
            append_cells(ids, asked[std::min(i, asked.size() - 1)]);
        where.add("b.id IN " + places(blocks_at_once), ids);
        DOCKET_TRY(auto pages, Query(session_, where.text(), where.args()).rows<PageRow>());
        for (auto& [block, first, body] : pages) {
            auto& texts = known_.at({block, term});
            DOCKET_TRY(texts, search::texts_with(term, {first, std::move(body)}, sizes_.at(block)));
        }
        return {};
    }

    Result<Within> with_all(const std::vector<Term>& terms, Within among) {
        if (terms.empty()) return Within();
        for (const auto term : terms) {
            DOCKET_CHECK(look_up(term, among));
            for (auto& [block, texts] : among) texts = both(texts, known_.at({block, term}));
            std::erase_if(among, [](const auto& one) { return one.second.empty(); });
            if (among.empty()) break;
        }
        return among;
    }

    Result<Within> with_word(const std::vector<Spelling>& ways, const Within& among) {
        Within out;
        for (const auto& way : ways) {
            DOCKET_TRY(const auto found, with_all(way.terms, among));
            for (const auto& [block, texts] : found) out[block] = either(out[block], texts);
        }
        return out;
    }

    Result<void> read(const std::vector<Block>& blocks) {
        auto left = all_of(blocks);
        for (const auto& ways : words_) {
            DOCKET_TRY(left, with_word(ways, left));
            if (left.empty()) return {};
        }
        for (const auto& block : blocks) {
            const auto texts = left.find(block.id);
            if (texts == left.end()) continue;
            DOCKET_TRY(const auto slots, search::unpack(block.slots));
            std::vector<EntrySlot> wanted;
            for (auto n = texts->second.rbegin(); n != texts->second.rend(); ++n)
                wanted.push_back(slots.at(*n));
            DOCKET_CHECK(read(wanted));
            if (enough()) break;
        }
        return {};
    }

    Result<void> read(const std::vector<EntrySlot>& slots) {
        for (std::size_t at = 0; at < slots.size() && !enough(); at += entries_at_once) {
            Row chunk;
            for (std::size_t i = 0; i < entries_at_once; ++i) // the text is fixed: the last fills up
                chunk.push_back(to_cell(slots[std::min(at + i, slots.size() - 1)]));
            DOCKET_CHECK(read_chunk(chunk));
        }
        return {};
    }

    Result<void> read_chunk(const Row& slots) {
        std::set<EntrySlot> right;
        if (!exact_) {
            Where where;
            where.add("slot IN " + places(entries_at_once), slots);
            DOCKET_TRY(const auto texts,
                       Query(session_, "SELECT slot, text FROM search_entry" + where.text(), where.args())
                           .rows<TextRow>());
            for (const auto& [slot, text] : texts)
                if (search::holds(text, spellings_)) right.insert(slot);
            if (right.empty()) return {};
        }
        Where where;
        where.add("slot IN " + places(entries_at_once), slots);
        DOCKET_TRY(auto heads,
                   Query(session_, head_columns + " FROM search_entry" + where.text(), where.args())
                       .rows<EntryHead>());
        for (auto& head : heads)
            if (exact_ || right.contains(head.slot)) add(std::move(head));
        return {};
    }

    search::Found in_order() {
        search::Found out;
        out.more = enough();
        for (auto one = found_.rbegin(); one != found_.rend() && std::ssize(out.subjects) < wanted_.most;
             ++one)
            out.subjects.push_back(one->second);
        return out;
    }

    Session& session_;
    const search::Wanted& wanted_;
    const std::vector<std::vector<std::string>> spellings_;
    std::vector<std::vector<Spelling>> words_;             // of each word its ways
    std::map<std::pair<std::int64_t, Term>, Texts> known_; // by block and term, of the blocks in hand
    std::map<std::int64_t, std::uint32_t> sizes_;          // how many texts they have
    bool exact_ = true;
    std::set<std::pair<std::string, std::string>> found_; // by order and subject
};

} // namespace

Result<search::Found> find_entries(Session& session, const search::Wanted& wanted) {
    if (wanted.words.empty()) return search::Found{};
    return Search(session, wanted).run();
}

} // namespace docket::store
