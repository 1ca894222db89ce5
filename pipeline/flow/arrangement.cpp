#include "pipeline/flow/arrangement.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace docket::flow {

namespace {

using namespace std::string_view_literals;
constexpr std::array deeds{"split"sv, "merge"sv, "move"sv, "rotate"sv, "mark"sv, "dismiss"sv};
constexpr int full_turn = 360;

Failure malformed(const std::string& what) {
    return fail(Kind::invalid, "batch.operation_malformed", what + "，请刷新页面后重试。");
}
Failure unknown(std::int64_t page) {
    return fail(Kind::invalid, "batch.page_unknown",
                "本批次没有编号为 " + std::to_string(page) + " 的页面，请刷新页面后重试。");
}

struct Spot {
    std::size_t letter = 0, sheet = 0;
};
std::optional<Spot> find(const Arrangement& all, std::int64_t page) {
    for (std::size_t i = 0; i < all.letters.size(); ++i)
        for (std::size_t k = 0; k < all.letters[i].size(); ++k)
            if (all.letters[i][k].page == page) return Spot{i, k};
    return {};
}

auto at(Pile& pile, std::size_t n) { return pile.begin() + static_cast<std::ptrdiff_t>(n); }

Result<Arrangement> split(Arrangement all, std::int64_t page) {
    const auto spot = find(all, page);
    if (!spot) return unknown(page);
    auto& pile = all.letters[spot->letter];
    if (spot->sheet + 1 == pile.size())
        return fail(Kind::conflict, "batch.nothing_to_split", "这一页已是该信的最后一页，不用再分开。");
    Pile rest(at(pile, spot->sheet + 1), pile.end());
    pile.erase(at(pile, spot->sheet + 1), pile.end());
    all.letters.insert(all.letters.begin() + static_cast<std::ptrdiff_t>(spot->letter) + 1, std::move(rest));
    return all;
}

Result<Arrangement> merge(Arrangement all, std::int64_t page) {
    const auto spot = find(all, page);
    if (!spot) return unknown(page);
    if (spot->letter == 0)
        return fail(Kind::conflict, "batch.nothing_before", "这是第一封信，前面没有可以合并的信。");
    auto& before = all.letters[spot->letter - 1];
    const auto& pile = all.letters[spot->letter];
    before.insert(before.end(), pile.begin(), pile.end());
    all.letters.erase(all.letters.begin() + static_cast<std::ptrdiff_t>(spot->letter));
    return all;
}

Result<Arrangement> move(Arrangement all, const Operation& operation) {
    if (std::ranges::find(operation.pages, operation.to) != operation.pages.end())
        return malformed("页面不能移到它自己旁边");
    Pile taken;
    for (const auto page : operation.pages) {
        const auto spot = find(all, page);
        if (!spot) return unknown(page);
        auto& pile = all.letters[spot->letter];
        taken.push_back(pile[spot->sheet]);
        pile.erase(at(pile, spot->sheet));
    }
    const auto spot = find(all, operation.to);
    if (!spot) return unknown(operation.to);
    auto& pile = all.letters[spot->letter];
    pile.insert(at(pile, spot->sheet + (operation.before ? 0 : 1)), taken.begin(), taken.end());
    std::erase_if(all.letters, [](const Pile& one) { return one.empty(); });
    return all;
}

template <class Change>
Result<Arrangement> change(Arrangement all, const std::vector<std::int64_t>& pages, const Change& how) {
    for (const auto page : pages) {
        const auto spot = find(all, page);
        if (!spot) return unknown(page);
        how(all.letters[spot->letter][spot->sheet]);
    }
    return all;
}

std::vector<std::int64_t> pages_of(const json::Value& value) {
    std::vector<std::int64_t> out;
    for (const auto& page : value.array_at("pages"))
        if (page.integer()) out.push_back(*page.integer());
    for (const auto* key : {"after", "page"})
        if (value.at(key).integer()) out.push_back(value.int_at(key));
    return out;
}

json::Array list(const std::vector<std::int64_t>& pages) {
    json::Array out;
    for (const auto page : pages) out.emplace_back(page);
    return out;
}

std::string_view word(SheetKind kind) {
    constexpr std::array words{"正文页"sv, "空白页"sv, "信封"sv, "附件"sv, "分隔单"sv};
    return words.at(static_cast<std::size_t>(kind));
}

} // namespace

Result<Operation> operation_of(const json::Value& value) {
    const auto named = std::ranges::find(deeds, std::string_view(value.text_at("op")));
    if (named == deeds.end()) return malformed("没有“" + value.text_at("op") + "”这一操作");
    Operation out;
    out.deed = static_cast<Deed>(named - deeds.begin());
    out.pages = pages_of(value);
    out.to = value.int_at("to");
    out.before = value.text_at("side") == "before";
    out.degrees = static_cast<int>(value.int_at("by"));
    out.suggestion = value.text_at("suggestion");
    auto once = out.pages;
    std::ranges::sort(once);
    if (std::ranges::adjacent_find(once) != once.end()) return malformed("同一页写了两次");
    const bool one = out.deed == Deed::split || out.deed == Deed::merge;
    if (out.deed == Deed::dismiss ? out.suggestion.empty() : one ? out.pages.size() != 1 : out.pages.empty())
        return malformed("没有写明是哪一页");
    if (out.deed == Deed::rotate && out.degrees != 90 && out.degrees != 180 && out.degrees != 270)
        return malformed("旋转的角度只能是 90、180 或 270");
    if (out.deed == Deed::mark) {
        DOCKET_TRY(out.as, parse_sheet_kind(value.text_at("as")));
    }
    return out;
}

json::Object to_json(const Operation& o) {
    json::Object out{{"op", deeds.at(static_cast<std::size_t>(o.deed))}};
    switch (o.deed) {
    case Deed::split: out.set("after", o.pages.front()); break;
    case Deed::merge: out.set("page", o.pages.front()); break;
    case Deed::move:
        out.set("pages", list(o.pages)).set("to", o.to).set("side", o.before ? "before" : "after");
        break;
    case Deed::rotate: out.set("pages", list(o.pages)).set("by", o.degrees); break;
    case Deed::mark: out.set("pages", list(o.pages)).set("as", name(o.as)); break;
    case Deed::dismiss: out.set("suggestion", o.suggestion); break;
    }
    return out;
}

std::string in_words(const Operation& o) {
    const auto count = o.pages.size() == 1 ? std::string("一页") : std::to_string(o.pages.size()) + " 页";
    switch (o.deed) {
    case Deed::split: return "分开为两封";
    case Deed::merge: return "与前一封合并";
    case Deed::move: return "移动" + count;
    case Deed::rotate: return "旋转" + count;
    case Deed::mark: return "把" + count + "标为" + std::string(word(o.as));
    case Deed::dismiss: return "不采纳分件建议";
    }
    return "";
}

Result<Arrangement> apply(Arrangement all, const Operation& o) {
    switch (o.deed) {
    case Deed::split: return split(std::move(all), o.pages.front());
    case Deed::merge: return merge(std::move(all), o.pages.front());
    case Deed::move: return move(std::move(all), o);
    case Deed::rotate:
        return change(std::move(all), o.pages,
                      [&](Sheet& sheet) { sheet.rotated = (sheet.rotated + o.degrees) % full_turn; });
    case Deed::mark: return change(std::move(all), o.pages, [&](Sheet& sheet) { sheet.kind = o.as; });
    case Deed::dismiss: all.dismissed.insert(o.suggestion); return all;
    }
    return malformed("没有这一操作");
}

Result<std::vector<Step>> steps_of(std::string_view text) {
    if (text.empty()) return std::vector<Step>{};
    const auto broken = fail(Kind::corrupt, "batch.steps_malformed",
                             "what people did to this batch cannot be read; restore the data from a backup");
    const auto value = json::parse(text);
    if (!value || !value->array()) return broken;
    std::vector<Step> out;
    for (const auto& one : *value->array()) {
        Step step{one.text_at("by"), from_ms(one.int_at("at")), {}};
        for (const auto& each : one.array_at("operations")) {
            auto operation = operation_of(each);
            if (!operation) return broken;
            step.operations.push_back(*std::move(operation));
        }
        out.push_back(std::move(step));
    }
    return out;
}

std::string dump(const std::vector<Step>& steps) {
    json::Array out;
    for (const auto& step : steps) {
        json::Array operations;
        for (const auto& one : step.operations) operations.emplace_back(to_json(one));
        out.emplace_back(
            json::Object{{"by", step.by}, {"at", to_ms(step.at)}, {"operations", std::move(operations)}});
    }
    return json::dump(out);
}

json::Value to_json(const std::vector<Pile>& letters) {
    json::Array out;
    for (const auto& pile : letters) {
        json::Array sheets;
        for (const auto& sheet : pile) {
            json::Object one{{"page", sheet.page}, {"kind", name(sheet.kind)}};
            if (sheet.rotated != 0) one.set("rotated", sheet.rotated);
            sheets.emplace_back(std::move(one));
        }
        out.emplace_back(std::move(sheets));
    }
    return out;
}

Result<std::vector<Pile>> piles_of(const json::Value& value) {
    std::vector<Pile> out;
    if (!value.array())
        return fail(Kind::corrupt, "batch.steps_malformed", "an arrangement of pages cannot be read");
    for (const auto& sheets : *value.array()) {
        Pile pile;
        if (sheets.array())
            for (const auto& one : *sheets.array()) {
                DOCKET_TRY(const auto kind, parse_sheet_kind(one.text_at("kind")));
                pile.push_back({one.int_at("page"), kind, static_cast<int>(one.int_at("rotated"))});
            }
        if (!pile.empty()) out.push_back(std::move(pile));
    }
    return out;
}

bool has_content(const Pile& pile) {
    return std::ranges::any_of(pile, [](const Sheet& sheet) {
        return sheet.kind != SheetKind::blank && sheet.kind != SheetKind::separator;
    });
}

} // namespace docket::flow
