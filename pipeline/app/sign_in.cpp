#include "pipeline/app/sign_in.hpp"

#include "outputs/separator/bars.hpp"
#include "pipeline/openid/openid_provider.hpp"

#include <cmath>

namespace docket::app {

namespace {
std::int64_t in_ten_thousandths(double of_width) { return std::llround(of_width * 10'000); }
} // namespace

Result<access::DoorSettings> door_settings(const Settings& settings, const std::string& office) {
    access::DoorSettings out;
    out.issuer = office;
    auto rest = settings.second_factor;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        auto word = rest.substr(0, comma);
        rest = comma == std::string::npos ? "" : rest.substr(comma + 1);
        std::erase(word, ' ');
        const auto role = review::parse_role(word);
        if (!role || *role == review::Role::system)
            return fail(Kind::invalid, "config.malformed",
                        "sign_in.second_factor 中没有这样的岗位：" + word +
                            "；可写 mailroom、clerk、lawyer、leader、auditor、administrator，以逗号分隔。");
        out.second_factor_of.push_back(*role);
    }
    return out;
}

Result<std::unique_ptr<access::Provider>> provider_of(const Settings& settings) {
    if (settings.provider.empty()) return std::unique_ptr<access::Provider>();
    const openid::ProviderSettings set{settings.provider, settings.provider_client,
                                       settings.provider_name.empty() ? "统一身份平台"
                                                                      : settings.provider_name,
                                       settings.provider_secret, settings.provider_ca};
    DOCKET_CHECK(openid::check(set));
    static const SystemClock machine; // tokens go by it, also in a demo
    return std::unique_ptr<access::Provider>(
        std::make_unique<openid::OpenIdProvider>(set, machine, openid::by_curl(set.ca)));
}

Result<json::Object> qr_shape(const std::string& text) {
    DOCKET_TRY(const auto code, outputs::qr_code(text));
    json::Array bars;
    for (const auto& bar : code.bars)
        bars.emplace_back(json::Array{in_ten_thousandths(bar.x), in_ten_thousandths(bar.y),
                                      in_ten_thousandths(bar.w), in_ten_thousandths(bar.h)});
    return json::Object{{"height", in_ten_thousandths(code.height)}, {"bars", std::move(bars)}};
}

} // namespace docket::app
