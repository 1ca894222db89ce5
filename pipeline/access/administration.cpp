#include "pipeline/access/administration.hpp"

namespace docket::access {

namespace {
Result<void> check_other(const std::string& person, const std::string& by) {
    if (person != by) return {};
    return fail(Kind::forbidden, "access.oneself", "不能改动自己的账号；请由另一位管理员办理。");
}
} // namespace

Administration::Administration(Doorkeeper::Ports ports, HashCost cost)
    : ports_(ports), passwords_(ports.random, cost) {}

Result<Account> Administration::known(const std::string& person) {
    DOCKET_TRY(auto account, ports_.accounts.of_person(person));
    if (!account)
        return fail(Kind::not_found, "account.unknown",
                    person + " 还没有账号；先运行 docket user add " + person + "。");
    return *std::move(account);
}

Result<void> Administration::note(Transaction& tx, const std::string& person, const char* act,
                                  const std::string& by) {
    review::EventDraft event;
    event.subject = "person:" + person;
    event.act = act;
    event.actor = by;
    event.at = ports_.clock.now();
    event.detail = "{}";
    DOCKET_CHECK(ports_.record.append(tx, event));
    return {};
}

Result<void> Administration::store(const Account& account, const char* act, const std::string& by) {
    return ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports_.accounts.save(tx, account));
        DOCKET_CHECK(ports_.sessions.end_others(tx, account.person, ""));
        return note(tx, account.person, act, by);
    });
}

Result<Administration::Given> Administration::give(Account account,
                                                   const std::optional<std::string>& password,
                                                   const char* act, const std::string& by) {
    Given given{std::move(account), {}};
    if (password) {
        DOCKET_CHECK(check_password(*password, given.account.user));
    } else
        given.password = fresh_password(ports_.random);
    DOCKET_TRY(given.account.hash, passwords_.hash(password ? *password : given.password));
    given.account.changed = ports_.clock.now();
    DOCKET_CHECK(store(given.account, act, by));
    return given;
}

Result<Administration::Given> Administration::add(const std::string& person, const std::string& user,
                                                  const std::optional<std::string>& password,
                                                  const std::string& by) {
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
    return give(std::move(account), password, "add_account", by);
}

Result<Administration::Given> Administration::reset(const std::string& person,
                                                    const std::optional<std::string>& password,
                                                    const std::string& by) {
    DOCKET_CHECK(check_other(person, by));
    DOCKET_TRY(auto account, known(person));
    account.must_change = !password;
    return give(std::move(account), password, "reset_account", by);
}

Result<void> Administration::set_disabled(const std::string& person, bool disabled, const std::string& by) {
    DOCKET_CHECK(check_other(person, by));
    DOCKET_TRY(auto account, known(person));
    account.locked = disabled;
    return store(account, disabled ? "disable_account" : "enable_account", by);
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
    for (const auto& session : sessions) out.push_back({session.id, session.begun, session.seen});
    return out;
}

Result<void> Administration::end_session(const std::string& person, const std::string& session,
                                         const std::string& by) {
    DOCKET_TRY(const auto there, ports_.sessions.find(session));
    if (!there || there->person != person) return {};
    return ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports_.sessions.end(tx, session));
        return note(tx, person, "end_session", by);
    });
}

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
        account->locked = false;
        DOCKET_TRY(auto given, give(*std::move(account), {}, "add_account", "system"));
        out.push_back(std::move(given));
    }
    return out;
}

} // namespace docket::access
