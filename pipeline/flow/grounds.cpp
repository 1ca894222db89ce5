#include "pipeline/flow/grounds.hpp"

#include <algorithm>

namespace docket::flow {

std::vector<OpenGround> open_grounds(const review::Case& c, Date today, const Office& office) {
    const auto regime = review::regime_of(today);
    const bool visit = office.channel_of(c.number) == "visit";
    std::vector<OpenGround> out;
    for (const auto& row : review::decline_grounds) {
        if (!review::fits(row, c.current().level) || (row.visits && !visit)) continue;
        std::string basis(review::basis_of(row, regime));
        if (row.local) {
            const auto adopted = office.local_grounds.find(std::string(row.id));
            if (adopted == office.local_grounds.end()) continue;
            if (!adopted->second.empty()) basis = adopted->second;
        }
        if (!basis.empty()) out.push_back({&row, review::says_of(row, regime), std::move(basis)});
    }
    return out;
}

std::optional<OpenGround> open_ground(std::string_view id, const review::Case& c, Date today,
                                      const Office& office) {
    auto all = open_grounds(c, today, office);
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.row->id == id; });
    return found == all.end() ? std::nullopt : std::optional(std::move(*found));
}

} // namespace docket::flow
