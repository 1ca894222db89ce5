// Passwords: argon2id (RFC 9106) through libargon2, what makes one good enough, and making one up. Any
// thread; at most two are hashed at a time, so that sign-ins cannot take all memory.
#pragma once

#include "pipeline/base/random.hpp"
#include "pipeline/base/result.hpp"

#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

namespace docket::access {

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
struct HashCost {
    std::uint32_t kibibytes = 19 * 1024;
    std::uint32_t passes = 2;
};

class Passwords {
  public:
    Passwords(Random& random, HashCost cost);

    // Failure: internal "access.hash" (no memory).
    Result<std::string> hash(std::string_view password);
    bool fits(const std::string& hash, std::string_view password);
    // As much work as fits(), for a user that does not exist; never true.
    bool fits_nobody(std::string_view password);

  private:
    Random& random_;
    const HashCost cost_;
    std::string decoy_;
    std::counting_semaphore<2> turns_{2};
};

// invalid "access.password_weak": shorter than ten characters, longer than 256 bytes, or the user's own name.
Result<void> check_password(std::string_view password, std::string_view user);
// Four groups of four letters and digits that are not mistaken for one another: 79 bits.
std::string fresh_password(Random& random);
// 256 bits as 64 hexadecimal digits.
std::string fresh_token(Random& random);

// As user names are compared: ASCII letters in lower case. Failure: invalid "access.user_malformed" unless it
// has 2 to 64 bytes of UTF-8 without spaces and controls.
Result<std::string> folded_user(std::string_view user);

// In time that does not depend on where they differ.
bool same_secret(std::string_view a, std::string_view b);

} // namespace docket::access
