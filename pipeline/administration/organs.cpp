// The register of organs, and with it who reviews whom. An organ is changed and never taken away: cases name
// it.
#include "pipeline/administration/noting.hpp"
#include "review/competence.hpp"

#include <algorithm>

namespace docket::administration {

namespace {

using review::Organ;
using review::Organs;

constexpr std::size_t longest_organ_name = 60, most_other_names = 20, shortest_code = 2, longest_code = 40;

Failure no_organ(const std::string& why) { return fail(Kind::invalid, "organ.malformed", why); }

json::Array texts(const std::vector<std::string>& all) { return {all.begin(), all.end()}; }

json::Object organ_said(const Organ& organ) {
    return {{"name", organ.name},
            {"kind", review::name(organ.kind)},
            {"superior", organ.superior},
            {"aliases", texts(organ.aliases)},
            {"former", texts(organ.former)},
            {"successor", organ.successor}};
}

Result<std::vector<std::string>> other_names(const json::Value& input, const char* key) {
    std::vector<std::string> out;
    for (const auto& said : input.texts_at(key)) {
        auto name = trimmed(said);
        if (name.empty() || std::ranges::find(out, name) != out.end()) continue;
        if (characters(name) > longest_organ_name || out.size() == most_other_names)
            return no_organ("简称和曾用名最多各 20 个，每个不超过 60 字。");
        out.push_back(std::move(name));
    }
    return out;
}

Result<Organ> organ_typed(Organ organ, const json::Value& input) {
    const auto before = organ.name;
    DOCKET_TRY(organ.name, line_of(input, "name", longest_organ_name, "organ.malformed", "机关全称"));
    const auto kind = review::parse_organ_kind(input.text_at("kind"));
    if (!kind) return no_organ("请选择机关类别。");
    organ.kind = *kind;
    organ.superior = trimmed(input.text_at("superior"));
    organ.successor = trimmed(input.text_at("successor"));
    DOCKET_TRY(organ.aliases, other_names(input, "aliases"));
    DOCKET_TRY(organ.former, other_names(input, "former"));
    const bool renamed = !before.empty() && before != organ.name;
    if (renamed && std::ranges::find(organ.former, before) == organ.former.end())
        organ.former.push_back(before);
    organ.version = input.int_at("version");
    return organ;
}

// No two organs are called alike: a name in a letter must lead to one.
Result<void> check_names(const Organ& organ, const std::vector<Organ>& all) {
    auto names = organ.aliases;
    names.push_back(organ.name);
    for (const auto& other : all) {
        if (other.code == organ.code) continue;
        for (const auto& name : names)
            if (name == other.name || std::ranges::find(other.aliases, name) != other.aliases.end())
                return no_organ("“" + name + "”已是" + other.name + "的名称，不能两个机关同名。");
    }
    return {};
}

Result<Organs> graph_with(std::vector<Organ> all, const Organ& organ) {
    const auto there = std::ranges::find(all, organ.code, &Organ::code);
    if (there == all.end())
        all.push_back(organ);
    else
        *there = organ;
    auto graph = Organs::make(std::move(all));
    if (graph) return graph;
    return fail(Kind::invalid, "organ.graph",
                "上级机关或者继续行使职权的机关不在名录中，或者成了一个圈；请重新选择。");
}

Result<void> check_code(const std::string& code) {
    const bool fits = code.size() >= shortest_code && code.size() <= longest_code && code != "new" &&
                      std::ranges::all_of(code, [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                      });
    return fits ? Result<void>() : no_organ("机关代码须为 2 至 40 个小写字母、数字或者连字符。");
}

} // namespace

Result<json::Value> organs(const flow::Tools& tools) {
    DOCKET_TRY(auto all, tools.directory.organs());
    DOCKET_TRY(const auto graph, Organs::make(std::move(all)));
    json::Array rows;
    for (const auto& organ : graph.all()) {
        auto row = organ_said(organ);
        row.set("code", organ.code)
            .set("level", organ.level)
            .set("version", organ.version)
            .set("reviewers", texts(graph.reviewers_of(organ.code)));
        rows.emplace_back(std::move(row));
    }
    return json::Value(json::Object{
        {"rows", std::move(rows)}, {"bureau", tools.office.bureau}, {"government", tools.office.government}});
}

Result<json::Value> change_organ(const flow::Tools& tools, const Person& by, const std::string& code,
                                 const json::Value& input) {
    DOCKET_TRY(const auto reason, reason_of(input));
    DOCKET_CHECK(check_code(code));
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(const auto all, tools.directory.organs());
        const auto before = std::ranges::find(all, code, &Organ::code);
        const bool known = before != all.end();
        Organ fresh;
        fresh.code = code;
        DOCKET_TRY(auto after, organ_typed(known ? *before : fresh, input));
        DOCKET_CHECK(check_names(after, all));
        DOCKET_TRY(const auto graph, graph_with(all, after));
        after.level = graph.find(code)->level;
        DOCKET_CHECK(tools.directory.change(tx, after));
        for (const auto& other : all) // those below it move with it
            if (const auto* now = graph.find(other.code); other.code != code && now->level != other.level)
                DOCKET_CHECK(tools.directory.put(tx, *now));
        return note(tx, tools, "organ:" + code, "change_organ", by,
                    known ? json::Value(organ_said(*before)) : json::Value(), organ_said(after), reason);
    }));
    return organs(tools);
}

} // namespace docket::administration
