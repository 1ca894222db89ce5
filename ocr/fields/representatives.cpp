// Who speaks for the others (信访工作条例 art. 20(3): at most five of those who come together). Doubts:
// representatives.many (more than five), representatives.from_prose.
#include "ocr/fields/lists.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/people.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

constexpr std::size_t most_representatives = 5;

bool ends_label(char32_t c) { return text::is_one_of(c, U"：:；;"); }

// 村民代表：张三、李四; not 法定代表人, which is a company's.
std::vector<Span> labelled_names(const Work& work) {
    constexpr std::array<std::u32string_view, 17> labels{
        U"信访代表", U"申请人代表", U"村民代表",   U"业主代表",   U"居民代表",  U"职工代表",
        U"群众代表", U"家长代表",   U"推选代表",   U"推举代表",   U"联名代表",  U"信访人代表",
        U"代表人",   U"代表",       U"投诉人代表", U"反映人代表", U"诉求人代表"};
    const auto simple = work.letter.simple();
    for (const auto label : labels)
        for (auto at = simple.find(label); at != simple.npos; at = simple.find(label, at + 1)) {
            auto value = at + label.size();
            const bool behind_count = at > 0 && text::is_one_of(simple[at - 1], U"人户名位"); // 人数：42人
            if ((!work.letter.at_boundary(at) && !behind_count) || value >= simple.size()) continue;
            if (text::is_one_of(simple[value], U"人") && label != U"代表人") ++value;
            // 投诉人代表张三、李四, as a line of its own
            const bool named = value < simple.size() && work.letter.place(at).starts_line &&
                               has_surname(simple.substr(value, 3));
            if (value >= simple.size() || (!ends_label(simple[value]) && !named)) continue;
            std::vector<std::string> odd;
            auto names = read_names(work, value + (named ? 0 : 1), odd);
            if (!names.empty() && odd.empty()) return names;
        }
    return {};
}

// 我们的代表是张三、李四; not 法定代表人是…, 人大代表是….
std::vector<Span> told_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 5> words{U"代表人是", U"代表人为", U"代表是", U"代表为",
                                                       U"代表分别是"};
    constexpr std::array<std::u32string_view, 4> others{U"法定", U"人大", U"党", U"诉讼"};
    const auto simple = work.letter.simple();
    for (const auto word : words)
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1)) {
            const auto before = simple.substr(0, at);
            if (std::ranges::any_of(others, [before](auto other) { return before.ends_with(other); }))
                continue;
            std::vector<std::string> odd;
            auto names = read_names(work, at + word.size(), odd);
            if (!names.empty() && odd.empty()) return names;
        }
    return {};
}

// 公推张三、李四出面
std::vector<Span> put_forward(const Work& work) {
    constexpr std::array<std::u32string_view, 5> words{U"公推", U"推选", U"推举", U"推", U"委托"};
    constexpr std::array<std::u32string_view, 5> tasks{U"出面", U"为代表", U"作代表", U"做代表", U"作为代表"};
    const auto simple = work.letter.simple();
    for (const auto task : tasks)
        for (auto at = simple.find(task); at != simple.npos; at = simple.find(task, at + 1))
            for (const auto word : words) {
                constexpr std::size_t reach = 24;
                const auto from = simple.rfind(word, at);
                if (from == simple.npos || at - from > reach) continue;
                std::vector<Span> names;
                for (const auto& name : parted(work.letter, {from + word.size(), at}, U"、丶"))
                    if (name.end - name.begin <= 4 && has_surname(work.letter.simple(name)))
                        names.push_back(name);
                if (!names.empty() && names.back().end == at) return names;
                // 公推张三李四为代表: the signs between were not seen.
                auto row = names_by_surname(work, {from + word.size(), at});
                if (row.size() > 1) return row;
            }
    return {};
}

Span without_title(const Work& work, Span name) { // 张三同志
    for (const std::u32string_view title : {U"同志", U"先生", U"女士"})
        if (name.end - name.begin > 3 && work.letter.simple(name).ends_with(title)) name.end -= title.size();
    return name;
}

// 推选张三、李四为代表
std::vector<Span> chosen_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 6> verbs{U"推选", U"推举", U"公推",
                                                       U"推荐", U"选出", U"共同委托"};
    const auto simple = work.letter.simple();
    for (const auto verb : verbs)
        for (auto at = simple.find(verb); at != simple.npos; at = simple.find(verb, at + 1)) {
            constexpr std::size_t reach = 40;
            auto begin = at + verb.size();
            if (begin < simple.size() && text::is_one_of(simple[begin], U"了出由")) ++begin;
            const auto rest = simple.substr(begin, reach);
            const auto as =
                std::min({rest.find(U'为'), rest.find(U"作为"), rest.find(U"担任"), rest.find(U'当')});
            if (as == rest.npos || rest.find(U"代表", as) == rest.npos || rest.find(U"代表", as) - as > 6)
                continue;
            std::vector<Span> names;
            auto name_begin = begin;
            bool sound = true;
            for (auto i = begin; i <= begin + as && sound; ++i) {
                if (i < begin + as && !text::is_one_of(simple[i], U"、，丶和及与")) continue;
                const auto name = without_title(work, {name_begin, i});
                sound = name.end - name.begin <= 4 && is_name(work.letter.simple(name));
                if (sound) names.push_back(name);
                name_begin = i + 1;
            }
            if (sound && !names.empty()) return names;
        }
    return {};
}

} // namespace

Representatives representatives_of(const Work& work) {
    Representatives found{labelled_names(work), {}};
    if (found.names.empty()) {
        found.names = chosen_in_prose(work);
        if (found.names.empty()) found.names = told_in_prose(work);
        if (found.names.empty()) found.names = put_forward(work);
        if (!found.names.empty()) found.doubts.emplace_back("representatives.from_prose");
    }
    if (found.names.size() > most_representatives) found.doubts.emplace_back("representatives.many");
    return found;
}

} // namespace docket::ocr
