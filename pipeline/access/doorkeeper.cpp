#include "pipeline/access/doorkeeper.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/json/json.hpp"

#include <algorithm>

namespace docket::access {

namespace {

// A session's last use is written down at most this often.
constexpr Millis grain{60'000};

Failure refused() { return fail(Kind::forbidden, "access.refused", "用户名或密码不对。"); }

} // namespace

Doorkeeper::Doorkeeper(Ports ports, DoorSettings settings)
    : ports_(ports), settings_(settings), passwords_(ports.random, settings.cost),
      users_(settings.for_a_user), peers_(settings.for_a_peer) {}

Result<void> Doorkeeper::take_a_try(const std::string& user, const std::string& peer) {
    const auto now = ports_.clock.now();
    // Both are asked before either is counted: a blocked peer must not lock a user out.
    auto wait = std::max(users_.wait(user, now), peers_.wait(peer, now));
    if (wait == Millis{0}) wait = std::max(users_.start(user, now), peers_.start(peer, now));
    if (wait == Millis{0}) return {};
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return fail(Kind::unavailable, "access.throttled",
                "尝试次数过多，请在 " + std::to_string(seconds) + " 秒后再试。");
}

Millis Doorkeeper::wait(std::string_view user, const std::string& peer) const {
    const auto now = ports_.clock.now();
    const auto name = folded_user(user);
    return std::max(name ? users_.wait(*name, now) : Millis{0}, peers_.wait(peer, now));
}

Result<Millis> Doorkeeper::wait_of(const std::string& person, const std::string& peer) const {
    DOCKET_TRY(const auto account, ports_.accounts.of_person(person));
    return wait(account ? account->user : "", peer);
}

Result<void> Doorkeeper::note(Transaction& tx, const std::string& subject, const char* act,
                              const std::string& actor, const std::string& peer) {
    review::EventDraft event;
    event.subject = subject;
    event.act = act;
    event.actor = actor;
    event.at = ports_.clock.now();
    event.detail = json::dump(json::Object{{"peer", peer}});
    DOCKET_CHECK(ports_.record.append(tx, event));
    return {};
}

// What was typed as a user name may be a password: it is not written down.
Result<void> Doorkeeper::note_failure(const std::optional<Account>& account, const std::string& peer) {
    return ports_.work.transact([&](Transaction& tx) {
        return note(tx, account ? "person:" + account->person : "access", "sign_in_failed", "system", peer);
    });
}

Result<Entered> Doorkeeper::sign_in(std::string_view user, std::string_view password,
                                    const std::string& peer) {
    const auto folded = folded_user(user);
    const auto name = folded ? *folded : std::string("?");
    DOCKET_CHECK(take_a_try(name, peer));
    DOCKET_TRY(const auto account, ports_.accounts.of_user(name));
    const bool fits = account ? passwords_.fits(account->hash, password) : passwords_.fits_nobody(password);
    if (!account || account->locked || !fits) {
        DOCKET_CHECK(note_failure(account, peer));
        return refused();
    }
    DOCKET_TRY(auto person, ports_.directory.person(account->person));
    users_.forgive(name);
    peers_.take_back(peer); // whoever knows one password may still guess others
    const auto now = ports_.clock.now();
    const auto token = fresh_token(ports_.random);
    const Session session{sha256(token).hex(), person.id, person.role, fresh_token(ports_.random), now, now};
    DOCKET_CHECK(ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports_.sessions.begin(tx, session));
        return note(tx, "person:" + person.id, "sign_in", person.id, peer);
    }));
    return Entered{token, {session, std::move(person), account->must_change, settings_.idle}};
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
    const bool over = now - session->seen >= settings_.idle || !account || account->locked || !person ||
                      person->role != session->role;
    if (over) {
        DOCKET_CHECK(end(*session));
        return nobody;
    }
    Visit visit{*session, *person, account->must_change, settings_.idle - (now - session->seen)};
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
        return note(tx, "person:" + visit.person.id, "sign_out", visit.person.id, "");
    });
}

Result<Account> Doorkeeper::proven(const std::string& person, std::string_view password,
                                   const std::string& peer) {
    DOCKET_TRY(const auto account, ports_.accounts.of_person(person));
    if (!account) return refused();
    DOCKET_CHECK(take_a_try(account->user, peer));
    if (!passwords_.fits(account->hash, password)) {
        DOCKET_CHECK(note_failure(account, peer));
        return fail(Kind::forbidden, "access.password_wrong", "密码不对，未作任何改动。");
    }
    users_.forgive(account->user);
    peers_.take_back(peer); // whoever knows one password may still guess others
    return *account;
}

Result<void> Doorkeeper::confirm(const std::string& person, std::string_view password,
                                 const std::string& peer) {
    DOCKET_CHECK(proven(person, password, peer));
    return {};
}

Result<void> Doorkeeper::change_password(const Visit& visit, std::string_view old, std::string_view fresh,
                                         const std::string& peer) {
    DOCKET_TRY(auto account, proven(visit.person.id, old, peer));
    DOCKET_CHECK(check_password(fresh, account.user));
    if (old == fresh) return fail(Kind::invalid, "access.password_same", "新密码不能与原密码相同。");
    DOCKET_TRY(account.hash, passwords_.hash(fresh));
    account.must_change = false;
    account.changed = ports_.clock.now();
    return ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports_.accounts.save(tx, account));
        DOCKET_CHECK(ports_.sessions.end_others(tx, visit.person.id, visit.session.id));
        return note(tx, "person:" + visit.person.id, "change_password", visit.person.id, peer);
    });
}

Result<void> Doorkeeper::sweep() {
    const auto before = ports_.clock.now() - settings_.idle;
    return ports_.work.transact([&](Transaction& tx) { return ports_.sessions.forget_before(tx, before); });
}

} // namespace docket::access
