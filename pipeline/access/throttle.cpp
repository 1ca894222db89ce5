#include "pipeline/access/throttle.hpp"

#include <algorithm>

namespace docket::access {

namespace {
constexpr std::size_t most_known = 100'000;
constexpr int most_doublings = 20;
} // namespace

Millis Throttle::start(const std::string& who, Instant now) {
    const std::lock_guard hold(mutex_);
    forget(now);
    auto& tries = tries_[who];
    if (now < tries.until) return tries.until - now;
    ++tries.n;
    tries.last = now;
    if (tries.n >= manners_.free) {
        const int doublings = std::min(tries.n - manners_.free, most_doublings);
        tries.until = now + std::min(manners_.longest, manners_.first * (1 << doublings));
    }
    return Millis{0};
}

Millis Throttle::wait(const std::string& who, Instant now) const {
    const std::lock_guard hold(mutex_);
    const auto found = tries_.find(who);
    return found == tries_.end() || now >= found->second.until ? Millis{0} : found->second.until - now;
}

void Throttle::forgive(const std::string& who) {
    const std::lock_guard hold(mutex_);
    tries_.erase(who);
}

void Throttle::take_back(const std::string& who) {
    const std::lock_guard hold(mutex_);
    const auto found = tries_.find(who);
    if (found == tries_.end()) return;
    found->second.n = std::max(0, found->second.n - 1);
    if (found->second.n < manners_.free) found->second.until = {};
}

void Throttle::forget(Instant now) {
    if (tries_.size() > most_known) tries_.clear();
    std::erase_if(tries_, [&](const auto& entry) {
        return now - entry.second.last > manners_.memory && now >= entry.second.until;
    });
}

} // namespace docket::access
