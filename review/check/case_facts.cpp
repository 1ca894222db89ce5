#include "review/check/case_facts.hpp"

#include <algorithm>
#include <array>

namespace docket::review::check {

namespace {

constexpr std::array<std::string_view, 3> stages{"draft", "sign", "served"};
constexpr std::int64_t greatest_serial = 99999;

Failure malformed(std::string_view member, std::string_view wants) {
    return fail(Kind::invalid, "check.case_malformed",
                "案件信息的 " + std::string(member) + " 应当是" + std::string(wants) + "。");
}

Result<std::optional<Date>> date_at(const json::Value& from, std::string_view key) {
    const auto& value = from.at(key);
    if (value.is_null()) return std::optional<Date>();
    if (!value.string()) return malformed(key, "日期 YYYY-MM-DD");
    const auto day = parse_iso_date(*value.string());
    if (!day) return malformed(key, "日期 YYYY-MM-DD");
    return std::optional(*day);
}

Result<std::vector<std::string>> texts(const json::Value& value, std::string_view member) {
    if (!value.array()) return malformed(member, "文字的数组");
    std::vector<std::string> out;
    for (const auto& item : *value.array()) {
        if (!item.string()) return malformed(member, "文字的数组");
        out.push_back(*item.string());
    }
    return out;
}

Result<void> only(const json::Value& value, std::string_view member,
                  std::initializer_list<std::string_view> known) {
    if (!value.object()) return malformed(member, "对象");
    for (const auto& [key, ignored] : value.object()->members())
        if (std::find(known.begin(), known.end(), key) == known.end())
            return fail(Kind::invalid, "check.case_malformed",
                        "案件信息的 " + std::string(member) + " 没有成员 " + key + "。");
    return {};
}

Result<Organs> organs_of(const json::Value& value) {
    if (!value.array()) return malformed("organs", "机关的数组");
    std::vector<Organ> out;
    for (const auto& item : *value.array()) {
        Organ organ;
        organ.code = item.text_at("code");
        organ.name = item.text_at("name");
        organ.superior = item.text_at("superior");
        if (organ.code.empty() || organ.name.empty()) return malformed("organs", "有代码和名称的机关");
        DOCKET_TRY(organ.kind, parse_organ_kind(item.text_at("kind")));
        if (!item.at("aliases").is_null()) {
            DOCKET_TRY(organ.aliases, texts(item.at("aliases"), "organs/aliases"));
        }
        out.push_back(std::move(organ));
    }
    return Organs::make(std::move(out));
}

Result<std::optional<Service>> service_of(const json::Value& value) {
    if (value.is_null()) return std::optional<Service>();
    DOCKET_CHECK(only(value, "service", {"mode", "recipient", "proof", "on"}));
    DOCKET_TRY(const auto on, date_at(value, "on"));
    if (!on) return malformed("service/on", "送达之日");
    return std::optional(
        Service{value.text_at("mode"), value.text_at("recipient"), value.text_at("proof"), *on});
}

Result<Round> round_of(const json::Value& value, int n) {
    DOCKET_CHECK(only(value, "rounds",
                      {"level", "organ", "document", "service", "said_received", "received_on", "posted_on",
                       "accepted_on", "reason"}));
    Round out;
    out.n = n;
    const auto level = parse_level(value.text_at("level"));
    if (!level) return malformed("rounds/level", " handling、review 或 re_review");
    out.level = *level;
    out.organ = value.text_at("organ");
    const auto& document = value.at("document");
    if (!document.is_null()) DOCKET_CHECK(only(document, "document", {"title", "number", "date"}));
    out.document_title = document.text_at("title");
    out.document_number = document.text_at("number");
    DOCKET_TRY(out.document_date, date_at(document, "date"));
    DOCKET_TRY(out.service, service_of(value.at("service")));
    DOCKET_TRY(out.said_received, date_at(value, "said_received"));
    DOCKET_TRY(out.applied_on, date_at(value, "received_on"));
    DOCKET_TRY(out.posted_on, date_at(value, "posted_on"));
    DOCKET_TRY(out.accepted_on, date_at(value, "accepted_on"));
    out.reason = value.text_at("reason");
    return out;
}

Result<std::vector<Round>> rounds_of(const json::Value& value) {
    if (!value.array()) return malformed("rounds", "轮次的数组");
    std::vector<Round> out;
    for (const auto& item : *value.array()) {
        DOCKET_TRY(auto round, round_of(item, static_cast<int>(out.size()) + 1));
        out.push_back(std::move(round));
    }
    return out;
}

Result<TakenNumbers> taken_of(const json::Value& value) {
    DOCKET_CHECK(only(value, "numbers", {"mark", "year", "through", "taken"}));
    TakenNumbers out;
    out.mark = value.text_at("mark");
    const auto year = value.int_at("year"), through = value.int_at("through");
    if (out.mark.empty() || year < 1900 || year > 2099)
        return malformed("numbers", "有机关代字和四位年份的文号");
    if (through < 0 || through > greatest_serial) return malformed("numbers/through", " 0 至 99999 的序号");
    out.year = static_cast<int>(year);
    for (int n = 1; n <= static_cast<int>(through); ++n) out.serials.insert(n);
    for (const auto& item : value.array_at("taken")) {
        if (!item.integer() || *item.integer() < 1 || *item.integer() > greatest_serial)
            return malformed("numbers/taken", " 1 至 99999 的序号");
        out.serials.insert(static_cast<int>(*item.integer()));
    }
    return out;
}

Result<void> lay_prefixes(const json::Value& value, CaseFacts& facts) {
    facts.prefixes.clear();
    if (value.is_null()) return {};
    if (!value.object()) return malformed("prefixes", "按文书种类列出的机关代字");
    for (const auto& [key, list] : value.object()->members()) {
        const auto type = outputs::document_type(key);
        if (!type) return malformed("prefixes", "按文书种类列出的机关代字");
        DOCKET_TRY(facts.prefixes[*type], texts(list, "prefixes"));
    }
    return {};
}

Result<void> lay_numbers(const json::Value& value, CaseFacts& facts) {
    facts.numbers.reset();
    if (value.is_null()) return {};
    if (!value.array()) return malformed("numbers", "文号的数组");
    auto& out = facts.numbers.emplace();
    for (const auto& item : *value.array()) {
        DOCKET_TRY(auto taken, taken_of(item));
        out.push_back(std::move(taken));
    }
    return {};
}

Result<void> lay_organs(const json::Value& value, CaseFacts& facts) {
    facts.organs.reset();
    if (value.is_null()) return {};
    DOCKET_TRY(facts.organs, organs_of(value));
    return {};
}

Result<void> lay_rounds(const json::Value& value, CaseFacts& facts) {
    facts.rounds.reset();
    if (value.is_null()) return {};
    DOCKET_TRY(facts.rounds, rounds_of(value));
    return {};
}

Result<void> lay_delegated(const json::Value& value, CaseFacts& facts) {
    facts.delegated.clear();
    if (value.is_null()) return {};
    DOCKET_TRY(const auto list, texts(value, "delegated"));
    facts.delegated.insert(list.begin(), list.end());
    return {};
}

} // namespace

std::string_view name(DraftStage stage) { return stages.at(static_cast<std::size_t>(stage)); }

std::optional<DraftStage> draft_stage(std::string_view text) {
    const auto at = std::find(stages.begin(), stages.end(), text);
    if (at == stages.end()) return std::nullopt;
    return static_cast<DraftStage>(at - stages.begin());
}

const Round* CaseFacts::round(Level level) const {
    if (!rounds) return nullptr;
    const auto at =
        std::find_if(rounds->rbegin(), rounds->rend(), [&](const Round& r) { return r.level == level; });
    return at == rounds->rend() ? nullptr : &*at;
}

const Organ* CaseFacts::organ(const outputs::Organ& named) const {
    return organs ? organs->named(named.name) : nullptr;
}

const Organ* CaseFacts::acting(const Organ& organ) const {
    const bool by_delegation = delegated.contains(organ.code) || delegated.contains(organ.name);
    return by_delegation && organs ? organs->find(organ.superior) : &organ;
}

Result<void> lay_over(const json::Value& value, CaseFacts& facts) {
    DOCKET_CHECK(only(
        value, "根",
        {"note", "today", "organs", "government", "bureau", "delegated", "prefixes", "rounds", "numbers"}));
    for (const auto& [key, item] : value.object()->members()) {
        if (key == "today") {
            DOCKET_TRY(facts.today, date_at(value, "today"));
        }
        if (key == "government") facts.government = value.text_at("government");
        if (key == "bureau") facts.bureau = value.text_at("bureau");
        if (key == "organs") DOCKET_CHECK(lay_organs(item, facts));
        if (key == "delegated") DOCKET_CHECK(lay_delegated(item, facts));
        if (key == "prefixes") DOCKET_CHECK(lay_prefixes(item, facts));
        if (key == "rounds") DOCKET_CHECK(lay_rounds(item, facts));
        if (key == "numbers") DOCKET_CHECK(lay_numbers(item, facts));
    }
    return {};
}

} // namespace docket::review::check
