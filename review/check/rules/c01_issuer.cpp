#include "review/check/rules/rules.hpp"

namespace docket::review::check {

namespace {

void say_standing(const Input& input, Standing standing, Findings& out) {
    const auto& issuer = input.document.issuer.name;
    switch (standing) {
    case Standing::section:
        return out.add("issuer", issuer, "发文机关“" + issuer + "”是内设机构或者临时机构，不能对外作出意见。",
                       "以有权机关的全称发文。");
    case Standing::bureau:
        return out.add("issuer", issuer, "信访局以自己的名义对实体作出决定，登记中没有委托。",
                       "以有权复查、复核的机关名义发文；确有书面委托的，请在案件信息中登记。");
    case Standing::reviews_nobody:
        return out.add("issuer", issuer, issuer + "没有下级机关，不是复查、复核机关。");
    case Standing::unlisted:
        return out.add(Severity::major, "issuer", issuer,
                       "机关名录中没有“" + issuer + "”，无法核对其是否有权。",
                       "核对机关全称，或者补登机关名录。");
    case Standing::abbreviated:
        return out.add(Severity::major, "issuer", issuer, "发文机关没有使用全称。",
                       input.facts.organ(input.document.issuer)->name);
    case Standing::not_known: return out.missing("没有机关名录，不能核对发文机关。");
    case Standing::known: return;
    }
}

} // namespace

void c01_issuer(const Input& input, Findings& out) {
    const auto standing = standing_of_issuer(input);
    say_standing(input, standing, out);
    const auto* organ = deciding_organ(input);
    if (!organ) return;
    const auto* round = input.facts.round(level_of(input.document));
    if (!round || round->organ.empty()) return out.missing("登记中没有本轮由哪个机关办理。");
    if (round->organ == organ->code) return;
    const auto* held_by = input.facts.organs->find(round->organ);
    out.add("issuer", input.document.issuer.name,
            "登记的" + std::string(chinese(round->level)) + "机关是" +
                (held_by ? held_by->name : round->organ) + "，与发文机关不一致。",
            held_by ? held_by->name : "");
}

} // namespace docket::review::check
