#include "pipeline/administration/noting.hpp"
#include "review/contract.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace docket::administration {

namespace {

using review::Contract;
using review::Engagement;
using review::Role;

constexpr std::array warned_before{1, 7, 30}; // days
constexpr std::size_t longest_firm_name = 60, longest_licence = 30, longest_specialty = 30,
                      most_specialties = 12;
constexpr std::int64_t most_cases = 10'000, most_days = 60;

Failure malformed(const std::string& why) { return fail(Kind::invalid, "contract.malformed", why); }

json::Array lawyers_of(const Contract& contract, const std::vector<Person>& people) {
    json::Array out;
    for (const auto& lawyer : contract.lawyers) {
        const auto person = std::ranges::find(people, lawyer.person, &Person::id);
        out.emplace_back(json::Object{{"person", lawyer.person},
                                      {"name", person == people.end() ? lawyer.person : person->name},
                                      {"licence", lawyer.licence}});
    }
    return out;
}

// As the record keeps it and the page shows it.
json::Object terms_of(const Contract& contract, const std::vector<Person>& people) {
    json::Array specialties(contract.specialties.begin(), contract.specialties.end());
    return {{"firm", contract.firm},
            {"from", iso(contract.from)},
            {"to", iso(contract.to)},
            {"cases", contract.cases},
            {"days", contract.days},
            {"specialties", std::move(specialties)},
            {"lawyers", lawyers_of(contract, people)}};
}

// Where the term stands, and of one that ends soon how soon: the last of the days ahead on which it is told.
void add_term(json::Object& row, const Contract& contract, Date today) {
    const auto left =
        static_cast<int>((std::chrono::sys_days{contract.to} - std::chrono::sys_days{today}).count());
    const bool begun = std::chrono::sys_days{contract.from} <= std::chrono::sys_days{today};
    row.set("left", left);
    row.set("state", left < 0 ? "over" : begun ? "in_force" : "ahead");
    if (left < 0 || !begun) return;
    const auto warned = std::ranges::find_if(warned_before, [&](int days) { return left <= days; });
    if (warned != warned_before.end()) row.set("warned", *warned);
}

json::Array standing_of(const std::vector<Person>& people, const std::vector<Contract>& contracts,
                        const std::vector<review::Organ>& organs, Date today) {
    json::Array out;
    for (const auto& person : people) {
        if (person.role != Role::lawyer) continue;
        json::Array conflicts;
        for (const auto& code : person.conflicts) {
            const auto organ = std::ranges::find(organs, code, &review::Organ::code);
            conflicts.emplace_back(organ == organs.end() ? code : organ->name);
        }
        const auto engaged = review::engagement(contracts, person.id, today);
        out.emplace_back(json::Object{{"person", person.id},
                                      {"name", person.name},
                                      {"firm", person.firm},
                                      {"conflicts", std::move(conflicts)},
                                      {"standing", engaged == Engagement::in_force ? "in_force"
                                                   : engaged == Engagement::over   ? "over"
                                                                                   : "not_recorded"}});
    }
    return out;
}

Result<int> number_of(const json::Value& input, const char* key, std::int64_t most, const std::string& what) {
    const auto& value = input.at(key);
    if (value.is_null()) return 0;
    const auto* n = value.integer();
    if (n == nullptr || *n < 0 || *n > most)
        return malformed(what + "须为 0 至 " + std::to_string(most) + " 的整数。");
    return static_cast<int>(*n);
}

Result<std::vector<review::ContractLawyer>> lawyers_typed(const json::Value& input,
                                                          const std::vector<Person>& people) {
    std::vector<review::ContractLawyer> out;
    std::set<std::string> seen;
    for (const auto& one : input.array_at("lawyers")) {
        const auto id = one.text_at("person");
        const auto person = std::ranges::find(people, id, &Person::id);
        if (person == people.end() || person->role != Role::lawyer)
            return malformed("合同中的律师须是岗位为法律顾问的人员。");
        if (!seen.insert(id).second) return malformed(person->name + " 在合同中列了两次。");
        DOCKET_TRY(auto licence, line_of(one, "licence", longest_licence, "contract.malformed",
                                         person->name + "的执业证号"));
        out.push_back({id, std::move(licence)});
    }
    std::ranges::sort(out, {}, &review::ContractLawyer::person);
    if (out.empty()) return malformed("合同中至少要有一位律师。");
    return out;
}

Result<Contract> contract_typed(Contract contract, const json::Value& input,
                                const std::vector<Person>& people) {
    DOCKET_TRY(contract.firm,
               line_of(input, "firm", longest_firm_name, "contract.malformed", "律师事务所名称"));
    const auto from = parse_iso_date(input.text_at("from")), to = parse_iso_date(input.text_at("to"));
    if (!from || !to) return malformed("请填写合同的起止日期。");
    if (std::chrono::sys_days{*to} < std::chrono::sys_days{*from})
        return malformed("合同的截止日期早于起始日期。");
    contract.from = *from;
    contract.to = *to;
    DOCKET_TRY(contract.cases, number_of(input, "cases", most_cases, "约定件数"));
    DOCKET_TRY(contract.days, number_of(input, "days", most_days, "每件工作日数"));
    contract.specialties.clear();
    for (const auto& said : input.texts_at("specialties")) {
        auto specialty = trimmed(said);
        if (specialty.empty()) continue;
        if (characters(specialty) > longest_specialty || contract.specialties.size() == most_specialties)
            return malformed("专业方向最多 12 项，每项不超过 30 字。");
        contract.specialties.push_back(std::move(specialty));
    }
    DOCKET_TRY(contract.lawyers, lawyers_typed(input, people));
    contract.version = input.int_at("version");
    return contract;
}

std::string fresh_contract(const std::vector<Contract>& contracts) {
    for (int n = 1;; ++n) {
        auto id = "contract-" + std::to_string(n);
        if (std::ranges::find(contracts, id, &Contract::id) == contracts.end()) return id;
    }
}

} // namespace

Result<json::Value> contracts(const flow::Tools& tools) {
    DOCKET_TRY(const auto all, tools.directory.contracts());
    DOCKET_TRY(const auto people, tools.directory.people());
    DOCKET_TRY(const auto organs, tools.directory.organs());
    const auto today = tools.today();
    json::Array rows;
    for (const auto& contract : all) {
        auto row = terms_of(contract, people);
        row.set("id", contract.id).set("version", contract.version);
        add_term(row, contract, today);
        rows.emplace_back(std::move(row));
    }
    return json::Value(
        json::Object{{"rows", std::move(rows)}, {"lawyers", standing_of(people, all, organs, today)}});
}

Result<json::Value> change_contract(const flow::Tools& tools, const Person& by, const std::string& id,
                                    const json::Value& input) {
    DOCKET_TRY(const auto reason, reason_of(input));
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(const auto all, tools.directory.contracts());
        DOCKET_TRY(const auto people, tools.directory.people());
        const auto before = std::ranges::find(all, id, &Contract::id);
        if (before == all.end() && id != "new")
            return fail(Kind::not_found, "contract.unknown", "没有这份合同。");
        Contract fresh;
        fresh.id = fresh_contract(all);
        const bool known = before != all.end();
        DOCKET_TRY(const auto after, contract_typed(known ? *before : fresh, input, people));
        DOCKET_CHECK(tools.directory.change(tx, after));
        return note(tx, tools, "contract:" + after.id, "change_contract", by,
                    known ? json::Value(terms_of(*before, people)) : json::Value(), terms_of(after, people),
                    reason);
    }));
    return contracts(tools);
}

} // namespace docket::administration
