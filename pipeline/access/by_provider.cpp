#include "pipeline/access/by_provider.hpp"

#include "pipeline/base/digest.hpp"

#include <array>

namespace docket::access {

namespace {

Failure departure_unknown() {
    return fail(Kind::forbidden, "access.departure_unknown",
                "这次登录不是从这个浏览器开始的，或者已经用过、过时；请重新登录。");
}

} // namespace

Failure no_provider() {
    return fail(Kind::conflict, "administration.no_provider",
                "还没有接入统一身份平台；请先在 docket.properties 中写 sign_in.provider。");
}

Failure provider_refused(const std::string& why) {
    return fail(Kind::forbidden, "access.provider_refused", "统一身份平台没有让您登录（" + why + "）。");
}

ByProvider::ByProvider(DoorPorts ports, Doorkeeper& door, Provider& provider, Manners manners)
    : ports_(ports), door_(door), provider_(provider), manners_(manners),
      throttle_(ports.clock, ports.work, ports.tries) {}

Counted ByProvider::counted(const std::string& peer) const { return {mark_of_peer(peer), manners_}; }

Result<Millis> ByProvider::wait(const std::string& peer) { return throttle_.wait(std::array{counted(peer)}); }

Result<ByProvider::Away> ByProvider::leave(const std::string& back, const std::string& wanted,
                                           const std::string& peer) {
    DOCKET_TRY(const auto wait, throttle_.start(std::array{counted(peer)}));
    if (wait > Millis{0}) return throttled(wait);
    const auto state = fresh_token(ports_.random);
    const Errand errand{fresh_token(ports_.random), fresh_token(ports_.random), back};
    DOCKET_TRY(const auto address, provider_.address(state, errand));
    DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) {
        return ports_.departures.leave(tx, {sha256(state).hex(), errand, wanted, ports_.clock.now()});
    }));
    return Away{address, state};
}

// The state is in the address of the page, so it may be seen; the cookie is not.
Result<Departure> ByProvider::departure_of(const Answer& answer, const std::string& peer) {
    if (answer.token.empty() || !same_secret(answer.token, answer.state)) return departure_unknown();
    std::optional<Departure> departure;
    DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(departure, ports_.departures.take(tx, sha256(answer.state).hex()));
        return {};
    }));
    if (departure && ports_.clock.now() - departure->at < departure_lasts) return *std::move(departure);
    DOCKET_CHECK(throttle_.start(std::array{counted(peer)})); // who makes up answers waits in the end
    return departure_unknown();
}

Result<void> ByProvider::note_unbound(const Identity& identity, const std::string& peer) {
    return ports_.work.transact([&](Transaction& tx) {
        return note(ports_, tx, "access", "sign_in_failed", "system",
                    {{"peer", peer}, {"mode", "provider"}, {"identity", identity.subject}});
    });
}

Result<ByProvider::Back> ByProvider::come_back(const Answer& answer, const std::string& peer) {
    DOCKET_TRY(const auto wait, this->wait(peer)); // by reading alone: a flood takes no turn at writing
    if (wait > Millis{0}) return throttled(wait);
    DOCKET_TRY(auto departure, departure_of(answer, peer));
    if (!answer.error.empty()) return provider_refused("它拒绝了请求，或者您在那里取消了");
    if (!answer.issuer.empty() && answer.issuer != provider_.issuer())
        return provider_refused("答复来自另一个平台");
    DOCKET_TRY(const auto identity, provider_.redeem(answer.code, departure.errand));
    DOCKET_TRY(const auto binding, ports_.bindings.of_identity(identity));
    if (!binding) {
        DOCKET_CHECK(note_unbound(identity, peer));
        return fail(Kind::forbidden, "access.identity_unbound",
                    "您在统一身份平台的标识 " + identity.subject +
                        " 还没有对应到本系统的人员；请把这个标识告诉管理员。");
    }
    const auto still_bound = [&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(const auto still, ports_.bindings.of_identity(identity));
        if (!still || still->person != binding->person) return departure_unknown();
        return throttle_.take_back(tx, counted(peer));
    };
    DOCKET_TRY(auto entered, door_.let_in(binding->person, peer, still_bound));
    return Back{std::move(entered), std::move(departure.wanted)};
}

} // namespace docket::access
