#include "pipeline/desk/party_views.hpp"

#include "pipeline/desk/mask.hpp"
#include "pipeline/flow/mandates.hpp"
#include "review/parties.hpp"

#include <algorithm>

namespace docket::desk {

json::Array applicant_views(const review::Case& c, bool whole) {
    const auto mask = Mask::of(c);
    json::Array out;
    for (const auto& a : c.applicants) {
        const bool minor = review::is_minor(a, c.received);
        json::Object one{{"name", whole ? a.name : mask.name(a.name)},
                         {"sex", a.sex},
                         {"id_kind", review::name(a.id_kind)},
                         {"id_kind_word", review::chinese(a.id_kind)},
                         {"id_number", whole ? a.id_number : masked_id(a.id_number)},
                         {"phone", whole ? a.phone : masked_phone(a.phone)},
                         {"address", whole ? a.address : masked_address(a.address)},
                         {"masked", !whole}};
        if (const auto doubt = review::doubt_of(a.id_kind, a.id_number); !doubt.empty())
            one.set("id_doubt", doubt);
        if (const auto from = review::chinese(review::origin_of(a.id_kind, a.id_number)); !from.empty())
            one.set("origin", from);
        if (minor) one.set("minor", true);
        out.emplace_back(std::move(one));
    }
    return out;
}

json::Array mandate_views(const review::Case& c, Date today, bool whole) {
    const auto mask = Mask::of(c);
    json::Array out;
    for (const auto& m : c.mandates) {
        json::Object one{{"n", out.size() + 1},
                         {"kind", review::name(m.kind)},
                         {"kind_word", review::chinese(m.kind)},
                         {"name", whole ? m.name : mask.name(m.name)},
                         {"id_kind_word", review::chinese(m.id_kind)},
                         {"id_number", whole ? m.id_number : masked_id(m.id_number)},
                         {"phone", whole ? m.phone : masked_phone(m.phone)},
                         {"powers", m.powers},
                         {"proof", m.proof},
                         {"from", iso(m.from)},
                         {"in_force", m.in_force(today)},
                         {"masked", !whole}};
        if (m.until) one.set("until", iso(*m.until));
        if (m.ended_on) one.set("ended_on", iso(*m.ended_on));
        if (const auto doubt = review::doubt_of(m.id_kind, m.id_number); !doubt.empty())
            one.set("id_doubt", doubt);
        out.emplace_back(std::move(one));
    }
    return out;
}

json::Array party_marks(const review::Case& c, const flow::Office& office) {
    json::Array out;
    if (flow::is_collective(c, office))
        out.emplace_back("集体 " + std::to_string(review::petitioners_of(c)) + " 人");
    if (std::ranges::any_of(c.applicants, [&](const auto& one) { return review::is_minor(one, c.received); }))
        out.emplace_back("未成年人");
    for (const auto origin : review::origins_of(c)) out.emplace_back(std::string(origin));
    return out;
}

json::Array party_warnings(const review::Case& c, Date today, const flow::Office& office) {
    json::Array out;
    if (review::guardian_wanted(c, today)) out.emplace_back("收到之日信访人未满十八周岁：请登记监护人。");
    if (flow::too_many_speak(c, today, office))
        out.emplace_back("代表人超过" + std::to_string(office.representatives_warn) +
                         "人：多人提出共同的信访事项的，建议推选不超过" +
                         std::to_string(office.representatives_warn) + "名代表人。");
    const bool expired = std::ranges::any_of(c.mandates, [&](const review::Mandate& one) {
        return !one.ended_on && one.until && *one.until < today;
    });
    if (expired) out.emplace_back("有代理人、代表人的委托已经到期：送达须由有代理权的人签收。");
    return out;
}

} // namespace docket::desk
