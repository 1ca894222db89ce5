#include "pipeline/openid/settings.hpp"

#include <fstream>
#include <system_error>

namespace docket::openid {

namespace {
Failure unusable(const std::string& why) { return fail(Kind::invalid, "config.provider", why); }
} // namespace

bool is_safe(const std::string& url) {
    if (url.starts_with("https://")) return url.size() > 8;
    for (const auto* here : {"http://127.0.0.1", "http://localhost"}) {
        const std::string_view prefix(here);
        if (!url.starts_with(prefix)) continue;
        const auto rest = url.substr(prefix.size());
        return rest.empty() || rest.front() == ':' || rest.front() == '/';
    }
    return false;
}

Result<void> check(const ProviderSettings& settings) {
    if (!is_safe(settings.issuer))
        return unusable("sign_in.provider 须是以 https:// 开头的地址，与统一身份平台自己的写法一字不差。");
    if (settings.client.empty())
        return unusable(
            "有 sign_in.provider 就要有 sign_in.provider_client：本系统在统一身份平台登记的名称。");
    DOCKET_CHECK(read_secret(settings));
    return {};
}

Result<std::string> read_secret(const ProviderSettings& settings) {
    namespace fs = std::filesystem;
    if (settings.secret.empty()) return std::string();
    std::error_code error;
    const auto status = fs::status(settings.secret, error);
    std::ifstream in(settings.secret);
    std::string line;
    if (error || !fs::is_regular_file(status) || !std::getline(in, line))
        return unusable("sign_in.provider_secret 指明的文件 " + settings.secret.string() + " 无法读取。");
    if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
        return unusable("别人也能读 " + settings.secret.string() + "；请用 chmod 600 收紧，并考虑更换密钥。");
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty()) return unusable(settings.secret.string() + " 是空的。");
    return line;
}

} // namespace docket::openid
