// What the letter asks for, one field a request. Doubts: claim.from_prose (no heading says so), claim.long
// (where it ends is unsure), claim.repaired (a document number, a day or its opening was put right).
#include "ocr/fields/any_of.hpp"
#include "ocr/fields/lists.hpp"
#include "ocr/fields/openings.hpp"
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
    mend_opening(work, span);
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
        if (at > last.begin && work.letter.place(at).starts_line &&
            (work.letter.text()[at - 1] == U'。' ||
             !work.letter.line_is_full(work.letter.place(at - 1).line)))
            last.end = at;
    for (const auto& item : items) add_claim(work, item, {});
}

// 恳请领导明察, 望早日答复: how letters close, and nothing that could be granted.
bool only_closes(std::u32string_view words) {
    constexpr std::array<std::u32string_view, 14> closings{
        U"明察", U"批准", U"答复",         U"早复", U"回复", U"从速", U"为盼",
        U"费心", U"重视", U"依法依规处理", U"解决", U"处理", U"受理", U"谢谢"};
    constexpr std::size_t longest = 12;
    return words.size() <= longest && holds_any(words, closings);
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
        if (!starts || !begins_with_any(simple.substr(at), words)) continue;
        Span span{at, at};
        while (span.end < simple.size() && !text::is_one_of(simple[span.end], U"。！？")) ++span.end;
        at = span.end;
        if (only_closes(work.letter.simple(trimmed(work.letter, span)))) continue;
        add_claim(work, span, {"claim.from_prose"});
        ++count;
    }
}

// 责令…, 退还…, 依法认定…: what is asked for begins so.
bool demands(std::u32string_view words) {
    constexpr std::array<std::u32string_view, 45> verbs{
        U"请",   U"要求", U"责令", U"责成", U"督促", U"撤销", U"撤回", U"变更", U"不予维持",
        U"依法", U"恢复", U"公开", U"公布", U"退还", U"返还", U"退回", U"认定", U"确认",
        U"停止", U"立即", U"查处", U"查清", U"核实", U"重新", U"补",   U"赔偿", U"给予",
        U"限期", U"允许", U"安排", U"拆除", U"修",   U"清理", U"落实", U"保留", U"增设",
        U"增加", U"降低", U"按",   U"对",   U"把",   U"尽快", U"希望", U"建议", U"明确"};
    return begins_with_any(words, verbs);
}

// 1、核对住院费用清单。 and below it 姓名：…: what is numbered, alone, right above who writes.
bool closes_the_letter(const Work& work, Span item) {
    constexpr std::size_t least = 5;
    const bool above_writer = std::ranges::any_of(work.labels, [&](const LabelHit& hit) {
        return hit.begin == item.end && (hit.label == Label::applicant || hit.label == Label::letter_date);
    });
    const auto words = work.letter.text(trimmed(work.letter, item));
    return above_writer && words.size() >= least && words.find(U'。') == words.npos;
}

// Whether the list that begins at this line is one of requests: announced by a sentence with a colon or by a
// heading of its own that asks, or made of demands.
bool is_of_requests(const Work& work, std::size_t number, std::size_t end) {
    constexpr std::array<std::u32string_view, 12> asking{U"请", U"求",   U"建议", U"希望", U"要求", U"盼",
                                                         U"帮", U"诉求", U"解决", U"愿",   U"决定", U"想"};
    constexpr std::size_t announced_within = 40, heading = 16;
    const auto& letter = work.letter;
    const auto line = letter.line(number);
    const Span before{line.begin > announced_within ? line.begin - announced_within : 0, line.begin};
    const bool colon = line.begin > 0 && text::is_one_of(letter.text()[line.begin - 1], U"：！");
    if (colon && holds_any(letter.simple(before), asking)) return true;
    if (number > 0) {
        const auto above = letter.simple(letter.line(number - 1));
        const bool headed = above.size() <= heading && above.find_first_of(U"。；，") == above.npos;
        if (headed && holds_any(above, asking)) return true;
    }
    const auto items = items_of(letter, line.begin, end);
    if (items.size() == 1 && closes_the_letter(work, items[0])) return true;
    const auto asked = std::ranges::count_if(
        items, [&](Span item) { return demands(letter.simple(trimmed(letter, item))); });
    return !items.empty() && asked * 3 >= static_cast<std::ptrdiff_t>(items.size()) * 2;
}

bool follows_attachments(const Work& work, std::size_t at) {
    constexpr std::size_t near = 12;
    const auto begin = at > near ? at - near : 0;
    return work.letter.simple({begin, at}).find(U'附') != std::u32string_view::npos;
}

// A list that begins with 1. at the start of a line and asks. The last one: reasons stand before it.
bool add_list(Work& work) {
    const auto& letter = work.letter;
    for (std::size_t i = letter.lines(); i-- > 0;) {
        const auto line = letter.line(i);
        const auto mark = mark_at(letter, line.begin);
        const auto words = letter.simple({line.begin, line.begin + mark});
        const bool nameless = words == U"（）" && (i == 0 || mark_at(letter, letter.line(i - 1).begin) == 0);
        if (mark == 0 || (words.find_first_of(U"1一①、") == words.npos && !nameless) ||
            words.find_first_of(U"十二三四五六七八九23456789") != words.npos ||
            follows_attachments(work, line.begin))
            continue;
        const auto end = end_of_requests(work, line.begin);
        if (!is_of_requests(work, i, end_of_level(letter, line.begin, end))) continue;
        add_block(work, line.begin, end);
        return work.found.find("claim") != nullptr;
    }
    return false;
}

} // namespace

void find_claims(Work& work) {
    // 请求复查 as the title of a letter announces nothing: where there is a list, it is below its label.
    for (const bool listed : {true, false})
        for (const auto& hit : work.labels) {
            if (hit.label != Label::requests) continue;
            const auto end = end_of_requests(work, hit.value);
            if (listed && (hit.value >= end || mark_at(work.letter, hit.value) == 0)) continue;
            add_block(work, hit.value, end);
            if (work.found.find("claim") != nullptr) return;
        }
    if (!add_list(work)) add_from_prose(work);
}

} // namespace docket::ocr
