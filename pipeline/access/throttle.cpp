#include "pipeline/access/throttle.hpp"

#include "pipeline/base/digest.hpp"

#include <algorithm>

namespace docket::access {

namespace {

constexpr int most_known = 100'000;
constexpr int most_doublings = 20;
constexpr std::size_t sixteen_bits = 4; // as hexadecimal digits

Millis left(const Tries& tries, Instant now) { return std::max(Millis{0}, tries.until - now); }

bool forgotten(const Tries& tries, const Manners& manners, Instant now) {
    return now - tries.last > manners.memory && now >= tries.until;
}

Tries one_more(const Tries& before, const Manners& manners, Instant now) {
    Tries out = forgotten(before, manners, now) ? Tries{} : before;
    ++out.n;
    out.last = now;
    out.until = {};
    if (out.n >= manners.free) {
        const int doublings = std::min(out.n - manners.free, most_doublings);
        out.until = now + std::min(manners.longest, manners.first * (1 << doublings));
    }
    return out;
}

} // namespace

std::string mark_of_user(std::string_view folded_user, bool known) {
    const auto digest = sha256(folded_user).hex();
    return known ? "user:" + digest : "nobody:" + digest.substr(0, sixteen_bits);
}
std::string mark_of_peer(std::string_view address) { return "peer:" + std::string(address); }
std::string mark_of_codes(std::string_view person) { return "codes:" + std::string(person); }
std::string mark_of_asker(std::string_view address) { return "asker:" + std::string(address); }

Result<Millis> Throttle::start(Transaction& tx, std::span<const Counted> all) {
    const auto now = clock_.now();
    std::vector<Tries> before;
    Millis wait{0};
    for (const auto& one : all) {
        DOCKET_TRY(const auto tries, book_.find(tx, one.mark));
        wait = std::max(wait, left(tries, now));
        before.push_back(tries);
    }
    if (wait > Millis{0}) return wait;
    for (std::size_t i = 0; i < all.size(); ++i)
        DOCKET_CHECK(book_.keep(tx, all[i].mark, one_more(before[i], all[i].manners, now)));
    return Millis{0};
}

// Those who must wait are told so without a turn at writing: they can ask as often as they like.
Result<Millis> Throttle::start(std::span<const Counted> all) {
    DOCKET_TRY(auto waits, wait(all));
    if (waits > Millis{0}) return waits;
    DOCKET_CHECK(work_.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(waits, start(tx, all));
        return {};
    }));
    return waits;
}

Result<Millis> Throttle::wait(std::span<const Counted> all) {
    Millis out{0};
    for (const auto& one : all) {
        DOCKET_TRY(const auto tries, book_.look(one.mark));
        out = std::max(out, left(tries, clock_.now()));
    }
    return out;
}

Result<void> Throttle::forgive(Transaction& tx, const Counted& one) { return book_.forgive(tx, one.mark); }

Result<void> Throttle::take_back(Transaction& tx, const Counted& one) {
    DOCKET_TRY(auto tries, book_.find(tx, one.mark));
    if (tries.n == 0) return {};
    --tries.n;
    if (tries.n < one.manners.free) tries.until = {};
    return book_.keep(tx, one.mark, tries);
}

Result<void> Throttle::sweep(Millis memory) {
    const auto before = clock_.now() - memory;
    return work_.transact([&](Transaction& tx) { return book_.sweep(tx, before, most_known); });
}

Failure throttled(Millis wait) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return fail(Kind::unavailable, "access.throttled",
                "尝试次数过多，请在 " + std::to_string(seconds) + " 秒后再试。");
}

} // namespace docket::access
