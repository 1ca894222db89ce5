#include "pipeline/access/doorkeeper.hpp"

#include "pipeline/base/digest.hpp"

#include <algorithm>

namespace docket::access {

namespace {

// A session's last use is written down at most this often.
constexpr Millis grain{60'000};

Failure refused() { return fail(Kind::forbidden, "access.refused", "用户名或密码不对。"); }

} // namespace

Doorkeeper::Doorkeeper(Ports ports, DoorSettings settings)
    : ports_(ports), settings_(std::move(settings)), passwords_(ports.random, settings_.cost),
      throttle_(ports.clock, ports.work, ports.tries), factor_(ports, settings_.for_codes, settings_.issuer) {
}

std::vector<Counted> Doorkeeper::counted(const std::string& user, bool known, const std::string& peer) const {
    return {{mark_of_user(user, known), settings_.for_a_user}, {mark_of_peer(peer), settings_.for_a_peer}};
}

Result<void> Doorkeeper::take_a_try(const std::vector<Counted>& all) {
    DOCKET_TRY(const auto wait, throttle_.start(all));
    if (wait > Millis{0}) return throttled(wait);
    return {};
}

// Whoever knows one password may still guess others: of the address this one try alone is forgiven.
Result<void> Doorkeeper::take_back(Transaction& tx, const std::vector<Counted>& all) {
    DOCKET_CHECK(throttle_.forgive(tx, all[0]));
    return throttle_.take_back(tx, all[1]);
}

Result<Millis> Doorkeeper::wait(std::string_view user, const std::string& peer) {
    const auto folded = folded_user(user);
    const auto name = folded ? *folded : std::string("?");
    DOCKET_TRY(const auto account, ports_.accounts.of_user(name));
    auto all = counted(name, account.has_value(), peer);
    if (account) all.push_back(factor_.counted(account->person));
    return throttle_.wait(all);
}

Result<Millis> Doorkeeper::wait_of(const std::string& person, const std::string& peer) {
    DOCKET_TRY(const auto account, ports_.accounts.of_person(person));
    return wait(account ? account->user : "", peer);
}

Counted Doorkeeper::asker(const std::string& peer) const {
    return {mark_of_asker(peer), settings_.for_an_asker};
}

Result<void> Doorkeeper::start_asking(const std::string& peer) { return take_a_try({asker(peer)}); }

Result<void> Doorkeeper::asked_rightly(const std::string& peer) {
    return ports_.work.transact([&](Transaction& tx) { return throttle_.take_back(tx, asker(peer)); });
}

Result<Millis> Doorkeeper::wait_of_asker(const std::string& peer) {
    const std::vector<Counted> all{asker(peer)};
    return throttle_.wait(all);
}

// What was typed as a user name may be a password: it is not written down.
Result<void> Doorkeeper::note_failure(const std::optional<Account>& account, const std::string& peer) {
    return ports_.work.transact([&](Transaction& tx) {
        return note(ports_, tx, account ? subject_of(account->person) : "access", "sign_in_failed", "system",
                    {{"peer", peer}});
    });
}

// The provider sees to its own.
Result<bool> Doorkeeper::must_enrol(const review::Person& person, const Session& session) {
    if (session.vouched) return false;
    if (std::ranges::find(settings_.second_factor_of, person.role) == settings_.second_factor_of.end())
        return false;
    DOCKET_TRY(const bool set, factor_.is_set(person.id));
    return !set;
}

// A new session, not yet stored, under a token that nobody has seen.
Result<Entered> Doorkeeper::prepared(const review::Person& person, const Account& account,
                                     const std::string& peer, Proof proof) {
    const auto now = ports_.clock.now();
    const auto token = fresh_token(ports_.random);
    const Session session{
        sha256(token).hex(),     person.id, person.role, fresh_token(ports_.random), now, now, peer,
        proof == Proof::provider};
    DOCKET_TRY(const bool enrol, must_enrol(person, session));
    return Entered{token, {session, person, account.must_change, enrol, settings_.idle}};
}

Result<void> Doorkeeper::begin(Transaction& tx, const Entered& entered) {
    const auto& session = entered.visit.session;
    DOCKET_CHECK(ports_.sessions.begin(tx, session));
    json::Object detail{{"peer", session.peer}};
    if (session.vouched) detail.set("mode", "provider");
    return note(ports_, tx, subject_of(session.person), "sign_in", session.person, detail);
}

Result<Entered> Doorkeeper::sign_in(std::string_view user, std::string_view password, const std::string& peer,
                                    std::string_view code) {
    const auto folded = folded_user(user);
    const auto name = folded ? *folded : std::string("?");
    DOCKET_TRY(const auto account, ports_.accounts.of_user(name));
    const auto tried = counted(name, account.has_value(), peer);
    DOCKET_CHECK(take_a_try(tried));
    const bool fits = account ? passwords_.fits(account->hash, password) : passwords_.fits_nobody(password);
    if (!account || account->disabled || !fits) {
        DOCKET_CHECK(note_failure(account, peer));
        return refused();
    }
    DOCKET_TRY(const auto person, ports_.directory.person(account->person));
    DOCKET_TRY(const bool two, factor_.is_set(person.id));
    if (two && code.empty()) {
        DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) { return take_back(tx, tried); }));
        return fail(Kind::forbidden, "access.code_wanted", "请输入手机上的动态码。");
    }
    DOCKET_TRY(auto entered, prepared(person, *account, peer, Proof::password));
    const auto enter = [&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(take_back(tx, tried));
        return begin(tx, entered);
    };
    DOCKET_CHECK(two ? factor_.prove(person.id, code, peer, enter) : ports_.work.transact(enter));
    return entered;
}

Result<Entered> Doorkeeper::let_in(const std::string& id, const std::string& peer,
                                   const std::function<Result<void>(Transaction&)>& also) {
    DOCKET_TRY(const auto account, ports_.accounts.of_person(id));
    if (!account || account->disabled)
        return fail(Kind::forbidden, "access.disabled", "您在本系统没有可用的账号，请与管理员联系。");
    DOCKET_TRY(const auto person, ports_.directory.person(id));
    DOCKET_TRY(auto entered, prepared(person, *account, peer, Proof::provider));
    DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(also(tx));
        return begin(tx, entered);
    }));
    return entered;
}

Result<std::optional<Visit>> Doorkeeper::visit(std::string_view token, bool active) {
    const auto nobody = std::optional<Visit>();
    if (token.empty()) return nobody;
    DOCKET_TRY(const auto session, ports_.sessions.find(sha256(token).hex()));
    if (!session) return nobody;
    const auto now = ports_.clock.now();
    DOCKET_TRY(const auto account, ports_.accounts.of_person(session->person));
    auto person = ports_.directory.person(session->person);
    if (!person && person.error().kind != Kind::not_found) return person.error();
    const bool over = now - session->seen >= settings_.idle || !account || account->disabled || !person ||
                      person->role != session->role;
    if (over) {
        DOCKET_CHECK(end(*session));
        return nobody;
    }
    DOCKET_TRY(const bool enrol, must_enrol(*person, *session));
    Visit visit{*session, *person, account->must_change, enrol, settings_.idle - (now - session->seen)};
    if (active && now - session->seen >= grain)
        DOCKET_CHECK(ports_.work.transact(
            [&](Transaction& tx) { return ports_.sessions.touch(tx, session->id, now); }));
    if (active) visit.left = settings_.idle;
    return std::optional(std::move(visit));
}

Result<void> Doorkeeper::end(const Session& session) {
    return ports_.work.transact([&](Transaction& tx) { return ports_.sessions.end(tx, session.id); });
}

Result<void> Doorkeeper::sign_out(const Visit& visit) {
    return ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports_.sessions.end(tx, visit.session.id));
        return note(ports_, tx, subject_of(visit.person.id), "sign_out", visit.person.id);
    });
}

Result<Account> Doorkeeper::account_of(const std::string& person) {
    DOCKET_TRY(auto account, ports_.accounts.of_person(person));
    if (!account) return refused();
    return *std::move(account);
}

Result<Account> Doorkeeper::proven(const std::string& person, std::string_view password,
                                   const std::string& peer) {
    DOCKET_TRY(auto account, account_of(person));
    const auto tried = counted(account.user, true, peer);
    DOCKET_CHECK(take_a_try(tried));
    if (!passwords_.fits(account.hash, password)) {
        DOCKET_CHECK(note_failure(account, peer));
        return fail(Kind::forbidden, "access.password_wrong", "密码不对，未作任何改动。");
    }
    DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) { return take_back(tx, tried); }));
    return account;
}

Result<void> Doorkeeper::confirm(const std::string& person, std::string_view password,
                                 const std::string& peer) {
    DOCKET_CHECK(proven(person, password, peer));
    return {};
}

Result<void> Doorkeeper::change_password(const Visit& visit, std::string_view old, std::string_view fresh,
                                         const std::string& peer) {
    DOCKET_TRY(const auto before, proven(visit.person.id, old, peer));
    DOCKET_CHECK(check_password(fresh, before.user));
    if (old == fresh) return fail(Kind::invalid, "access.password_same", "新密码不能与原密码相同。");
    DOCKET_TRY(const auto hash, passwords_.hash(fresh));
    return ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(auto account, account_of(visit.person.id));
        // Hashing takes its time: what an administrator did meanwhile stands.
        if (account.disabled || account.hash != before.hash) return refused();
        account.hash = hash;
        account.must_change = false;
        account.changed = ports_.clock.now();
        DOCKET_CHECK(ports_.accounts.save(tx, account));
        DOCKET_CHECK(ports_.sessions.end_others(tx, visit.person.id, visit.session.id));
        return note(ports_, tx, subject_of(visit.person.id), "change_password", visit.person.id,
                    {{"peer", peer}});
    });
}

Result<SecondFactor::State> Doorkeeper::second_factor(const Visit& visit) {
    return factor_.state(visit.person.id);
}

Result<SecondFactor::Enrolment> Doorkeeper::enrol(const Visit& visit) {
    DOCKET_TRY(const auto account, account_of(visit.person.id));
    return factor_.begin(account);
}

Result<void> Doorkeeper::end_others(const Visit& visit) {
    return ports_.work.transact(
        [&](Transaction& tx) { return ports_.sessions.end_others(tx, visit.person.id, visit.session.id); });
}

Result<std::vector<std::string>> Doorkeeper::finish_enrolment(const Visit& visit, std::string_view password,
                                                              std::string_view code,
                                                              const std::string& peer) {
    DOCKET_CHECK(proven(visit.person.id, password, peer));
    DOCKET_TRY(auto codes, factor_.confirm(visit.person.id, code, peer));
    DOCKET_CHECK(end_others(visit));
    return codes;
}

Result<void> Doorkeeper::remove_second_factor(const Visit& visit, std::string_view password,
                                              std::string_view code, const std::string& peer) {
    DOCKET_CHECK(proven(visit.person.id, password, peer));
    DOCKET_CHECK(factor_.remove(visit.person.id, code, peer));
    return end_others(visit);
}

Result<void> Doorkeeper::sweep() {
    const auto before = ports_.clock.now() - settings_.idle;
    const auto left = ports_.clock.now() - departure_lasts;
    DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports_.sessions.forget_before(tx, before));
        return ports_.departures.forget_before(tx, left);
    }));
    return throttle_.sweep(std::max({settings_.for_a_user.memory, settings_.for_a_peer.memory,
                                     settings_.for_codes.memory, settings_.for_an_asker.memory}));
}

} // namespace docket::access
