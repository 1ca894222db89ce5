// One-time codes by time (RFC 6238 with SHA-1, six digits, steps of 30 seconds): what a telephone and docket
// compute alike from a shared secret. Pure but for the chance that makes a secret; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/random.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket::access {

// RFC 4648 section 6, without padding: as authenticator apps take a secret.
std::string base32(const Bytes& bytes);
std::optional<Bytes> from_base32(std::string_view text);

// 160 bits (RFC 4226 section 4), in base32.
std::string fresh_secret(Random& random);

std::int64_t step_of(Instant at);
// Six digits. The secret is in base32; empty where it is none.
std::string code_of(std::string_view secret, std::int64_t step);

// The step that the code belongs to: the present one, or one before or after it, for clocks that differ.
std::optional<std::int64_t> step_that_fits(std::string_view secret, std::string_view code, Instant now);

// What a QR code says to an authenticator app: otpauth://totp/ISSUER:USER?secret=…, percent-encoded.
std::string enrolment_uri(std::string_view issuer, std::string_view user, std::string_view secret);

} // namespace docket::access
