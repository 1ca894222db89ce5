// Which kind of letter: an application for review (信访工作条例 art. 35), for re-review (art. 36), or
// neither. Doubts:
//   kind.combined_form       the printed title names both          kind.from_body       no title says so
//   kind.contradicted        title and disputed opinion disagree   kind.repaired        a character of the
//   title misread kind.disputes_opinion    a first letter that disputes one      kind.mentions_review says
//   复查 or 复核 in passing kind.near_review         words that are nearly 复查申请 kind.other_procedure
//   行政复议, not ours kind.little_text         too little was read to tell
#include "ocr/fields/fuzzy.hpp"
#include "ocr/fields/lists.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

constexpr std::string_view first_letter = "first_letter";
constexpr std::string_view review = "review_application";
constexpr std::string_view re_review = "re_review_application";
constexpr std::size_t title_lines = 8;    // a title stands among the first lines
constexpr std::size_t longest_title = 20; // characters
constexpr std::size_t little_text = 20;   // characters: a name and a date tell no kind

bool contains(std::u32string_view text, std::u32string_view word) { return text.find(word) != text.npos; }

struct Title {
    Span span;
    std::string_view kind; // empty: a title of an application, but which?
    std::vector<std::string> doubts;
};

std::optional<Title> title_of(const Running& letter, Span line) {
    const auto words = letter.simple(line);
    if (words.size() < 4 || words.size() > longest_title) return std::nullopt;
    if (text::is_one_of(words.back(), U"：，；") || contains(words, U"：") || contains(words, U"，"))
        return std::nullopt;
    if (contains(words, U"复议")) return std::nullopt;
    const bool applies = contains(words, U"申请") || contains(words, U"请书") || contains(words, U"申清书");
    if (!applies) return std::nullopt;
    const bool check = contains(words, U"复查");
    const bool recheck = contains(words, U"复核");
    if (check && recheck) return Title{line, {}, {"kind.combined_form"}};
    if (check || recheck) return Title{line, check ? review : re_review, {}};
    const bool seems_check = contains(words, U"查申") || (contains(words, U"查") && contains(words, U"请书"));
    const bool seems_recheck =
        contains(words, U"核申") || (contains(words, U"核") && contains(words, U"请书"));
    if (seems_check != seems_recheck) return Title{line, seems_check ? review : re_review, {"kind.repaired"}};
    if (contains(words, U"复") && contains(words, U"请书")) return Title{line, {}, {"kind.repaired"}};
    return std::nullopt;
}

std::optional<Title> find_title(const Running& letter) {
    for (std::size_t i = 0; i < std::min(letter.lines(), title_lines); ++i)
        if (auto title = title_of(letter, letter.line(i))) return title;
    return std::nullopt;
}

// Where the letter says that it applies for this.
std::optional<Span> asks_for(const Running& letter, std::u32string_view act) {
    constexpr std::array<std::u32string_view, 7> before{U"申请", U"请求", U"提出",  U"要求",
                                                        U"予以", U"进行", U"特申请"};
    constexpr std::array<std::u32string_view, 3> after{U"申请", U"请求", U"事项"};
    const auto words = letter.simple();
    for (auto at = words.find(act); at != words.npos; at = words.find(act, at + 1)) {
        const auto left = words.substr(0, at);
        const auto right = words.substr(at + act.size());
        // 未申请复核 and the history 曾申请复查 are no application, but the disputed opinion settles those.
        for (const auto word : before)
            if (left.ends_with(word)) return Span{at - word.size(), at + act.size()};
        for (const auto word : after)
            if (right.starts_with(word)) return Span{at, at + act.size() + word.size()};
    }
    return std::nullopt;
}

// 对…处理意见不服 looks back, 不服…处理意见 looks ahead.
Opinion disputed_at(const Work& work, std::size_t at) {
    constexpr std::size_t right_before = 20;
    constexpr std::size_t reach = 150;
    const auto sentence = sentence_around(work.letter, at);
    const OpinionPhrase* ahead = nullptr;
    const OpinionPhrase* back = nullptr;
    for (const auto& phrase : work.opinions) {
        if (phrase.begin > at && phrase.end <= sentence.end && phrase.begin - at < reach && ahead == nullptr)
            ahead = &phrase;
        if (phrase.end <= at && phrase.begin >= sentence.begin) back = &phrase;
    }
    if (back != nullptr && (at - back->end <= right_before || ahead == nullptr)) return back->opinion;
    return ahead != nullptr ? ahead->opinion : Opinion::none;
}

// What the letter disputes by its own words. One that goes on to a re-review tells first how it disputed the
// handling opinion: a review opinion disputed anywhere is the one.
Opinion disputed_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 4> words{U"不服", U"有异议", U"不满", U"不认可"};
    const auto simple = work.letter.simple();
    Opinion found = Opinion::none;
    for (const auto word : words)
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1)) {
            const auto opinion = disputed_at(work, at);
            if (opinion == Opinion::review) return opinion;
            if (opinion != Opinion::none) found = opinion;
        }
    return found;
}

std::optional<Span> near_review(const Running& letter) {
    constexpr std::array<std::u32string_view, 4> words{U"复查申请", U"申请复查", U"复核申请", U"申请复核"};
    constexpr std::array<std::u32string_view, 5> others{U"复议申请", U"申请复议", U"申请复印", U"复印申请",
                                                        U"申请复工"};
    const auto simple = letter.simple();
    for (std::size_t at = 0; at + 4 <= simple.size(); ++at) {
        const auto four = simple.substr(at, 4);
        if (std::ranges::find(others, four) != others.end()) continue;
        for (const auto word : words)
            if (differences(word, four) == 1) return Span{at, at + 4};
    }
    return std::nullopt;
}

// What the letter asks to be revoked; a review opinion before a handling opinion, as in disputed_in_prose().
Opinion revoked(const Work& work) {
    constexpr std::size_t reach = 45; // 撤销海沧区…局2026年4月2日作出的…〔2026〕12号信访事项处理意见书
    const auto simple = work.letter.simple();
    if (contains(simple, U"复议")) return Opinion::none; // another procedure
    Opinion found = Opinion::none;
    for (const std::u32string_view word : {U"撤销", U"不予维持", U"不再维持", U"推翻", U"变更"})
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1))
            for (const auto& phrase : work.opinions) {
                const bool meant = phrase.begin > at && phrase.begin - at < reach &&
                                   simple.substr(at, phrase.begin - at).find_first_of(U"。；") == simple.npos;
                if (meant && phrase.opinion == Opinion::review) return Opinion::review;
                if (meant) found = phrase.opinion;
            }
    return found;
}

// 复申请, 申请书: an application, and no more is to be read of its title.
bool titled_application(const Running& letter) {
    for (std::size_t i = 0; i < std::min(letter.lines(), title_lines); ++i) {
        const auto words = letter.simple(letter.line(i));
        if (words.size() <= longest_title && (words.ends_with(U"申请") || words.ends_with(U"申请书")))
            return true;
    }
    return false;
}

// 一、撤销…: one of the requests, not what is told of somebody else's.
bool revokes_in_a_list(const Running& letter) {
    for (std::size_t i = 0; i < letter.lines(); ++i) {
        const auto line = letter.line(i);
        const auto mark = mark_at(letter, line.begin);
        if (mark == 0) continue;
        const auto words = letter.simple({line.begin + mark, line.end}).substr(0, 8);
        if (contains(words, U"撤销") || contains(words, U"维持")) return true;
    }
    return false;
}

struct Finding {
    std::string_view kind;
    Span span;
    std::vector<std::string> doubts;
};

Finding by_title(const Work& work, const Title& title, Opinion disputed) {
    Finding finding{title.kind, title.span, title.doubts};
    if (title.kind.empty()) {
        if (disputed != Opinion::none)
            finding.kind = disputed == Opinion::review ? re_review : review;
        else if (asks_for(work.letter, U"复核"))
            finding.kind = re_review;
        else if (asks_for(work.letter, U"复查"))
            finding.kind = review;
        else if (const auto asked = revoked(work); asked != Opinion::none)
            finding.kind = asked == Opinion::review ? re_review : review;
        return finding;
    }
    const Opinion expected = title.kind == review ? Opinion::handling : Opinion::review;
    if (disputed != Opinion::none && disputed != expected) finding.doubts.emplace_back("kind.contradicted");
    return finding;
}

Finding by_body(const Work& work, Opinion disputed) {
    const auto& letter = work.letter;
    const Span all{0, letter.size()};
    const auto check = asks_for(letter, U"复查");
    const auto recheck = asks_for(letter, U"复核");
    const bool speaks_of_opinion = !work.opinions.empty();
    const auto asked = revoked(work);
    const bool listed = asked != Opinion::none && revokes_in_a_list(letter);
    if (asked == Opinion::review && listed) return {re_review, all, {"kind.from_body"}};
    if (recheck && speaks_of_opinion) {
        Finding finding{re_review, *recheck, {"kind.from_body"}};
        if (disputed != Opinion::review) finding.doubts.emplace_back("kind.contradicted");
        return finding;
    }
    if (check && speaks_of_opinion) {
        Finding finding{review, *check, {"kind.from_body"}};
        if (disputed == Opinion::review) finding.doubts.emplace_back("kind.contradicted");
        return finding;
    }
    if (asked != Opinion::none &&
        (disputed != Opinion::none || listed || near_review(letter) || titled_application(letter))) {
        const bool again = asked == Opinion::review || disputed == Opinion::review;
        return {again ? re_review : review, all, {"kind.from_body", "kind.near_review"}};
    }
    Finding finding{first_letter, all, {}};
    if (check || recheck) finding.doubts.emplace_back("kind.mentions_review");
    if (disputed != Opinion::none) finding.doubts.emplace_back("kind.disputes_opinion");
    if (finding.doubts.empty() && near_review(letter)) finding.doubts.emplace_back("kind.near_review");
    return finding;
}

} // namespace

void find_kind(Work& work, bool all_pages_attached) {
    const auto& letter = work.letter;
    if (letter.size() == 0 || all_pages_attached) return;
    const auto disputed = disputed_in_prose(work);
    const auto title = find_title(letter);
    auto finding = title ? by_title(work, *title, disputed) : by_body(work, disputed);
    if (finding.kind.empty()) return;
    if (contains(letter.simple(), U"行政复议申请") || contains(letter.simple(), U"复议申请书"))
        finding.doubts.emplace_back("kind.other_procedure");
    if (letter.size() < little_text) finding.doubts.emplace_back("kind.little_text");
    const auto reading =
        finding.span.end - finding.span.begin > longest_title ? Reading::in_sense : Reading::exact;
    work.add(make_field(letter, "kind", finding.span, std::string(finding.kind), finding.doubts, reading));
    if (finding.kind == first_letter)
        work.found.fields.back().raw.clear(); // the absence of words has no raw form
}

} // namespace docket::ocr
