// Keyed digests (FIPS 198-1): what a one-time code is made of. Free functions; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace docket {

// HMAC with SHA-1, as RFC 4226 asks for it; SHA-1's collisions do not touch it (RFC 6194).
std::array<std::uint8_t, 20> hmac_sha1(std::span<const std::uint8_t> key,
                                       std::span<const std::uint8_t> message);

} // namespace docket
