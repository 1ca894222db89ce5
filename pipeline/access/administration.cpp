#include "pipeline/access/administration.hpp"

#include <algorithm>

namespace docket::access {

namespace {
Result<void> check_other(const std::string& person, const std::string& by) {
    if (person != by) return {};
    return fail(Kind::forbidden, "access.oneself", "不能改动自己的账号；请由另一位管理员办理。");
}

json::Object because(const std::string& reason, json::Object detail = {}) {
    if (!reason.empty()) detail.set("reason", reason);
    return detail;
}

json::Object changed(const std::string& before, const std::string& after) {
    return {{"old", json::Object{{"identity", before}}}, {"new", json::Object{{"identity", after}}}};
}
} // namespace

Administration::Administration(Doorkeeper::Ports ports, HashCost cost)
    : ports_(ports), passwords_(ports.random, cost), throttle_(ports.clock, ports.work, ports.tries),
      factor_(ports, {}, "") {}

Result<Account> Administration::known(const std::string& person) {
    DOCKET_TRY(auto account, ports_.accounts.of_person(person));
    if (!account)
        return fail(Kind::not_found, "account.unknown",
                    person + " 还没有账号；先运行 docket user add " + person + "。");
    return *std::move(account);
}

Result<void> Administration::change(const std::string& person, const char* act, const std::string& by,
                                    const Also& also, const json::Object& detail) {
    return ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(also(tx));
        DOCKET_CHECK(ports_.sessions.end_others(tx, person, ""));
        return note(ports_, tx, subject_of(person), act, by, detail);
    });
}

Result<Administration::Given> Administration::give(Account account,
                                                   const std::optional<std::string>& password,
                                                   const char* act, const std::string& by, const Mend& mend,
                                                   const json::Object& detail) {
    Given given{std::move(account), {}};
    if (password) {
        DOCKET_CHECK(check_password(*password, given.account.user));
    } else
        given.password = fresh_password(ports_.random);
    DOCKET_TRY(given.account.hash, passwords_.hash(password ? *password : given.password));
    given.account.changed = ports_.clock.now();
    DOCKET_CHECK(change(
        given.account.person, act, by,
        [&](Transaction& tx) -> Result<void> {
            if (mend) DOCKET_CHECK(mend(tx, given.account));
            return ports_.accounts.save(tx, given.account);
        },
        detail));
    return given;
}

Result<Administration::Given> Administration::add(const std::string& person, const std::string& user,
                                                  const std::optional<std::string>& password,
                                                  const std::string& by, const std::string& reason) {
    DOCKET_CHECK(check_other(person, by));
    DOCKET_TRY(const auto who, ports_.directory.person(person));
    if (who.role == review::Role::system)
        return fail(Kind::invalid, "access.not_a_person", person + " 不是人员，不能有账号。");
    DOCKET_TRY(const auto there, ports_.accounts.of_person(person));
    if (there)
        return fail(Kind::conflict, "account.known",
                    person + " 已有账号；另给密码用 docket user reset " + person + "。");
    Account account;
    account.person = person;
    DOCKET_TRY(account.user, folded_user(user));
    account.must_change = !password;
    return give(std::move(account), password, "add_account", by, {}, because(reason));
}

Result<Administration::Given> Administration::reset(const std::string& person,
                                                    const std::optional<std::string>& password,
                                                    const std::string& by, SecondFactorIs second_factor,
                                                    const std::string& reason) {
    DOCKET_CHECK(check_other(person, by));
    DOCKET_TRY(auto account, known(person));
    account.must_change = !password;
    const auto mend = [&](Transaction& tx, Account& fresh) -> Result<void> {
        DOCKET_TRY(const auto now,
                   known(person)); // hashing takes its time: who was disabled meanwhile stays so
        fresh.disabled = now.disabled;
        DOCKET_CHECK(throttle_.forgive(tx, {mark_of_user(fresh.user, true), {}}));
        return second_factor == SecondFactorIs::dropped ? factor_.drop(tx, person)
                                                        : throttle_.forgive(tx, factor_.counted(person));
    };
    return give(
        std::move(account), password, "reset_account", by, mend,
        because(reason, {{"second_factor", second_factor == SecondFactorIs::dropped ? "dropped" : "kept"}}));
}

Result<void> Administration::reset_second_factor(const std::string& person, const std::string& by,
                                                 const std::string& reason) {
    DOCKET_CHECK(check_other(person, by));
    DOCKET_CHECK(known(person));
    DOCKET_TRY(const bool set, factor_.is_set(person));
    if (!set) return fail(Kind::not_found, "access.second_factor_missing", person + " 没有设置动态码。");
    return change(
        person, "reset_second_factor", by, [&](Transaction& tx) { return factor_.drop(tx, person); },
        because(reason));
}

Result<void> Administration::bind(const std::string& person, const Identity& identity, const std::string& by,
                                  const std::string& reason) {
    DOCKET_CHECK(check_other(person, by));
    DOCKET_CHECK(known(person));
    const auto plain = [](char c) { return c > ' ' && c < 0x7f; };
    if (identity.subject.empty() || identity.subject.size() > 255 ||
        !std::ranges::all_of(identity.subject, plain))
        return fail(Kind::invalid, "access.identity_malformed",
                    "标识须为统一身份平台给出的 1 至 255 个字符，不含空格和汉字。");
    DOCKET_TRY(const auto before, ports_.bindings.of_person(person));
    return change(
        person, "bind_identity", by,
        [&](Transaction& tx) {
            return ports_.bindings.save(tx, {identity, person, ports_.clock.now()});
        },
        because(reason, changed(before ? before->identity.subject : "", identity.subject)));
}

Result<void> Administration::unbind(const std::string& person, const std::string& by,
                                    const std::string& reason) {
    DOCKET_CHECK(check_other(person, by));
    DOCKET_TRY(const auto before, ports_.bindings.of_person(person));
    if (!before)
        return fail(Kind::not_found, "access.identity_missing", person + " 没有对应统一身份平台的标识。");
    return change(
        person, "unbind_identity", by, [&](Transaction& tx) { return ports_.bindings.remove(tx, person); },
        because(reason, changed(before->identity.subject, "")));
}

Result<std::optional<Binding>> Administration::binding_of(const std::string& person) {
    return ports_.bindings.of_person(person);
}

Result<void> Administration::set_disabled(const std::string& person, bool disabled, const std::string& by) {
    DOCKET_CHECK(check_other(person, by));
    return change(person, disabled ? "disable_account" : "enable_account", by,
                  [&](Transaction& tx) -> Result<void> {
                      DOCKET_TRY(auto account, known(person));
                      account.disabled = disabled;
                      return ports_.accounts.save(tx, account);
                  });
}
Result<void> Administration::disable(const std::string& person, const std::string& by) {
    return set_disabled(person, true, by);
}
Result<void> Administration::enable(const std::string& person, const std::string& by) {
    return set_disabled(person, false, by);
}

Result<std::vector<Administration::Seat>> Administration::sessions_of(const std::string& person) {
    DOCKET_CHECK(known(person));
    DOCKET_TRY(const auto sessions, ports_.sessions.of(person));
    std::vector<Seat> out;
    for (const auto& session : sessions)
        out.push_back({session.id, session.begun, session.seen, session.peer});
    return out;
}

Result<void> Administration::end_session(const std::string& person, const std::string& session,
                                         const std::string& by) {
    DOCKET_TRY(const auto there, ports_.sessions.find(session));
    if (!there || there->person != person) return {};
    return ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports_.sessions.end(tx, session));
        return note(ports_, tx, subject_of(person), "end_session", by);
    });
}

Result<bool> Administration::has_second_factor(const std::string& person) { return factor_.is_set(person); }

Result<std::vector<Administration::Given>> Administration::add_everybody() {
    DOCKET_TRY(const auto people, ports_.directory.people());
    std::vector<Given> out;
    for (const auto& person : people) {
        if (person.role == review::Role::system) continue;
        DOCKET_TRY(auto account, ports_.accounts.of_person(person.id));
        if (!account) {
            account.emplace();
            account->person = person.id;
            DOCKET_TRY(account->user, folded_user(person.id));
        }
        account->must_change = false;
        account->disabled = false;
        DOCKET_TRY(auto given, give(*std::move(account), {}, "add_account", "system"));
        out.push_back(std::move(given));
    }
    return out;
}

} // namespace docket::access
