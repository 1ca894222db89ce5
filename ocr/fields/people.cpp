// Who writes: names, whether the letter is anonymous (no name is sought then: 信访工作条例 art. 30), how many
// sign, and the applicant's own particulars, not those of an agent or of the other side. Doubts:
// applicant.{too_short, too_long, cut, contradicted, is_organ, from_signature, from_prose},
// anonymous.contradicted, collective.{no_number, contradicted}, id.* as text::parse_resident_id and
// id.repaired, id.several, phone.malformed, phone.repaired, phone.several, address.short, address.no_number.
#include "ocr/fields/fuzzy.hpp"
#include "ocr/fields/particulars.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/numerals.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

struct Signers {
    std::vector<Span> names;
    std::vector<std::string> doubts;
};

// One person read twice, once with a character wrong, or the same.
bool alike(std::u32string_view a, std::u32string_view b) {
    return a == b || (a.size() == b.size() && a.size() >= 2 && differences(a, b) == 1);
}

// What stands at two places as one name: the place where both engines read alike is the name's. False where
// that does not settle which of two readings it is.
bool settled_by_engines(const Work& work, Span& kept, Span again) {
    const auto words = [&](Span s) { return std::u32string(work.letter.simple(s)); };
    const auto other = [&](Span s) {
        const auto read = other_reading(work.letter, s);
        return read ? text::simplified(read->text) : std::u32string();
    };
    const bool kept_sure = other(kept) == words(kept), again_sure = other(again) == words(again);
    if (words(kept) == words(again)) {
        if (!kept_sure && again_sure) kept = again;
        return true;
    }
    if (kept_sure == again_sure) return false;
    if (kept_sure) return other(again) == words(kept);
    if (other(kept) != words(again)) return false;
    kept = again;
    return true;
}

void join_names(const Work& work, Signers& all, const std::vector<Span>& more, bool repeats_expected) {
    const auto words = [&work](Span s) { return work.letter.simple(s); };
    bool met = false;
    for (const auto& name : more) {
        const auto same =
            std::ranges::find_if(all.names, [&](Span s) { return alike(words(s), words(name)); });
        if (same == all.names.end()) continue;
        met = true;
        if (!settled_by_engines(work, *same, name)) all.doubts.emplace_back("applicant.contradicted");
    }
    if (repeats_expected && !met && !all.names.empty() && !more.empty())
        all.doubts.emplace_back("applicant.contradicted");
    for (const auto& name : more)
        if (std::ranges::none_of(all.names, [&](Span s) { return alike(words(s), words(name)); }))
            all.names.push_back(name);
}

Signers labelled_signers(const Work& work) {
    Signers all;
    for (const auto& hit : work.labels) {
        if (hit.label != Label::applicant && hit.label != Label::signers) continue;
        std::vector<std::string> odd;
        auto names = read_names(work, hit.value, odd);
        if (!names.empty() && is_organ_word(work.letter.simple(names[0])))
            continue; // a 被 was lost: find_respondent
        if (!names.empty()) all.doubts.insert(all.doubts.end(), odd.begin(), odd.end());
        const bool at_the_end = hit.begin * 2 > work.letter.size();
        join_names(work, all, names, at_the_end && hit.label == Label::applicant);
    }
    return all;
}

// 我叫…, 本人…，
std::optional<Span> named_in_prose(const Work& work) {
    constexpr std::array<std::u32string_view, 4> words{U"我叫", U"我名叫", U"我的名字叫", U"本人"};
    constexpr std::array<std::u32string_view, 9> behind{U"今年", U"现年", U"家住", U"男",  U"女",
                                                        U"住",   U"系",   U"是",   U"现在"};
    const auto simple = work.letter.simple();
    for (const auto word : words) {
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1)) {
            if (word == U"本人" && !work.letter.at_boundary(at)) continue; // 业主本人
            Span name{at + word.size(), at + word.size()};
            while (name.end < simple.size() && name.end - name.begin < 8 && text::is_han(simple[name.end]))
                ++name.end;
            for (const auto next : behind)
                if (const auto cut = work.letter.simple(name).find(next, 2); cut != simple.npos)
                    name.end = name.begin + cut;
            const bool ended = name.end < simple.size() && !text::is_han(simple[name.end]);
            const bool cut =
                std::ranges::any_of(behind, [&](auto b) { return simple.substr(name.end).starts_with(b); });
            const bool own_name =
                word != U"本人" || (name.end < simple.size() && (simple[name.end] == U'，' || cut));
            if ((ended || cut) && own_name && is_name(work.letter.simple(name)) &&
                !is_organ_word(work.letter.simple(name)) && name.end - name.begin <= 4)
                return name;
        }
    }
    return std::nullopt;
}

std::optional<Span> says_anonymous(const Work& work) {
    constexpr std::array<std::u32string_view, 16> words{
        U"不敢写自己的名字", U"不敢写名字",   U"不敢留名",     U"不愿留名",    U"不留姓名", U"匿名",
        U"不便署名",         U"不愿署名",     U"不敢署名",     U"不便具名",    U"不愿具名", U"恕不具名",
        U"恕不署名",         U"不愿透露姓名", U"不便透露姓名", U"不敢透露姓名"};
    const auto simple = work.letter.simple();
    for (const auto word : words)
        if (const auto at = simple.find(word); at != simple.npos) return Span{at, at + word.size()};
    // Below the text: 一名群众, 知情居民
    constexpr std::array<std::u32string_view, 7> some{U"一名", U"一位", U"一个", U"知情",
                                                      U"部分", U"热心", U"广大"};
    constexpr std::array<std::u32string_view, 9> who{U"群众",   U"居民", U"业主", U"村民", U"市民",
                                                     U"知情人", U"职工", U"家长", U"员工"};
    constexpr std::size_t below = 6;
    for (std::size_t i = work.letter.lines() > below ? work.letter.lines() - below : 0;
         i < work.letter.lines(); ++i) {
        const auto line = work.letter.line(i);
        const auto has = [&](auto word) { return work.letter.simple(line).find(word) != simple.npos; };
        // 一个打工的人, above the date
        const bool last =
            i + 2 == work.letter.lines() && closing_date(work) && work.letter.simple(line).ends_with(U"人");
        if (last && line.end - line.begin <= 10 && (has(some[0]) || has(some[1]) || has(some[2])))
            return line;
        if (line.end - line.begin <= 14 && std::ranges::any_of(some, has) && std::ranges::any_of(who, has))
            return line;
    }
    return std::nullopt;
}

struct Headcount {
    std::int64_t people;
    Span span;
};

// 等12人, 我们36户业主, 全体48名职工
std::vector<Headcount> headcounts(const Running& letter) {
    constexpr std::array<std::u32string_view, 10> before{
        U"等", U"我们", U"全体", U"联名人共", U"签名人共", U"联名共", U"签名共", U"共计", U"人数：", U"我等"};
    const auto simple = letter.simple();
    std::vector<Headcount> all;
    for (const auto word : before) {
        for (auto at = simple.find(word); at != simple.npos; at = simple.find(word, at + 1)) {
            const auto begin = at + word.size();
            auto end = begin;
            const auto numeral = [](char32_t c) {
                return text::is_digit(c) || text::is_numeral_character(c);
            };
            while (end < simple.size() && end - begin < 6 && numeral(simple[end])) ++end;
            if (end == begin || end >= simple.size() || !text::is_one_of(simple[end], U"人户名位")) continue;
            const auto n = text::parse_numeral(simple.substr(begin, end - begin));
            if (n && *n >= 2 && *n <= 100'000) all.push_back({*n, {at, end + 1}});
        }
    }
    return all;
}

void add_collective(Work& work, std::size_t signers) {
    const auto counts = headcounts(work.letter);
    constexpr std::array<std::u32string_view, 4> without_number{U"全体业主", U"全体村民", U"全体职工",
                                                                U"全体家长"};
    if (!counts.empty()) {
        const auto most = std::ranges::max_element(counts, {}, &Headcount::people);
        std::vector<std::string> doubts;
        const bool differ = std::ranges::any_of(counts, [&](auto& c) { return c.people != most->people; });
        if (differ || static_cast<std::int64_t>(signers) > most->people)
            doubts.emplace_back("collective.contradicted");
        const auto people = std::max(most->people, static_cast<std::int64_t>(signers));
        return work.add(make_field(work.letter, "collective", most->span, std::to_string(people), doubts));
    }
    if (signers >= 2) {
        const auto* names = work.found.find("applicants");
        auto field = names == nullptr ? FieldValue{} : *names;
        field.name = "collective", field.value = std::to_string(signers), field.doubts.clear();
        return work.add(std::move(field));
    }
    for (const auto word : without_number)
        if (const auto at = work.letter.simple().find(word); at != std::u32string_view::npos)
            return work.add(
                make_field(work.letter, "collective", {at, at + word.size()}, "", {"collective.no_number"}));
}

void add_applicants(Work& work, const Signers& signers) {
    const auto first = signers.names.front();
    work.add(make_field(work.letter, "applicant", first, work.letter.utf8(first), signers.doubts));
    if (signers.names.size() < 2) return;
    work.add(names_field(work.letter, "applicants", signers.names, signers.doubts));
}

} // namespace

void find_people(Work& work) {
    auto signers = labelled_signers(work);
    const auto prose = named_in_prose(work);
    const auto below = names_of_signature(work);
    const auto anonymous = says_anonymous(work);
    if (!signers.names.empty()) {
        if (prose && std::ranges::none_of(signers.names, [&](Span s) {
                return work.letter.simple(s) == work.letter.simple(*prose);
            }))
            signers.doubts.emplace_back("applicant.contradicted");
    } else if (!below.empty()) {
        signers.names = below;
        const bool told = prose && work.letter.simple(*prose) == work.letter.simple(below[0]);
        if (prose && !told) {
            signers = {};
            join_names(work, signers, {*prose}, false);
            join_names(work, signers, below, true);
        } else if (!told) {
            signers.doubts.emplace_back("applicant.from_signature");
        }
    } else if (prose) {
        signers.names = {*prose};
        signers.doubts.emplace_back("applicant.from_prose");
    }
    if (!signers.names.empty()) add_applicants(work, signers);
    if (anonymous || !signers.names.empty()) {
        const auto where = anonymous ? *anonymous : signers.names.front();
        std::vector<std::string> doubts;
        if (anonymous && !signers.names.empty()) doubts.emplace_back("anonymous.contradicted");
        work.add(
            make_field(work.letter, "anonymous", where, signers.names.empty() ? "true" : "false", doubts));
    }
    add_collective(work, signers.names.size());
    find_representatives(work);
    find_particulars(work);
}

} // namespace docket::ocr
