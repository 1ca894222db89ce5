// SHA-256 digests (FIPS 180-4): how docket names bytes, texts and links of the record. Values; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

using Bytes = std::vector<std::uint8_t>;

struct Digest {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const Digest&) const = default; // NOLINT(modernize-use-nullptr): clang's own 0
    std::string hex() const;                         // 64 lower-case characters
    static Result<Digest> from_hex(std::string_view hex);
};

Digest sha256(std::span<const std::uint8_t> bytes);
Digest sha256(std::string_view text);

// For bytes that come in pieces. One thread at a time.
class Hasher {
  public:
    Hasher();
    ~Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;
    void add(std::span<const std::uint8_t> bytes);
    Digest finish(); // once

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace docket
