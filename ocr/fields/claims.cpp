// What the letter asks for, one field a request. Doubts: claim.from_prose (no heading says so), claim.long
// (where it ends is unsure), claim.repaired (a document number or a day in it was put right).
#include "ocr/fields/lists.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

constexpr std::size_t longest_claim = 300;
constexpr std::size_t most_claims = 30;

// The requests end with the next heading, the closing words or the closing date.
std::size_t end_of_requests(const Work& work, std::size_t at) {
    auto end = work.letter.size();
    for (const auto& hit : work.labels) {
        if (hit.begin < at || hit.begin >= end) continue;
        if (hit.label != Label::number && hit.label != Label::issued && hit.label != Label::received)
            end = hit.begin;
    }
    for (const auto word : {U"此致", U"敬礼", U"事实与理由", U"事实和理由", U"事实及理由"}) {
        const auto found = work.letter.simple().find(word, at);
        if (found != std::u32string_view::npos && work.letter.at_boundary(found)) end = std::min(end, found);
    }
    if (const auto date = closing_date(work); date && work.dates[*date].begin > at)
        end = std::min(end, work.dates[*date].begin);
    // 二、 before 事实与理由 belongs to that heading
    for (std::size_t back = 2; back <= 3 && end >= at + back; ++back)
        if (end < work.letter.size() && mark_at(work.letter, end - back) == back) return end - back;
    return end;
}

void add_claim(Work& work, Span span, std::vector<std::string> doubts) {
    span = trimmed(work.letter, span);
    if (span.end - span.begin < 3 || work.found.all("claim").size() >= most_claims) return;
    if (span.end - span.begin > longest_claim) {
        span.end = span.begin + longest_claim;
        doubts.emplace_back("claim.long");
    }
    const auto mended = work.mended(span);
    if (mended.changed) doubts.emplace_back("claim.repaired");
    auto field = make_field(work.letter, "claim", span, text::encode(mended.text), std::move(doubts),
                            Reading::in_sense);
    if (mended.changed) field.candidates.push_back(work.letter.utf8(span));
    work.add(std::move(field));
}

// 请求：撤销原意见；责令重新处理。 — several requests in one sentence are parted by ；, each of them a
// clause.
void add_sentences(Work& work, Span span) {
    constexpr std::size_t least = 5;
    const auto parts = parted(work.letter, span, U"；;");
    const bool clauses =
        parts.size() > 1 && std::ranges::all_of(parts, [](Span p) { return p.end - p.begin >= least; });
    if (!clauses) return add_claim(work, span, {});
    for (const auto& part : parts) add_claim(work, part, {});
}

// Requests under 1. or （一） end where a heading 二、 begins a line: it is of the level above.
std::size_t end_of_level(const Running& letter, std::size_t begin, std::size_t end) {
    bool lower = false;
    for (auto at = begin; at < end; ++at) {
        const auto length = mark_at(letter, at);
        if (length == 0) continue;
        const bool heading = text::is_one_of(letter.simple()[at], U"一二三四五六七八九十");
        if (heading && lower && letter.place(at).starts_line) return at;
        lower = lower || (!heading && letter.simple()[at] != U'、'); // which may have been 一、
        at += length - 1;
    }
    return end;
}

void add_block(Work& work, std::size_t begin, std::size_t end) {
    end = end_of_level(work.letter, begin, end);
    auto items = items_of(work.letter, begin, end);
    if (items.empty()) { // one request in a sentence or two: to the end of its paragraph
        auto stop = begin;
        while (stop < end && !(stop > begin + 2 && work.letter.text()[stop - 1] == U'。' &&
                               (work.letter.place(stop).starts_line || stop - begin > 120)))
            ++stop;
        return add_sentences(work, {begin, stop});
    }
    // What follows the last item's sentence at the start of a line is no longer of it.
    auto& last = items.back();
    for (auto at = last.begin; at < last.end; ++at)
        if (at > last.begin && work.letter.place(at).starts_line && work.letter.text()[at - 1] == U'。')
            last.end = at;
    for (const auto& item : items) add_claim(work, item, {});
}

// 恳请…。 请求…。 where no heading announces the requests.
void add_from_prose(Work& work) {
    constexpr std::array<std::u32string_view, 7> words{U"恳请", U"请求", U"强烈要求", U"要求",
                                                       U"恳求", U"希望", U"望"};
    constexpr std::size_t most = 5;
    const auto simple = work.letter.simple();
    std::size_t count = 0;
    for (std::size_t at = 0; at < simple.size() && count < most; ++at) {
        const bool starts = at > 0 && (text::is_one_of(simple[at - 1], U"，。；！：特故现此们我"));
        const auto asks = [&](auto word) { return simple.substr(at).starts_with(word); };
        if (!starts || std::ranges::none_of(words, asks)) continue;
        Span span{at, at};
        while (span.end < simple.size() && !text::is_one_of(simple[span.end], U"。！？")) ++span.end;
        add_claim(work, span, {"claim.from_prose"});
        at = span.end;
        ++count;
    }
}

// A list that begins with 1. at the start of a line, announced by a word of asking or made of them.
bool add_list(Work& work) {
    constexpr std::array<std::u32string_view, 8> asking{U"请",   U"求", U"建议", U"希望",
                                                        U"要求", U"盼", U"帮",   U"诉求"};
    constexpr std::size_t announced_within = 40;
    const auto& letter = work.letter;
    const auto asks = [&](std::u32string_view s) {
        return std::ranges::any_of(asking, [s](auto word) { return s.find(word) != s.npos; });
    };
    for (std::size_t i = letter.lines(); i-- > 0;) {
        const auto line = letter.line(i);
        const auto mark = mark_at(letter, line.begin);
        const auto words = letter.simple({line.begin, line.begin + mark});
        if (mark == 0 || words.find_first_of(U"1一①、") == words.npos ||
            words.find_first_of(U"十二三四五六七八九") != words.npos)
            continue;
        const Span before{line.begin > announced_within ? line.begin - announced_within : 0, line.begin};
        const Span start{line.begin, std::min(line.end, line.begin + mark + 4)};
        if (!asks(letter.simple(before)) && !asks(letter.simple(start))) continue;
        const bool announced = line.begin == 0 || text::is_one_of(letter.text()[line.begin - 1], U"：！");
        if (!announced && !asks(letter.simple(start))) continue;
        add_block(work, line.begin, end_of_requests(work, line.begin));
        return work.found.find("claim") != nullptr;
    }
    return false;
}

} // namespace

void find_claims(Work& work) {
    for (const auto& hit : work.labels) {
        if (hit.label != Label::requests) continue;
        add_block(work, hit.value, end_of_requests(work, hit.value));
        if (work.found.find("claim") != nullptr) return;
    }
    if (!add_list(work)) add_from_prose(work);
}

} // namespace docket::ocr
