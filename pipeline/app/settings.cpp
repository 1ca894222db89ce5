#include "pipeline/app/settings.hpp"

#include "pipeline/files/durable.hpp"

#include <Poco/Exception.h>
#include <Poco/Util/PropertyFileConfiguration.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace docket::app {

namespace {
constexpr std::array keys{
    SettingKey{"store", &Settings::store, "数据目录中的 docket.db",
               "数据库：不写则用数据目录中的文件；多台机器共用时写 postgresql://用户@主机/数据库，密码放在 "
               "passfile=文件 指明的文件里"},
    SettingKey{"blobs", &Settings::blobs, "数据目录中的 blobs",
               "原件和文书的存放处：不写则在数据目录中；多台机器共用时写它们都能到的文件夹，或对象存储 "
               "s3://桶/前缀?endpoint=https://主机&region=区域&credentials=密钥文件（密钥只写在文件里）"},
    SettingKey{"issued", &Settings::issued, "数据目录中的 issued",
               "发出的文书和封存的案卷另存一份、供人翻看的文件夹；多台机器各有各的，要放在一处时写它们都能到"
               "的文件夹"},
    SettingKey{"sign_in.second_factor", &Settings::second_factor, "由各人自定",
               "用密码登录时须用动态码的岗位，以逗号分隔，如 administrator,leader；多台机器上写得一样"},
    SettingKey{"sign_in.provider", &Settings::provider, "没有，只用密码登录",
               "统一身份平台（OpenID Connect）的地址 issuer，如 https://sso.example.gov.cn；与平台自己的写法"
               "一字不差。在平台登记的回跳地址是 https://本系统的主机名/login/back"},
    SettingKey{"sign_in.provider_client", &Settings::provider_client, "没有",
               "本系统在统一身份平台登记的名称 client_id"},
    SettingKey{"sign_in.provider_secret", &Settings::provider_secret, "没有，只凭 PKCE",
               "平台给本系统的密钥 client_secret 所在的文件（权限 600；密钥只写在文件里）"},
    SettingKey{"sign_in.provider_name", &Settings::provider_name, "统一身份平台", "登录页按钮上的叫法"},
    SettingKey{"sign_in.provider_ca", &Settings::provider_ca, "系统的根证书",
               "验证平台证书用的根证书文件，平台用单位自己的证书时才写"},
    SettingKey{"listen", &Settings::listen, usual_listen,
               "docket serve 监听的地址；127.0.0.1 以外的须在 TLS 代理之后"},
    SettingKey{"behind_tls_proxy", &Settings::behind_tls_proxy, "no",
               "docket serve 是否在终结 TLS 的代理之后：yes 或 no", false, true},
    SettingKey{"names", &Settings::names, usual_names,
               "浏览器所用的主机名，以逗号分隔；其他名称的请求被拒绝"},
    SettingKey{"metrics", &Settings::metrics, "不提供",
               "供 Prometheus 读取的地址，如 127.0.0.1:9765，路径为 /metrics"},
    SettingKey{"metrics_token", &Settings::metrics_token, "不需要",
               "令牌所在的文件：读取 /metrics 须带 Authorization: Bearer 令牌"}};

// Poco tells the names of one level: in sign_in.second_factor the second lies below the first.
void add_names(const Poco::Util::AbstractConfiguration& text, const std::string& at,
               std::vector<std::string>& names) {
    if (!at.empty() && text.hasProperty(at)) names.push_back(at);
    std::vector<std::string> below;
    text.keys(at, below);
    const auto before = at.empty() ? "" : at + ".";
    for (const auto& name : below) add_names(text, before + name, names);
}

Failure neither_yes_nor_no(const std::filesystem::path& file, const std::string& name,
                           const std::string& value) {
    return fail(Kind::invalid, "config.malformed",
                file.string() + " 中 " + name + " 须写 yes 或 no，而不是 " + value + "。");
}
} // namespace

std::span<const SettingKey> setting_keys() { return keys; }

Result<Settings> read_settings(const std::filesystem::path& file) {
    Settings settings;
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return settings;
    std::string faults;
    try {
        const Poco::AutoPtr<Poco::Util::PropertyFileConfiguration> text(
            new Poco::Util::PropertyFileConfiguration(file.string()));
        std::vector<std::string> names;
        add_names(*text, "", names);
        for (const auto& name : names) {
            const auto key = std::ranges::find(keys, name, &SettingKey::name);
            if (key == keys.end())
                faults += (faults.empty() ? "" : "、") + name;
            else
                settings.*key->value = text->getRawString(name);
            const auto& value = key == keys.end() ? name : settings.*key->value;
            if (key != keys.end() && key->yes_or_no && value != "yes" && value != "no")
                return neither_yes_nor_no(file, name, value);
        }
    } catch (const Poco::Exception& surprise) {
        return fail(Kind::invalid, "config.malformed", file.string() + " 读不懂：" + surprise.displayText());
    }
    if (!faults.empty())
        return fail(Kind::invalid, "config.malformed",
                    file.string() + " 中没有这样的设置：" + faults +
                        "；docket config explain 列出全部设置。");
    return settings;
}

std::string text_of(const Settings& settings, Secrets secrets) {
    std::string text;
    for (const auto& key : keys)
        if (const auto& value = settings.*key.value;
            !value.empty() && (secrets == Secrets::told || !key.secret))
            text += std::string(key.name) + " = " + value + '\n';
    return text;
}

Result<void> write_settings(const std::filesystem::path& file, const Settings& settings) {
    return files::write_whole(file, text_of(settings, Secrets::told));
}

} // namespace docket::app
