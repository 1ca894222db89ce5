#include "pipeline/store/search_find.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/search/block.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/where.hpp"

#include <algorithm>
#include <functional>
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
constexpr std::size_t blocks_at_first = 4, blocks_at_once = 64, terms_of_a_word = 6;
// Few entries are asked for in the small text, for the engine binds and looks up each of them.
constexpr std::size_t few_entries = 32, entries_at_once = 256;

struct Block {
    std::int64_t id = 0;
    std::uint32_t entries = 0;
    std::string slots;
};
struct EntryHead { // of an entry: what it takes to show or hide it
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
    static auto of(auto& h) { return std::tie(h.subject, h.kind, h.order, h.bound); }
};

namespace {

const std::string head_columns = "SELECT subject, kind, sort_key, bound";
constexpr std::string_view unfolded = "slot > (SELECT folded FROM search_head WHERE id = 1)";
constexpr std::string_view sql_blocks =
    "SELECT id, entries, slots FROM search_block WHERE id < $1 ORDER BY id DESC LIMIT $2";
// Of some blocks the one page the term could be on.
constexpr std::string_view sql_pages =
    "SELECT p.block, p.first_term, p.body FROM search_block b JOIN search_page p ON p.block = b.id AND "
    "p.first_term = (SELECT MAX(q.first_term) FROM search_page q WHERE q.block = b.id AND q.first_term <= ?)";

using PageRow = std::tuple<std::int64_t, Term, std::string>;

// One spelling of a word: all of these terms, and whether that is enough.
struct Spelling {
    std::string text;
    std::vector<Term> terms;
    bool exact = false;
};
using Spellings = std::vector<Spelling>; // of one word: any of them

Spelling spelling_of(std::u32string_view word) {
    auto of = search::terms_of_word(word);
    return {encode_utf8(word), std::move(of.terms), of.exact};
}
bool has_digits(const Spellings& word) {
    return std::ranges::any_of(
        word, [](const Spelling& way) { return way.text.find_first_of("0123456789") != std::string::npos; });
}
bool exact(const Spellings& word) { return std::ranges::all_of(word, &Spelling::exact); }

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
    Search(Session& session, const search::Wanted& wanted) : session_(session), wanted_(wanted) {
        for (const auto& word : wanted.words) {
            auto& ways = words_.emplace_back();
            for (const auto& spelling : word.spellings) ways.push_back(spelling_of(spelling));
        }
    }

    Result<search::Found> run() {
        DOCKET_CHECK(add_holding(words_, unfolded));
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

    // Of some entries those whose text holds the words. The texts stay with the engine, which takes each of
    // them from its disk once, however many words are looked for in it.
    template <class... A> Result<void> add_holding(const std::vector<Spellings>& words,
                                                   std::string_view which, const A&... values) {
        Where where;
        where.from("WITH e AS MATERIALIZED (SELECT subject, kind, sort_key, bound, text || '' AS text FROM "
                   "search_entry WHERE ");
        where.then(which, values...);
        where.then(") " + head_columns + " FROM e");
        for (const auto& spellings : words) {
            std::string any;
            Row of_one;
            for (const auto& spelling : spellings) {
                any += std::string(any.empty() ? "(" : " OR ") + "{position}(text, ?) > 0";
                append_cells(of_one, spelling.text);
            }
            where.add(any + ")", of_one);
        }
        return add_all(spoken(session_.dialect(), where.text()), where.args());
    }
    Result<void> add_all(const std::string& sql, const Row& args) {
        DOCKET_TRY(auto heads, Query(session_, sql, args).rows<EntryHead>());
        for (auto& head : heads) add(std::move(head));
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
        const auto rarity = [&](const Spellings& ways) {
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

    Result<Within> with_word(const Spellings& ways, const Within& among) {
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
        std::vector<EntrySlot> wanted; // the last ones first, as the blocks are
        for (const auto& block : blocks) {
            const auto texts = left.find(block.id);
            if (texts == left.end()) continue;
            DOCKET_TRY(const auto slots, search::unpack(block.slots));
            for (auto n = texts->second.rbegin(); n != texts->second.rend(); ++n)
                wanted.push_back(slots.at(*n));
        }
        return read(wanted);
    }

    // What the index is not certain of is looked for in the text.
    Result<void> read(const std::vector<EntrySlot>& slots) {
        std::vector<Spellings> in_question;
        std::ranges::copy_if(words_, std::back_inserter(in_question), std::not_fn(exact));
        // The parts of a day stand in many letters without that day: where it is not, no other word is looked
        // for.
        std::stable_partition(in_question.begin(), in_question.end(), has_digits);
        for (std::size_t at = 0; at < slots.size() && !enough(); at += entries_at_once) {
            const auto left = slots.size() - at;
            Row chunk;
            const auto size = left > few_entries ? entries_at_once : few_entries;
            for (std::size_t i = 0; i < size; ++i) // the text is fixed: the last fills up
                chunk.push_back(to_cell(slots[at + std::min(i, left - 1)]));
            DOCKET_CHECK(read_chunk(in_question, chunk));
        }
        return {};
    }

    Result<void> read_chunk(const std::vector<Spellings>& in_question, const Row& slots) {
        const auto these = "slot IN " + places(slots.size());
        if (!in_question.empty()) return add_holding(in_question, these, slots);
        Where where;
        where.add(these, slots);
        return add_all(head_columns + " FROM search_entry" + where.text(), where.args());
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
    std::vector<Spellings> words_; // all of them; the rarest first, once that is known
    std::map<std::pair<std::int64_t, Term>, Texts> known_; // by block and term, of the blocks in hand
    std::map<std::int64_t, std::uint32_t> sizes_;          // how many texts they have
    std::set<std::pair<std::string, std::string>> found_;  // by order and subject
};

} // namespace

Result<search::Found> find_entries(Session& session, const search::Wanted& wanted) {
    if (wanted.words.empty()) return search::Found{};
    return Search(session, wanted).run();
}

} // namespace docket::store
