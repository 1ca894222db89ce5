#include "pipeline/access/second_factor.hpp"

#include "pipeline/access/password.hpp"
#include "pipeline/access/totp.hpp"
#include "pipeline/base/digest.hpp"

#include <array>
#include <optional>

namespace docket::access {

namespace {

constexpr int paper_codes = 10;

Failure is_there() {
    return fail(Kind::conflict, "access.second_factor_set", "已经设置了动态码；要换手机，请先停用再设置。");
}

// As people copy it: spaces and capitals do not matter.
std::string plain(std::string_view typed) {
    std::string out;
    for (char c : typed) {
        if (c == ' ') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

// 79 random bits each: one digest is enough, there is nothing to guess.
std::string digest_of(std::string_view paper_code) { return sha256(plain(paper_code)).hex(); }

} // namespace

SecondFactor::SecondFactor(DoorPorts ports, Manners manners, std::string issuer)
    : ports_(ports), manners_(manners), issuer_(std::move(issuer)),
      throttle_(ports.clock, ports.work, ports.tries) {}

Counted SecondFactor::counted(const std::string& person) const { return {mark_of_codes(person), manners_}; }

Result<bool> SecondFactor::is_set(const std::string& person) {
    DOCKET_TRY(const auto factor, ports_.factors.of(person));
    return factor && factor->confirmed;
}

Result<SecondFactor::State> SecondFactor::state(const std::string& person) {
    DOCKET_TRY(const auto factor, ports_.factors.of(person));
    if (!factor || !factor->confirmed) return State{};
    DOCKET_TRY(const int left, ports_.factors.recovery_left(person));
    return State{true, factor->since, left};
}

Result<Factor> SecondFactor::set_factor(const std::string& person) {
    DOCKET_TRY(auto factor, ports_.factors.of(person));
    if (!factor || !factor->confirmed)
        return fail(Kind::not_found, "access.second_factor_missing",
                    "还没有设置动态码；请先在“登录验证”中设置。");
    return *std::move(factor);
}

Result<SecondFactor::Enrolment> SecondFactor::begin(const Account& account) {
    DOCKET_TRY(const bool there, is_set(account.person));
    if (there) return is_there();
    const Factor factor{account.person, fresh_secret(ports_.random), false, 0, ports_.clock.now()};
    DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) { return ports_.factors.save(tx, factor); }));
    return Enrolment{factor.secret, enrolment_uri(issuer_, account.user, factor.secret)};
}

Result<std::vector<std::string>> SecondFactor::confirm(const std::string& person, std::string_view code,
                                                       const std::string& peer) {
    DOCKET_TRY(auto factor, ports_.factors.of(person));
    if (!factor)
        return fail(Kind::conflict, "access.enrolment_missing", "这次设置已失效，请重新开始设置动态码。");
    if (factor->confirmed) return is_there();
    std::vector<std::string> codes, digests;
    for (int i = 0; i < paper_codes; ++i) {
        codes.push_back(fresh_password(ports_.random));
        digests.push_back(digest_of(codes.back()));
    }
    DOCKET_CHECK(prove(*factor, code, peer, [&](Transaction& tx) -> Result<void> {
        factor->confirmed = true;
        factor->used_step = step_that_fits(factor->secret, plain(code), ports_.clock.now()).value_or(0);
        factor->since = ports_.clock.now();
        DOCKET_CHECK(ports_.factors.save(tx, *factor));
        DOCKET_CHECK(ports_.factors.keep_recovery(tx, person, digests));
        return note(ports_, tx, subject_of(person), "set_second_factor", person, {{"peer", peer}});
    }));
    return codes;
}

Result<void> SecondFactor::remove(const std::string& person, std::string_view code, const std::string& peer) {
    return prove(person, code, peer, [&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(drop(tx, person));
        return note(ports_, tx, subject_of(person), "remove_second_factor", person, {{"peer", peer}});
    });
}

Result<void> SecondFactor::drop(Transaction& tx, const std::string& person) {
    DOCKET_CHECK(ports_.factors.remove(tx, person));
    return throttle_.forgive(tx, counted(person));
}

Result<SecondFactor::Judged> SecondFactor::judge(Transaction& tx, const Factor& factor,
                                                 std::string_view code) {
    const auto typed = plain(code);
    if (const auto step = step_that_fits(factor.secret, typed, ports_.clock.now())) {
        DOCKET_TRY(const bool first, ports_.factors.use_step(tx, factor.person, *step));
        return first ? Judged::by_telephone : Judged::wrong;
    }
    if (typed.empty() || !factor.confirmed) return Judged::wrong;
    DOCKET_TRY(const bool there, ports_.factors.use_recovery(tx, factor.person, digest_of(typed)));
    return there ? Judged::by_paper : Judged::wrong;
}

Result<void> SecondFactor::prove(const std::string& person, std::string_view code, const std::string& peer,
                                 const Then& then) {
    DOCKET_TRY(const auto factor, set_factor(person));
    return prove(factor, code, peer, then);
}

// A refusal is stored too, with its count: it leaves the transaction as a value.
Result<void> SecondFactor::prove(const Factor& factor, std::string_view code, const std::string& peer,
                                 const Then& then) {
    std::optional<Failure> refused;
    const std::array all{counted(factor.person)};
    const auto subject = subject_of(factor.person);
    DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(const auto wait, throttle_.start(tx, all));
        if (wait > Millis{0}) {
            refused = throttled(wait);
            return {};
        }
        DOCKET_TRY(const auto judged, judge(tx, factor, code));
        if (judged == Judged::wrong) {
            refused =
                fail(Kind::forbidden, "access.code_wrong", "动态码不对或已用过，请等手机上换了新的再输。");
            return note(ports_, tx, subject, "second_factor_failed", "system", {{"peer", peer}});
        }
        DOCKET_CHECK(throttle_.forgive(tx, all.front()));
        if (judged == Judged::by_paper)
            DOCKET_CHECK(note(ports_, tx, subject, "use_recovery_code", factor.person, {{"peer", peer}}));
        return then(tx);
    }));
    if (refused) return *refused;
    return {};
}

} // namespace docket::access
