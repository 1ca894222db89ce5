#include "pipeline/base/mac.hpp"

#include "pipeline/base/assert.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace docket {

std::array<std::uint8_t, 20> hmac_sha1(std::span<const std::uint8_t> key,
                                       std::span<const std::uint8_t> message) {
    std::array<std::uint8_t, 20> out{};
    unsigned size = 0;
    const auto* made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(),
                            message.size(), out.data(), &size);
    DOCKET_ASSERT(made != nullptr && size == out.size(), "HMAC-SHA-1 must succeed");
    return out;
}

} // namespace docket
