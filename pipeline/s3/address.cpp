#include "pipeline/s3/address.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace docket::s3 {

namespace {

constexpr std::string_view scheme_of_store = "s3://";
constexpr std::string_view form = "s3://桶/前缀?endpoint=https://主机&region=区域&credentials=密钥文件";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz", digits = "0123456789",
                           capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

Failure no_address(std::string_view why) {
    return fail(Kind::invalid, "blob.address",
                "对象存储的地址不对：" + std::string(why) + "；写法是 " + std::string(form) +
                    "，密钥只写在文件里。");
}

bool only(std::string_view text, std::initializer_list<std::string_view> of) {
    return std::ranges::all_of(text, [&](char c) {
        return std::ranges::any_of(
            of, [c](std::string_view some) { return some.find(c) != std::string_view::npos; });
    });
}

// What stands before the sign, and takes it off the text.
std::string_view cut(std::string_view& text, char sign) {
    const auto at = std::min(text.find(sign), text.size());
    const auto before = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return before;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned byte = 0;
        const auto* const end = text.data() + std::min(i + 3, text.size());
        const auto read = std::from_chars(text.data() + i + 1, end, byte, 16);
        if (i + 2 >= text.size() || read.ptr != end || byte < 0x20) return {};
        out += static_cast<char>(byte);
        i += 2;
    }
    return out;
}

bool is_bucket(std::string_view name) {
    return name.size() >= 3 && name.size() <= 63 && only(name, {letters, digits, ".-"}) &&
           only(name.substr(0, 1), {letters, digits});
}

bool is_prefix(std::string_view text) {
    if (!only(text, {letters, capitals, digits, "._-/"})) return false;
    while (!text.empty()) {
        const auto part = cut(text, '/');
        if (part.empty() || part == "." || part == "..") return false;
    }
    return true;
}

bool is_this_machine(std::string_view host) {
    const auto name = host.starts_with('[') ? host.substr(0, host.find(']') + 1) : cut(host, ':');
    return name == "localhost" || name.ends_with(".localhost") || name == "127.0.0.1" || name == "[::1]";
}

// "https://host:port" and nothing more. Letters travel in the open only within this machine.
Result<void> take_endpoint(std::string_view text, Address& into) {
    if (text.ends_with('/')) text.remove_suffix(1);
    const auto colon = std::min(text.find("://"), text.size());
    into.scheme = text.substr(0, colon);
    into.host = colon == text.size() ? "" : text.substr(colon + 3);
    if (into.scheme != "https" && into.scheme != "http") return no_address("endpoint 要以 https:// 开头");
    if (into.host.empty() || !only(into.host, {letters, capitals, digits, ".-:[]"}))
        return no_address("endpoint 只写协议、主机和端口");
    if (into.scheme == "http" && !is_this_machine(into.host))
        return no_address("endpoint 不在本机，要用 https://");
    return {};
}

Result<void> take_file(std::string_view text, std::filesystem::path& into) {
    into = text;
    if (!into.is_absolute()) return no_address("credentials 和 ca 要写以 / 开头的文件");
    return {};
}

Result<void> take(std::string_view name, std::string_view value, Address& into) {
    if (name == "endpoint") return take_endpoint(value, into);
    if (name == "credentials") return take_file(value, into.credentials);
    if (name == "ca") return take_file(value, into.ca);
    if (name == "region" && !value.empty() && only(value, {letters, digits, "-"})) {
        into.region = value;
        return {};
    }
    if (name == "style" && (value == "host" || value == "path")) {
        into.bucket_before_host = value == "host";
        return {};
    }
    if (std::uint64_t mb = 0; name == "cache_mb") {
        const auto read = std::from_chars(value.data(), value.data() + value.size(), mb);
        if (read.ec == std::errc() && read.ptr == value.data() + value.size() && mb > 0 && mb < 1ULL << 30U) {
            into.cache = mb << 20U;
            return {};
        }
    }
    return no_address("问号后面只能写 endpoint、region、credentials、ca、style（host 或 path）和 cache_mb");
}

} // namespace

std::string Address::url_of_bucket() const {
    return bucket_before_host ? scheme + "://" + bucket + '.' + host : scheme + "://" + host + '/' + bucket;
}

std::string Address::url_of(const Digest& digest) const {
    const auto hex = digest.hex();
    return url_of_bucket() + '/' + (prefix.empty() ? "" : prefix + '/') + hex.substr(0, 2) + '/' +
           hex.substr(2);
}

std::string Address::text_of(const Digest& digest) const {
    const auto hex = digest.hex();
    return "s3://" + bucket + '/' + (prefix.empty() ? "" : prefix + '/') + hex.substr(0, 2) + '/' +
           hex.substr(2);
}

bool is_address(std::string_view setting) { return setting.starts_with("s3:"); }

Result<Address> parse_address(std::string_view text) {
    if (!text.starts_with(scheme_of_store)) return no_address("要以 s3:// 开头");
    text.remove_prefix(scheme_of_store.size());
    auto place = cut(text, '?');
    Address address;
    address.bucket = cut(place, '/');
    while (place.ends_with('/')) place.remove_suffix(1);
    address.prefix = place;
    if (!is_bucket(address.bucket)) return no_address("桶名是 3 到 63 个小写字母、数字、点和减号");
    if (!is_prefix(address.prefix)) return no_address("前缀只用字母、数字、点、减号、下划线和单个斜杠");
    while (!text.empty()) {
        auto value = cut(text, '&');
        const auto name = cut(value, '=');
        const auto plain = decoded(value);
        if (!plain) return no_address("百分号后面要有两位十六进制数");
        DOCKET_CHECK(take(name, *plain, address));
    }
    if (address.host.empty() || address.region.empty() || address.credentials.empty())
        return no_address("endpoint、region 和 credentials 都要写");
    return address;
}

} // namespace docket::s3
