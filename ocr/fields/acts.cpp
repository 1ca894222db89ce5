#include "ocr/fields/acts.hpp"

#include "ocr/fields/any_of.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

struct Verb {
    std::size_t begin = 0;
    Act act = Act::none;
};

constexpr std::array<std::u32string_view, 13> receive{U"收到", U"代收",   U"签收",  U"领取", U"领到",
                                                      U"领回", U"取回",   U"拿到",  U"接到", U"送达",
                                                      U"收悉", U"到我手", U"到我家"};
// 送到 alone is also what one does with one's own papers: these need the one who gets it behind them.
constexpr std::array<std::u32string_view, 6> hand_over{U"送到", U"交到", U"寄到", U"递到", U"送给", U"交给"};
constexpr std::array<std::u32string_view, 17> issue{
    U"作出", U"出具", U"做出",   U"下达",       U"印发", U"发出",     U"作的",   U"制作",    U"签发",
    U"落款", U"给出", U"答复我", U"答复申请人", U"所作", U"出了一份", U"出了份", U"给了处理"};

// The rest of the clause, at most `most` characters.
std::u32string_view clause_of(std::u32string_view text, std::size_t most) {
    return text.substr(0, std::min(text.find_first_of(U"，。；！？"), most));
}

// A call, a message or money that came is no opinion that was served.
bool receives_something_else(std::u32string_view behind) {
    constexpr std::array<std::u32string_view, 8> things{U"电话", U"短信", U"微信", U"工资",
                                                        U"货款", U"押金", U"罚单", U"传票"};
    constexpr std::size_t near = 6;
    return holds_any(clause_of(behind, near), things);
}

bool reaches_the_writer(std::u32string_view behind) {
    constexpr std::array<std::u32string_view, 10> recipients{U"我手",   U"我家", U"我处", U"我的", U"本人",
                                                             U"申请人", U"手中", U"手里", U"手上", U"家里"};
    constexpr std::size_t near = 6;
    const auto to = clause_of(behind, near);
    if (behind.starts_with(U"）")) return true; // （…的意见书，4月3日寄到）
    return to == U"我" || to == U"我们" || holds_any(to, recipients);
}

bool is_denied(std::u32string_view before) { // 至今没有收到
    return before.ends_with(U"未") || before.ends_with(U"没有") || before.ends_with(U"没");
}

Act act_at(std::u32string_view simple, std::size_t at) {
    const auto here = simple.substr(at);
    const bool received = begins_with_any(here, receive) && !receives_something_else(here.substr(2));
    const bool handed = begins_with_any(here, hand_over) && reaches_the_writer(here.substr(2));
    const bool issued = begins_with_any(here, issue);
    if ((!received && !handed && !issued) || is_denied(simple.substr(0, at))) return Act::none;
    return issued ? Act::issued : Act::received;
}

// The first act after `at` within the sentence, before `limit`.
std::optional<Verb> act_after(std::u32string_view simple, std::size_t at, std::size_t limit) {
    for (auto i = at; i < std::min(limit, simple.size()); ++i) {
        if (text::is_one_of(simple[i], U"。！？；")) return std::nullopt;
        if (const auto act = act_at(simple, i); act != Act::none) return Verb{i, act};
    }
    return std::nullopt;
}

// The last act between `begin` and `end`.
std::optional<Verb> last_act(std::u32string_view simple, std::size_t begin, std::size_t end) {
    for (auto i = end; i-- > begin;)
        if (const auto act = act_at(simple, i); act != Act::none) return Verb{i, act};
    return std::nullopt;
}

bool cut_end(std::u32string_view& text, std::span<const std::u32string_view> words) {
    const auto word = std::ranges::find_if(words, [&](auto w) { return text.ends_with(w); });
    if (word == words.end()) return false;
    text.remove_suffix(word->size());
    return true;
}

bool ends_with_document(std::u32string_view text) {
    constexpr std::array<std::u32string_view, 9> ends{U"书",   U"意见", U"》", U"号",  U"答复",
                                                      U"决定", U"署",   U"写", U"标明"};
    return ends_with_any(text, ends);
}

bool names_opinion_before(const Work& work, std::size_t at) {
    const auto sentence = sentence_around(work.letter, at);
    return std::ranges::any_of(work.opinions, [&](const OpinionPhrase& phrase) {
        return phrase.begin >= sentence.begin && phrase.end <= at;
    });
}

// 落款为…, 作出于…, 收到意见书的时间是…, 日期是…: what the words that lead to the date say of it.
std::optional<Verb> act_before(const Work& work, std::size_t date) {
    constexpr std::size_t reach = 45;
    constexpr std::array<std::u32string_view, 8> links{U"是在", U"为", U"是", U"系",
                                                       U"于",   U"在", U"：", U"即"};
    constexpr std::array<std::u32string_view, 8> nouns{U"日期", U"时间", U"日子", U"时候",
                                                       U"那天", U"当天", U"之日", U"当日"};
    constexpr std::array<std::u32string_view, 2> of{U"的", U"之"};
    const auto simple = work.letter.simple();
    auto begin = date;
    while (begin > 0 && date - begin < reach && !text::is_one_of(simple[begin - 1], U"。！？；，、（）"))
        --begin;
    auto words = simple.substr(begin, date - begin);
    const bool linked = cut_end(words, links);
    const bool noun = cut_end(words, nouns);
    if (!linked && !noun) return std::nullopt;
    cut_end(words, of);
    const auto verb = last_act(simple, begin, begin + words.size());
    if (verb) {
        constexpr std::size_t near = 6; // 送到我家是…
        const bool right_before = begin + words.size() - verb->begin <= (linked ? near : 2);
        if (noun || right_before || ends_with_document(words)) return verb;
        return std::nullopt;
    }
    const bool of_document = words.empty() || ends_with_document(words);
    if (noun && linked && of_document && names_opinion_before(work, date)) return Verb{date, Act::issued};
    return std::nullopt;
}

// 维持…处理意见: the opinion another one speaks of is not what was made or received there.
bool is_spoken_of(const Work& work, const OpinionPhrase& phrase) {
    constexpr std::array<std::u32string_view, 5> verbs{U"维持", U"撤销", U"变更", U"支持", U"采纳"};
    constexpr std::size_t reach = 40;
    auto begin = phrase.begin;
    while (begin > 0 && phrase.begin - begin < reach &&
           !text::is_one_of(work.letter.simple()[begin - 1], U"。！？；，"))
        --begin;
    return holds_any(work.letter.simple({begin, phrase.begin}), verbs);
}

// 3月5日之前作出: a time limit, not the day.
bool is_limit(std::u32string_view behind) {
    return behind.starts_with(U"前") || behind.starts_with(U"之前") || behind.starts_with(U"以前");
}

// The opinion an act is about, where it stands behind the verb: the next in the sentence, in the same clause,
// before another date unless it was received (5日收到…3日作出的处理意见).
const OpinionPhrase* object_of(const Work& work, const Day& day, std::size_t verb, std::size_t next_date) {
    const auto sentence = sentence_around(work.letter, verb);
    for (const auto& phrase : work.opinions) {
        if (phrase.begin < verb) continue;
        if (phrase.begin >= sentence.end) return nullptr;
        if (phrase.begin > next_date && day.act != Act::received) return nullptr;
        return work.letter.simple({verb, phrase.begin}).find(U'，') == std::u32string_view::npos ? &phrase
                                                                                                 : nullptr;
    }
    return nullptr;
}

// The last opinion named before the verb.
const OpinionPhrase* subject_of(const Work& work, std::size_t verb) {
    const auto sentence = sentence_around(work.letter, verb);
    const OpinionPhrase* last = nullptr;
    const OpinionPhrase* own = nullptr; // that no other one speaks of, in the same sentence
    for (const auto& phrase : work.opinions) {
        if (phrase.end > verb) break;
        last = &phrase;
        if (phrase.begin >= sentence.begin && !is_spoken_of(work, phrase)) own = &phrase;
    }
    return own != nullptr ? own : last;
}

void relate(const Work& work, Day& day, std::size_t verb, std::size_t next_date) {
    if (const auto* object = object_of(work, day, verb, next_date)) {
        day.opinion = object->opinion;
        return;
    }
    const auto* before = subject_of(work, verb);
    if (before == nullptr) return;
    day.opinion = before->opinion;
    // 该意见书于…收到: a sentence of its own right after the one that names the opinion.
    constexpr std::size_t near = 120;
    const auto sentence = sentence_around(work.letter, verb);
    const auto own = work.letter.simple({sentence.begin, verb});
    day.sure = before->begin >= sentence.begin ||
               (own.find(U"意见") != own.npos && verb - before->end <= near) ||
               verb - before->end <= near / 3;
}

// 复查意见书日期, 处理日期
Opinion named_by(const Work& work, const LabelHit& hit) {
    const auto words = work.letter.simple({hit.begin, hit.value});
    if (words.find(U"复查") != words.npos) return Opinion::review;
    return words.find(U"处理") != words.npos ? Opinion::handling : Opinion::none;
}

bool is_number(std::u32string_view text) { // of a document: 新街信处〔2026〕9号
    constexpr std::ptrdiff_t least_digits = 5;
    return text.ends_with(U'号') && std::ranges::count_if(text, text::is_digit) >= least_digits;
}

// 在2026年4月3日给的处理意见
bool is_one_of_ways(std::u32string_view between) {
    constexpr std::array<std::u32string_view, 5> given{U"给的", U"发的", U"下的", U"出的", U"给我的"};
    return std::ranges::find(given, between) != given.end();
}

// 2026年5月6日《信访事项处理意见书》（…〔2026〕13号）收悉,
// 2026年4月30日的处理意见书, 2026年4月30日…〔2026〕9号处理意见书: the opinion right behind the day.
const OpinionPhrase* opinion_behind(const Work& work, std::size_t at) {
    constexpr std::size_t reach = 10, longest_number = 26;
    const auto simple = work.letter.simple();
    for (const auto& phrase : work.opinions) {
        if (phrase.begin < at || phrase.begin - at > longest_number) continue;
        const auto between = work.letter.simple({at, phrase.begin});
        if (between.find_first_of(U"，。；！？") != between.npos) continue;
        if (between.starts_with(U"的") && between.size() <= reach) return &phrase;
        if (is_one_of_ways(between)) return &phrase;
        if (between.starts_with(U"《") && !is_spoken_of(work, phrase)) return &phrase;
        if (is_number(between) && text::is_han(between.front()) && !is_spoken_of(work, phrase) &&
            !last_act(simple, at, phrase.begin))
            return &phrase;
    }
    return nullptr;
}

// Where the brackets around a date open; the bracket of a number's year, which readers take for one of these,
// has the four digits of the year beside it.
std::optional<std::size_t> opening_bracket(std::u32string_view simple, std::size_t date) {
    constexpr std::size_t longest = 40, year = 4;
    const auto is_year = [&](std::size_t at) {
        const auto digits = simple.substr(at, year);
        return digits.size() == year && std::ranges::all_of(digits, text::is_digit);
    };
    for (auto at = date; at-- > 0 && date - at <= longest;) {
        if (text::is_one_of(simple[at], U"。；")) return std::nullopt;
        if (simple[at] == U'）' && (at < year || !is_year(at - year))) return std::nullopt;
        if (simple[at] == U'（' && (at + 1 == date || !is_year(at + 1))) return at;
    }
    return std::nullopt;
}

// 复查意见书（…〔2026〕9号，2026年4月12日）: the opinion whose number and day stand in brackets behind it.
const OpinionPhrase* opinion_of_brackets(const Work& work, const text::FoundDate& date) {
    constexpr std::size_t beside = 4; // 复查意见|书》|（
    const auto simple = work.letter.simple();
    const auto open = opening_bracket(simple, date.begin);
    const bool closed = date.end < simple.size() && text::is_one_of(simple[date.end], U"）】〕]，");
    if (!open || !closed || last_act(simple, *open, date.begin)) return nullptr;
    const bool behind_number = *open > 0 && simple[*open - 1] == U'号';
    for (const auto& phrase : work.opinions) {
        if (phrase.end <= *open && *open - phrase.end <= beside) return &phrase;
        if (behind_number && phrase.begin > date.end && phrase.begin - date.end <= beside) return &phrase;
    }
    return nullptr;
}

// …处理意见书，2026年3月9日: the day that follows an opinion or its number and nothing more is the opinion's.
const OpinionPhrase* opinion_before(const Work& work, std::size_t date) {
    constexpr std::size_t beside = 4; // 处理意见|书》，
    const auto simple = work.letter.simple();
    for (const auto& phrase : work.opinions) {
        if (phrase.end > date || date - phrase.end > beside) continue;
        const auto between = simple.substr(phrase.end, date - phrase.end);
        const bool apart = between.find_first_not_of(U"书》，（、 ") == between.npos &&
                           between.find_first_of(U"，（、") != between.npos;
        if (apart) return &phrase;
    }
    return nullptr;
}

void explain_by_text(const Work& work, Day& day, const std::optional<Verb>& leading,
                     const std::optional<Verb>& following, std::size_t next_date) {
    constexpr std::size_t right_behind = 6; // 2026年4月8日我收到
    if (leading) {
        day.act = leading->act;
        day.told = true;
        return relate(work, day, leading->begin, next_date);
    }
    if (const auto* of = opinion_of_brackets(work, day.date)) {
        day.act = Act::issued, day.opinion = of->opinion;
    } else if (const auto* behind = opinion_behind(work, day.date.end)) {
        day.act = Act::issued, day.opinion = behind->opinion;
    } else if (const auto* before = opinion_before(work, day.date.begin);
               before != nullptr && (!following || following->begin - day.date.end > right_behind)) {
        day.act = Act::issued, day.opinion = before->opinion;
    } else if (following) {
        day.act = following->act;
        relate(work, day, following->begin, next_date);
    }
}

} // namespace

std::vector<Day> days_of(const Work& work) {
    constexpr std::size_t reach = 45; // an organ's full name may stand between the day and the verb
    std::vector<std::optional<Verb>> leading;
    for (const auto& date : work.dates) leading.push_back(act_before(work, date.begin));
    std::vector<Day> all;
    for (std::size_t i = 0; i < work.dates.size(); ++i) {
        Day day{work.dates[i]};
        const bool last = i + 1 == work.dates.size();
        const auto next = last ? work.letter.size() : work.dates[i + 1].begin;
        const auto limit = !last && leading[i + 1] ? leading[i + 1]->begin : next;
        if (work.labelled(Label::received, day.date.begin) != nullptr)
            day.act = Act::received;
        else if (const auto* label = work.labelled(Label::issued, day.date.begin))
            day.act = Act::issued, day.opinion = named_by(work, *label);
        else if (!is_limit(work.letter.simple().substr(day.date.end)))
            explain_by_text(
                work, day, leading[i],
                act_after(work.letter.simple(), day.date.end, std::min(limit, day.date.end + reach)), next);
        all.push_back(day);
    }
    return all;
}

} // namespace docket::ocr
