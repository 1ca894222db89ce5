#include "pipeline/base/digest.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/base/handle.hpp"

#include <openssl/evp.h>

namespace docket {

struct Hasher::State {
    Handle<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
    DOCKET_ASSERT(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1, "SHA-256 must start");
}
Hasher::~Hasher() = default;

void Hasher::add(std::span<const std::uint8_t> bytes) {
    DOCKET_ASSERT(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1,
                  "SHA-256 must go on");
}

Digest Hasher::finish() {
    Digest out;
    unsigned size = 0;
    DOCKET_ASSERT(EVP_DigestFinal_ex(state_->context.get(), out.bytes.data(), &size) == 1 &&
                      size == out.bytes.size(),
                  "SHA-256 must end");
    return out;
}

Digest sha256(std::span<const std::uint8_t> bytes) {
    Hasher hasher;
    hasher.add(bytes);
    return hasher.finish();
}

Digest sha256(std::string_view text) {
    return sha256(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

std::string Digest::hex() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(64);
    for (const auto byte : bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

Result<Digest> Digest::from_hex(std::string_view hex) {
    const auto nibble = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    Digest out;
    bool good = hex.size() == 64;
    for (std::size_t i = 0; good && i < 32; ++i) {
        const int high = nibble(hex[2 * i]), low = nibble(hex[2 * i + 1]);
        good = high >= 0 && low >= 0;
        out.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    if (!good)
        return fail(Kind::invalid, "digest.malformed", "a digest is 64 lower-case hexadecimal characters");
    return out;
}

} // namespace docket
