#include "pipeline/text/characters.hpp"
#include "pipeline/text/utf8.hpp"
#include "review/check/rules/rules.hpp"

#include <algorithm>

namespace docket::review::check {

namespace {

bool is_cross(char32_t c) { return text::is_one_of(c, U"×＊*"); }
bool is_numeral_of_year(char32_t c) { return text::is_one_of(c, U"一二三四五六七八九十零0123456789"); }

// A run of one kind of sign from `at`; its end.
std::size_t run_end(Chars text, std::size_t at, bool (*belongs)(char32_t)) {
    while (at < text.size() && belongs(text[at])) ++at;
    return at;
}

// 350205××××0019 and 王×× are masked, not left open; 于××年 is left open.
bool masks(Chars text, Span run) {
    const auto before = run.begin > 0 ? text[run.begin - 1] : U' ',
               after = run.end < text.size() ? text[run.end] : U' ';
    if (text::is_ascii_alnum(before) || text::is_ascii_alnum(after)) return true;
    constexpr Chars surnames = U"王李张刘陈杨黄吴林赵周徐孙马朱胡郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁"
                               U"余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎"
                               U"薛尹段雷龙史陶贺顾毛郝龚邵万钱严武莫孔汤洪庄柯";
    return text::is_one_of(before, surnames) && !text::is_one_of(after, U"年月日号元万亩条款项平");
}

std::optional<Span> crosses(const Text& text) {
    const auto chars = text.chars();
    for (std::size_t at = 0; at < chars.size(); ++at) {
        if (!is_cross(chars[at])) continue;
        const Span run{at, run_end(chars, at, is_cross)};
        const bool date = run.end < chars.size() && text::is_one_of(chars[run.end], U"年月日") &&
                          !is_numeral_of_year(at > 0 ? chars[at - 1] : U'0');
        if ((run.end - run.begin >= 2 || date) && !text.quoted(at) && !masks(chars, run)) return run;
        at = run.end - 1;
    }
    return std::nullopt;
}

std::optional<Span> letters(const Text& text) {
    const auto chars = text.chars();
    const auto is_x = [](char32_t c) { return c == U'X' || c == U'x'; };
    for (std::size_t at = 0; at < chars.size(); ++at) {
        if (!is_x(chars[at])) continue;
        const Span run{at, run_end(chars, at, is_x)};
        const bool apart = (at == 0 || !text::is_ascii_alnum(chars[at - 1])) &&
                           (run.end == chars.size() || !text::is_ascii_alnum(chars[run.end]));
        const bool joined = (at > 0 && text::is_one_of(chars[at - 1], U"-+/")) ||
                            (run.end < chars.size() && chars[run.end] == U'-');
        if (run.end - run.begin >= 2 && apart && !joined && !text.quoted(at)) return run;
        at = run.end - 1;
    }
    return std::nullopt;
}

// ○○ and 〇〇, unless they are the zeros of a year.
std::optional<Span> rings(const Text& text) {
    const auto chars = text.chars();
    for (auto at = chars.find_first_of(U"○〇"); at != chars.npos; at = chars.find_first_of(U"○〇", at + 1)) {
        const Span run{at, run_end(chars, at, [](char32_t c) { return c == U'○' || c == U'〇'; })};
        const bool year = at > 0 && is_numeral_of_year(chars[at - 1]);
        if (run.end - run.begin >= 2 && !year && !text.quoted(at)) return run;
        at = run.end - 1;
    }
    return std::nullopt;
}

std::optional<Span> unquoted(const Text& text, Words words) {
    for (auto at = find(text.chars(), words); at; at = find(text.chars(), words, at->end))
        if (!text.quoted(at->begin)) return at;
    return std::nullopt;
}

// 待补充 standing for the words themselves, and not 告知其待补充材料后再来.
std::optional<Span> pending(const Text& text) {
    const auto chars = text.chars();
    const Words words{U"待补充", U"待填写", U"待填", U"待核实", U"待查证",
                      U"待确认", U"待完善", U"待定", U"待续"};
    for (auto at = find(chars, words); at; at = find(chars, words, at->end)) {
        const auto edge = [&](std::size_t i) {
            return i >= chars.size() || text::is_punctuation(chars[i]) || text::is_space(chars[i]);
        };
        const bool opens = at->begin == 0 || edge(at->begin - 1), closes = edge(at->end);
        const bool told = at->begin > 0 && text::is_one_of(chars[at->begin - 1], U"有尚仍亟等");
        if ((opens || closes) && !told && !text.quoted(at->begin)) return at;
    }
    return std::nullopt;
}

// 【请填写…】, （此处填写…）: a hint of the form that should have been replaced.
std::optional<Span> hint(const Text& text) {
    const auto chars = text.chars();
    for (std::size_t at = 0; at < chars.size(); ++at) {
        const auto kind = Chars(U"【（[{<").find(chars[at]);
        if (kind == Chars::npos || text.quoted(at)) continue;
        const auto close = chars.find(Chars(U"】）]}>")[kind], at);
        if (close == chars.npos || close - at > 40) continue;
        const auto inside = chars.substr(at + 1, close - at - 1);
        const bool empty = inside.find_first_not_of(U" \n") == inside.npos;
        const bool asks =
            has(inside, {U"填写", U"此处", U"请补", U"请选择", U"自行删除", U"插入", U"模板", U"略去此"});
        if (empty || asks || (chars[at] == U'{')) return Span{at, close + 1};
    }
    return std::nullopt;
}

// 2026年 月 日: a number of the year, and none of the month.
std::optional<Span> dateless(const Text& text) {
    const auto chars = text.chars();
    for (auto at = find(chars, {U"年月"}); at; at = find(chars, {U"年月"}, at->end))
        if (at->begin > 0 && is_numeral_of_year(chars[at->begin - 1]) && !text.quoted(at->begin)) return at;
    return std::nullopt;
}

// A stretch of blanks within a line, left for a number: its words from the sign before to the sign after.
std::string gap(const Text& text) {
    const auto chars = text.original();
    constexpr std::size_t narrow = 4, wide = 3;
    for (std::size_t at = 1; at < chars.size(); ++at) {
        const auto blank = chars[at];
        if (blank != U' ' && blank != U'\u3000') continue;
        const auto end = chars.find_first_not_of(blank, at);
        const bool within =
            end != chars.npos && !text::is_space(chars[at - 1]) && !text::is_space(chars[end]);
        if (within && end - at >= (blank == U' ' ? narrow : wide))
            return text::encode(chars.substr(at - 1, end - at + 2));
        at = std::min(end, chars.size()) - 1;
    }
    return {};
}

std::optional<Span> omitted(const Text& text) {
    if (text.part == Part::citation) return std::nullopt; // a law quoted in part
    return unquoted(text, {U"（略）", U"(略)", U"（下略）", U"（待定）", U"TODO", U"TBD"});
}

std::optional<Span> open_place(const Text& text) {
    for (const auto look : {crosses, letters, rings, pending, hint, dateless, omitted})
        if (const auto at = look(text)) return at;
    return unquoted(text, {U"__", U"??", U"？？", U"某年某月", U"□□", U"■■"});
}

// What a conclusion says and a finding does not.
bool is_bare(Chars text) {
    constexpr std::size_t longest = 45;
    if (text.size() > longest ||
        !has(text, {U"属实", U"合理", U"符合规定", U"没有依据", U"没有政策依据", U"没有法律依据", U"缺乏依据",
                    U"依据不足", U"无依据", U"无事实依据", U"没有事实依据", U"并无不当", U"不予支持",
                    U"应予支持", U"符合政策", U"予以驳回", U"理由不成立"}))
        return false;
    const bool concrete = std::any_of(text.begin(), text.end(), [](char32_t c) {
        return text::is_digit(c) || c == U'《' || c == U'：' || c == U'“';
    });
    return !concrete &&
           !has(text, {U"因为", U"由于", U"因此前", U"记载", U"显示", U"经核对", U"证实", U"签字", U"签名"});
}

bool cites(Chars text) {
    return has(text, {U"为证", U"佐证", U"为凭", U"为据", U"足以认定", U"在案",    U"在卷",
                      U"附卷", U"可证", U"印证", U"证实", U"予以证明", U"等证据",  U"证据证明",
                      U"记载", U"载明", U"显示", U"查阅", U"调取",     U"书面申请"});
}

bool is_vacuous(const std::string& evidence) {
    const auto text = Text(Part::evidence, 0, "", evidence);
    for (const Chars vague :
         {Chars(U"相关材料"), Chars(U"有关材料"), Chars(U"相关证据"), Chars(U"有关证据"), Chars(U"证据材料"),
          Chars(U"有关证据材料"), Chars(U"相关证据材料"), Chars(U"材料"), Chars(U"证据"), Chars(U"调查材料"),
          Chars(U"等"), Chars(U"无"), Chars(U"同上"), Chars(U"略")})
        if (text.chars() == vague) return true;
    return is_blank(evidence);
}

void look_at_findings(const Input& input, Findings& out) {
    const auto& findings = input.document.findings;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const Text text(Part::finding, findings[i].claim, numbered("findings", i), findings[i].text);
        if (is_blank(findings[i].text)) continue; // K01
        if (is_bare(text.chars()))
            out.add(text.place, findings[i].text, "查明事实只有结论，没有时间、经过和依据。",
                    "写明查到的事实，再下结论。");
        const auto& evidence = findings[i].evidence;
        if (evidence.empty() && !cites(text.chars()))
            out.add(text.place + "/evidence", "", "这项查明事实没有写明证据。", "列出所依据的证据。");
        else if (!evidence.empty() && std::all_of(evidence.begin(), evidence.end(), is_vacuous))
            out.add(text.place + "/evidence", evidence.front(), "证据写得空泛，看不出是什么证据。",
                    "写明每件证据的名称。");
    }
}

void look_at_reasoning(const Input& input, Findings& out) {
    const auto& paragraphs = input.document.reasoning.paragraphs;
    const auto own = [](const Text& text) { return text.part == Part::reasoning && !text.chars().empty(); };
    const bool all_bare = std::all_of(input.texts.begin(), input.texts.end(),
                                      [&](const Text& t) { return !own(t) || is_bare(t.chars()); });
    const bool some = std::any_of(input.texts.begin(), input.texts.end(), own);
    if (some && all_bare)
        out.add("reasoning/paragraphs/1", paragraphs.front(), "理由部分只有结论，没有说理。",
                "写明为什么得出这一结论。");
}

} // namespace

void k04_evidence(const Input& input, Findings& out) {
    for (const auto& text : input.texts) {
        const auto at = open_place(text);
        const auto left = at ? text.quote(*at) : gap(text);
        if (!left.empty()) out.add(text.place, left, "还有没填的地方或者占位的符号。", "填上，或者删去。");
    }
    if (!is_opinion(input.document)) return;
    look_at_findings(input, out);
    look_at_reasoning(input, out);
}

} // namespace docket::review::check
