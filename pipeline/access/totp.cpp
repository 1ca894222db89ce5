#include "pipeline/access/totp.hpp"

#include "pipeline/access/password.hpp"
#include "pipeline/base/mac.hpp"

#include <array>

namespace docket::access {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t secret_bytes = 20;
constexpr Millis step_length{30'000};
constexpr std::int64_t most_off = 1; // steps
constexpr std::uint32_t six_digits = 1'000'000;

// RFC 4226 section 5.3: 31 bits from where the last four point to.
std::uint32_t truncated(const std::array<std::uint8_t, 20>& mac) {
    const std::size_t at = mac.back() & 0xfU;
    std::uint32_t out = mac[at] & 0x7fU;
    for (std::size_t i = 1; i < 4; ++i) out = out << 8U | mac[at + i];
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            out += c;
        else
            out.append({'%', digits[byte >> 4U], digits[byte & 0xfU]});
    }
    return out;
}

} // namespace

std::string base32(const Bytes& bytes) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const auto byte : bytes) {
        held = (held << 8U | byte) & 0xffffU; // at most four bits of the byte before are still wanted
        for (bits += 8; bits >= 5; bits -= 5) out += alphabet[held >> (bits - 5) & 0x1fU];
    }
    if (bits > 0) out += alphabet[held << (5 - bits) & 0x1fU];
    return out;
}

std::optional<Bytes> from_base32(std::string_view text) {
    Bytes out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos) return {};
        held = (held << 5U | static_cast<std::uint32_t>(value)) & 0xffffU;
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        out.push_back(static_cast<std::uint8_t>(held >> bits & 0xffU));
    }
    return out;
}

std::string fresh_secret(Random& random) {
    Bytes bytes;
    while (bytes.size() < secret_bytes) {
        const auto bits = random.next();
        for (unsigned shift = 0; shift < 64 && bytes.size() < secret_bytes; shift += 8)
            bytes.push_back(static_cast<std::uint8_t>(bits >> shift & 0xffU));
    }
    return base32(bytes);
}

std::int64_t step_of(Instant at) { return at.time_since_epoch() / step_length; }

std::string code_of(std::string_view secret, std::int64_t step) {
    const auto key = from_base32(secret);
    if (!key || key->empty()) return {};
    std::array<std::uint8_t, 8> counter{};
    auto rest = static_cast<std::uint64_t>(step);
    for (auto at = counter.rbegin(); at != counter.rend(); ++at, rest >>= 8U)
        *at = static_cast<std::uint8_t>(rest & 0xffU);
    const auto digits = std::to_string(truncated(hmac_sha1(*key, counter)) % six_digits);
    return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> step_that_fits(std::string_view secret, std::string_view code, Instant now) {
    std::optional<std::int64_t> found;
    for (auto off = -most_off; off <= most_off; ++off) // all of them, so that time does not tell which
        if (const auto step = step_of(now) + off; !code.empty() && same_secret(code_of(secret, step), code))
            found = step;
    return found;
}

std::string enrolment_uri(std::string_view issuer, std::string_view user, std::string_view secret) {
    const auto office = percent_encoded(issuer);
    return "otpauth://totp/" + office + ":" + percent_encoded(user) + "?secret=" + std::string(secret) +
           "&issuer=" + office + "&algorithm=SHA1&digits=6&period=30";
}

} // namespace docket::access
