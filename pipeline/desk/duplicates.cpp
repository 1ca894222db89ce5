#include "pipeline/desk/duplicates.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/portraits.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace docket::desk {

namespace {

using review::Case;
namespace likeness = review::likeness;

constexpr int looked_at = 60;
constexpr std::size_t most_proposals = 10;
constexpr std::string_view link_act = "link", apart_act = "set_apart";

std::string said_by(likeness::SameBy by) {
    switch (by) {
    case likeness::SameBy::id_number: return "证件号码相同";
    case likeness::SameBy::name_and_phone: return "姓名、电话相同";
    case likeness::SameBy::name_and_address: return "姓名、住址相同";
    case likeness::SameBy::name: return "姓名相同，没有别的信息可以核对";
    case likeness::SameBy::like_name: return "姓名只差一字，电话或者住址相同";
    case likeness::SameBy::accused: return "被检举控告人相同";
    }
    return "";
}

std::string percent(double share) { return std::to_string(std::lround(share * 100)) + "%"; }

std::string words_of(const likeness::Reason& reason, const likeness::Portrait& later) {
    const auto by = reason.by ? said_by(*reason.by) : "";
    switch (reason.kind) {
    case likeness::ReasonKind::same_file: return "扫描页完全相同";
    case likeness::ReasonKind::same_paper:
        return "文字 " + percent(reason.share) + " 相同，像是同一封信重新扫描";
    case likeness::ReasonKind::same_person: return "同人：" + by;
    case likeness::ReasonKind::same_signer:
        return "共同署名人 " +
               (reason.person < later.people.size() ? encode_utf8(later.people[reason.person].name) : "") +
               "：" + by;
    case likeness::ReasonKind::same_matter:
        return "同事：请求中 " + percent(reason.share) + " 的用词另一封信也有";
    case likeness::ReasonKind::says_again: return "后一封信提到以前写过信";
    }
    return "";
}

json::Array reason_views(const likeness::Proposal& proposal, const likeness::Portrait& later) {
    json::Array out;
    for (const auto& reason : proposal.reasons) {
        json::Object one{{"kind", likeness::name(reason.kind)}, {"words", words_of(reason, later)}};
        if (reason.by) one.set("by", likeness::name(*reason.by));
        if (reason.kind == likeness::ReasonKind::same_paper ||
            reason.kind == likeness::ReasonKind::same_matter)
            one.set("share", std::round(reason.share * 100) / 100);
        out.emplace_back(std::move(one));
    }
    return out;
}

// What one of two is to the other.
std::string as_word(likeness::Relation relation, bool is_earlier) {
    if (relation == likeness::Relation::related) return "related";
    return is_earlier ? "first" : "repeat";
}

json::Object other_view(const Case& other, const std::string& as) {
    json::Array claims;
    for (const auto& claim : other.claims) claims.emplace_back(claim);
    return {{"number", other.number},
            {"received", iso(other.received)},
            {"people", people_of(other)},
            {"kind_word", word_of(kind_words(), review::name(other.kind))},
            {"stage_word", review::chinese(other.current().stage)},
            {"claims", std::move(claims)},
            {"as", as}};
}

struct LikeCase {
    std::string number;
    likeness::Proposal proposal;
    json::Array reasons;
    bool earlier = false;
};

bool came_earlier(const Case& a, const Case& b) {
    return likeness::is_earlier(a.received, a.number, b.received, b.number);
}

// What is like this case, the likeliest first.
Result<std::vector<LikeCase>> alike(const Desk& desk, const Case& c, const People& people) {
    DOCKET_TRY(const auto own, portrait_of(desk, c, people));
    DOCKET_TRY(const auto others, desk.portraits.sharing(likeness::keys_of(own), c.number, looked_at));
    std::vector<LikeCase> out;
    for (const auto& [number, portrait] : others) {
        const bool earlier = likeness::is_earlier(portrait.received, number, c.received, c.number);
        const auto& later = earlier ? own : portrait;
        auto proposal = likeness::judge(later, earlier ? portrait : own);
        if (!proposal) continue;
        auto reasons = reason_views(*proposal, later);
        out.push_back({number, *std::move(proposal), std::move(reasons), earlier});
    }
    std::ranges::stable_sort(out, std::ranges::greater{},
                             [](const LikeCase& one) { return one.proposal.score; });
    return out;
}

const std::string& other_of(const likeness::Ruling& ruling, const std::string& number) {
    return ruling.later == number ? ruling.earlier : ruling.later;
}

// Of these numbers the cases that the person may open.
Result<std::map<std::string, Case>> open_to(const Desk& desk, const Person& person,
                                            const std::set<std::string>& numbers) {
    std::map<std::string, Case> out;
    if (numbers.empty()) return out;
    DOCKET_TRY(const auto reader, flow::reader_of(person, desk.tools));
    DOCKET_TRY(auto cases, desk.tools.cases.load_these({numbers.begin(), numbers.end()}));
    for (auto& c : cases)
        if (may_open(reader.ties, c)) out.emplace(c.number, std::move(c));
    return out;
}

json::Object ruled_view(const Case& other, const likeness::Ruling& ruling, const People& people) {
    const bool earlier = ruling.earlier == other.number;
    auto out = other_view(other, ruling.same ? as_word(ruling.relation, earlier) : "apart");
    out.set("ruling", json::Object{{"same", ruling.same},
                                   {"reason", ruling.reason},
                                   {"by", people.view(ruling.by)},
                                   {"at", to_ms(ruling.at)}});
    return out;
}

Result<json::Value> duplicates_now(const Desk& desk, const Person& person, const std::string& number) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto rulings, desk.portraits.rulings_about({number}));
    DOCKET_TRY(const auto found, alike(desk, c, people));
    std::set<std::string> wanted, ruled;
    for (const auto& ruling : rulings) ruled.insert(other_of(ruling, number));
    wanted = ruled;
    for (const auto& one : found) wanted.insert(one.number);
    DOCKET_TRY(const auto open, open_to(desk, person, wanted));
    json::Array proposals, decided;
    for (const auto& one : found) {
        const auto other = open.find(one.number);
        if (other == open.end() || ruled.contains(one.number)) continue;
        if (proposals.size() == most_proposals) break;
        auto view = other_view(other->second, as_word(one.proposal.relation, one.earlier));
        proposals.emplace_back(
            view.set("score", std::round(one.proposal.score * 100) / 100).set("reasons", one.reasons));
    }
    for (const auto& ruling : rulings)
        if (const auto other = open.find(other_of(ruling, number)); other != open.end())
            decided.emplace_back(ruled_view(other->second, ruling, people));
    return json::Value(json::Object{{"proposals", std::move(proposals)}, {"decided", std::move(decided)}});
}

Failure no_such_case() {
    return fail(Kind::not_found, "duplicate.unknown", "没有这件信访事项，或者您无权查看。");
}

// Not there and not his or hers to open are one answer.
Result<Case> other_case(const Desk& desk, const Person& person, const std::string& number) {
    auto other = desk.tools.cases.load(number);
    if (!other && other.error().kind != Kind::not_found) return other.error();
    DOCKET_TRY(const auto reader, flow::reader_of(person, desk.tools));
    if (!other || !may_open(reader.ties, *other)) return no_such_case();
    return other;
}

Result<likeness::Ruling> ruling_of(const Desk& desk, const Person& person, const Case& c, const Case& other,
                                   const json::Value& input) {
    constexpr std::size_t shortest = 6; // bytes: two Han characters
    const auto* same = input.at("same").boolean();
    if (same == nullptr)
        return fail(Kind::invalid, "duplicate.answer_missing", "请说明是重复信访，还是不是。");
    likeness::Ruling out;
    const bool later = came_earlier(other, c);
    out.later = later ? c.number : other.number;
    out.earlier = later ? other.number : c.number;
    out.same = *same;
    out.relation = likeness::relation_of(c.kind, other.kind);
    out.reason = input.text_at("reason");
    out.by = person.id;
    out.at = desk.tools.clock.now();
    if (!out.same && out.reason.size() < shortest)
        return fail(Kind::invalid, "duplicate.reason_missing", "请写明不是重复信访的理由，至少两个字。");
    return out;
}

// Each of the two keeps its number, its periods and its place in every count; both records say what was
// decided.
Result<void> note(Transaction& tx, const Desk& desk, const Case& c, const likeness::Ruling& ruling) {
    auto event =
        flow::event_now(desk.tools, flow::subject_of(c), ruling.same ? link_act : apart_act, ruling.by);
    event.from = event.to = review::name(c.current().stage);
    json::Object detail{{"other", other_of(ruling, c.number)},
                        {"relation", likeness::name(ruling.relation)},
                        {"is_later", ruling.later == c.number}};
    if (!ruling.reason.empty()) detail.set("reason", ruling.reason);
    event.detail = json::dump(std::move(detail));
    DOCKET_CHECK(desk.tools.record.append(tx, event));
    return {};
}

int rank_of(const std::string& is) { return is == "repeat" ? 2 : is == "first" ? 1 : 0; }

// That a case repeats another is said before all else; of several others the earliest is named.
void take(json::Object& link, const std::string& is, const Case& other) {
    const auto* there = link.find("is");
    const bool better = there == nullptr || rank_of(is) > rank_of(*there->string());
    const bool also = there != nullptr && is == *there->string();
    if (!better && !also) return;
    const auto count = better ? 0 : *link.find("count")->integer();
    if (better || other.number < *link.find("number")->string()) link.set("number", other.number);
    link.set("is", is).set("count", count + 1);
}

} // namespace

Result<json::Value> duplicates(const Desk& desk, const Person& person, const std::string& number) {
    return looking(desk.tools.work, [&] { return duplicates_now(desk, person, number); });
}

Result<json::Value> decide_duplicate(const Desk& desk, const Person& person, const std::string& number,
                                     const json::Value& input) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    const auto of = input.text_at("of");
    if (of == c.number)
        return fail(Kind::invalid, "duplicate.same_case", "这就是本案的编号，请指明另一件信访事项。");
    DOCKET_TRY(const auto other, other_case(desk, person, of));
    DOCKET_TRY(const auto ruling, ruling_of(desk, person, c, other, input));
    DOCKET_CHECK(desk.tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(desk.portraits.decide(tx, ruling));
        DOCKET_CHECK(note(tx, desk, c, ruling));
        return note(tx, desk, other, ruling);
    }));
    return duplicates(desk, person, number);
}

Result<std::map<std::string, json::Object>> links_of(const Desk& desk, const Person& person,
                                                     const std::vector<Case>& cases) {
    std::set<std::string> own, others;
    for (const auto& c : cases) own.insert(c.number);
    std::map<std::string, json::Object> out;
    DOCKET_TRY(auto rulings, desk.portraits.rulings_about({own.begin(), own.end()}));
    std::erase_if(rulings, [](const likeness::Ruling& one) { return !one.same; });
    for (const auto& ruling : rulings)
        for (const auto& number : {ruling.later, ruling.earlier})
            if (own.contains(number)) others.insert(other_of(ruling, number));
    DOCKET_TRY(const auto open, open_to(desk, person, others));
    for (const auto& ruling : rulings)
        for (const auto& number : {ruling.later, ruling.earlier}) {
            const auto other = open.find(other_of(ruling, number));
            if (!own.contains(number) || other == open.end()) continue;
            take(out[number], as_word(ruling.relation, ruling.earlier == number), other->second);
        }
    return out;
}

Result<void> hide_links(const Desk& desk, const Person& person, std::vector<review::Event>& events) {
    const auto other_in = [](const review::Event& event) {
        if (event.act != link_act && event.act != apart_act) return std::string();
        return json::parse(event.detail).value_or(json::Value()).text_at("other");
    };
    std::set<std::string> numbers;
    for (const auto& event : events)
        if (auto number = other_in(event); !number.empty()) numbers.insert(std::move(number));
    DOCKET_TRY(const auto open, open_to(desk, person, numbers));
    std::erase_if(events, [&](const review::Event& event) {
        const auto number = other_in(event);
        return !number.empty() && !open.contains(number);
    });
    return {};
}

} // namespace docket::desk
