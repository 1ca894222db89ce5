#include "pipeline/access/password.hpp"

#include "pipeline/base/utf8.hpp"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace docket::access {

namespace {

constexpr std::uint32_t lanes = 1;
constexpr std::size_t salt_bytes = 16, hash_bytes = 32;
constexpr std::size_t shortest = 10, longest = 256;

class Turn {
  public:
    explicit Turn(std::counting_semaphore<2>& turns) : turns_(turns) { turns_.acquire(); }
    ~Turn() { turns_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    std::counting_semaphore<2>& turns_;
};

bool is_plain(unsigned char c) { return c > 0x20 && c != 0x7f; }

} // namespace

Passwords::Passwords(Random& random, HashCost cost) : random_(random), cost_(cost) {
    auto decoy = hash(fresh_token(random));
    decoy_ = std::move(decoy).value(); // without memory for one hash the program does not start
}

Result<std::string> Passwords::hash(std::string_view password) {
    std::array<std::uint8_t, salt_bytes> salt{};
    for (std::size_t i = 0; i < salt.size(); i += 8) {
        const auto bits = random_.next();
        for (std::size_t k = 0; k < 8; ++k) salt[i + k] = static_cast<std::uint8_t>(bits >> (8 * k));
    }
    std::string encoded(
        argon2_encodedlen(cost_.passes, cost_.kibibytes, lanes, salt_bytes, hash_bytes, Argon2_id), '\0');
    const Turn turn(turns_);
    const int said =
        argon2id_hash_encoded(cost_.passes, cost_.kibibytes, lanes, password.data(), password.size(),
                              salt.data(), salt.size(), hash_bytes, encoded.data(), encoded.size());
    if (said != ARGON2_OK) return fail(Kind::internal, "access.hash", argon2_error_message(said));
    encoded.resize(encoded.find('\0'));
    return encoded;
}

bool Passwords::fits(const std::string& hash, std::string_view password) {
    const Turn turn(turns_);
    return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

bool Passwords::fits_nobody(std::string_view password) { return fits(decoy_, password) && false; }

Result<void> check_password(std::string_view password, std::string_view user) {
    if (code_points(password).size() < shortest || password.size() > longest)
        return fail(Kind::invalid, "access.password_weak", "密码须有 10 个以上字符，且不超过 256 字节。");
    if (password == user) return fail(Kind::invalid, "access.password_weak", "密码不能与用户名相同。");
    return {};
}

std::string fresh_password(Random& random) {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    constexpr std::uint64_t fair = 256 / letters.size() * letters.size(); // bytes above would favour some
    std::string out;
    std::size_t chosen = 0;
    while (chosen < 16) {
        const auto byte = random.next() & 0xffU;
        if (byte >= fair) continue;
        if (chosen > 0 && chosen % 4 == 0) out += '-';
        out += letters[byte % letters.size()];
        ++chosen;
    }
    return out;
}

std::string fresh_token(Random& random) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (int word = 0; word < 4; ++word) {
        const auto bits = random.next();
        for (unsigned shift = 0; shift < 64; shift += 4) out += digits[(bits >> shift) & 0xfU];
    }
    return out;
}

Result<std::string> folded_user(std::string_view user) {
    const auto characters = code_points(user);
    const bool plain =
        std::ranges::all_of(user, [](char c) { return is_plain(static_cast<unsigned char>(c)); }) &&
        std::ranges::find(characters, replacement_character) == characters.end();
    if (user.size() < 2 || user.size() > 64 || !plain)
        return fail(Kind::invalid, "access.user_malformed", "用户名须为 2 至 64 字节，不含空格。");
    std::string out(user);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool same_secret(std::string_view a, std::string_view b) {
    unsigned differ = a.size() == b.size() ? 0U : 1U;
    for (std::size_t i = 0; i < a.size() && !b.empty(); ++i)
        differ |= static_cast<unsigned char>(a[i]) ^
                  static_cast<unsigned>(static_cast<unsigned char>(b[i % b.size()]));
    return differ == 0 && a.size() == b.size();
}

} // namespace docket::access
