#include "pipeline/http/target.hpp"

#include "pipeline/base/utf8.hpp"

#include <algorithm>

namespace docket::http {

namespace {

Failure malformed() { return fail(Kind::invalid, "http.path_malformed", "请求的地址写法有误。"); }

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_text(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto step = next_utf8(text, at);
        if (step.bytes == 0 || step.character < 0x20 || step.character == 0x7f) return false;
        at += step.bytes;
    }
    return true;
}

Result<std::string> decoded(std::string_view raw, bool plus_is_space) {
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%') {
            if (i + 2 >= raw.size()) return malformed();
            const int high = digit(raw[i + 1]), low = digit(raw[i + 2]);
            if (high < 0 || low < 0) return malformed();
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else
            out += plus_is_space && raw[i] == '+' ? ' ' : raw[i];
    }
    if (!is_text(out)) return malformed();
    return out;
}

Result<std::string> segment(std::string_view raw) {
    DOCKET_TRY(auto text, decoded(raw, false));
    if (text.empty() || text == "." || text == ".." || text.find_first_of("/\\") != std::string::npos)
        return malformed();
    return text;
}

// The text up to the mark; what follows it is left in `rest`.
std::string_view cut(std::string_view& rest, char mark) {
    const auto at = rest.find(mark);
    const auto first = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
    return first;
}

Result<std::map<std::string, std::string>> parse_query(std::string_view raw) {
    std::map<std::string, std::string> out;
    while (!raw.empty()) {
        auto pair = cut(raw, '&');
        if (pair.empty()) continue;
        DOCKET_TRY(auto key, decoded(cut(pair, '='), true));
        DOCKET_TRY(auto value, decoded(pair, true));
        if (!out.emplace(std::move(key), std::move(value)).second) return malformed(); // which is meant?
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

} // namespace

std::string Target::path() const {
    std::string out;
    for (const auto& one : segments) out += "/" + one;
    return out.empty() ? "/" : out;
}

Result<Target> parse_target(std::string_view raw) {
    if (raw.empty() || raw.front() != '/') return malformed();
    auto query = raw;
    auto path = cut(query, '?').substr(1);
    Target target;
    while (!path.empty()) {
        const bool last = path.find('/') == std::string_view::npos;
        DOCKET_TRY(auto one, segment(cut(path, '/')));
        target.segments.push_back(std::move(one));
        if (!last && path.empty()) break; // one slash at the end is the same place
    }
    DOCKET_TRY(target.query, parse_query(query));
    return target;
}

std::string cookie(std::string_view header, std::string_view name) {
    std::string found;
    int times = 0;
    while (!header.empty()) {
        auto pair = trimmed(cut(header, ';'));
        if (trimmed(cut(pair, '=')) != name) continue;
        found = trimmed(pair);
        ++times;
    }
    return times == 1 ? found : std::string();
}

std::string host_name(std::string_view host) {
    if (const auto scheme = host.find("://"); scheme != std::string_view::npos)
        host.remove_prefix(scheme + 3);
    const auto inside = host.find(']'); // of an IPv6 address
    const auto colon = host.find(':', inside == std::string_view::npos ? 0 : inside);
    std::string out(host.substr(0, colon));
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::optional<std::int64_t> parse_length(std::string_view text) {
    if (text.empty() || text.size() > 18) return {};
    std::int64_t out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return {};
        out = out * 10 + (c - '0');
    }
    return out;
}

} // namespace docket::http
