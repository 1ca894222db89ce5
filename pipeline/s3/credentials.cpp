#include "pipeline/s3/address.hpp"

#include <fstream>
#include <system_error>

namespace docket::s3 {

namespace {

Failure unusable(const std::filesystem::path& file, const char* why) {
    return fail(Kind::invalid, "blob.credentials", "密钥文件 " + file.string() + ' ' + why);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r";
    const auto from = text.find_first_not_of(blank);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blank) - from + 1);
}

} // namespace

Result<Credentials> read_credentials(const std::filesystem::path& file) {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto status = fs::status(file, error);
    std::ifstream in(file);
    if (!in || error || !fs::is_regular_file(status))
        return unusable(file, "无法读取；请建立它并只给运行 docket 的用户。");
    if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
        return unusable(file, "别人也能读；请用 chmod 600 收紧，并考虑更换密钥。");
    Credentials read;
    for (std::string line; std::getline(in, line);) {
        const auto text = trimmed(line);
        if (text.empty() || text.front() == '#' || text.front() == '[') continue;
        const auto sign = std::min(text.find('='), text.size());
        const auto name = trimmed(text.substr(0, sign));
        const auto value = trimmed(text.substr(std::min(sign + 1, text.size())));
        auto* const into = name == "aws_access_key_id"       ? &read.key
                           : name == "aws_secret_access_key" ? &read.secret
                                                             : nullptr;
        if (into == nullptr || !into->empty() || value.empty())
            return unusable(file,
                            "只能写 aws_access_key_id = … 和 aws_secret_access_key = … 两行，每行一次。");
        *into = value;
    }
    if (read.key.empty() || read.secret.empty())
        return unusable(file, "要写 aws_access_key_id = … 和 aws_secret_access_key = … 两行。");
    return read;
}

} // namespace docket::s3
