#include "pipeline/access/administration.hpp"

namespace docket::access {

Administration::Administration(Doorkeeper::Ports ports, HashCost cost)
    : ports_(ports), passwords_(ports.random, cost) {}

Result<Account> Administration::known(const std::string& person) {
    DOCKET_TRY(auto account, ports_.accounts.of_person(person));
    if (!account)
        return fail(Kind::not_found, "account.unknown",
                    person + " 还没有账号；先运行 docket user add " + person + "。");
    return *std::move(account);
}

Result<void> Administration::store(const Account& account, const char* act) {
    return ports_.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports_.accounts.save(tx, account));
        DOCKET_CHECK(ports_.sessions.end_others(tx, account.person, ""));
        review::EventDraft event;
        event.subject = "person:" + account.person;
        event.act = act;
        event.actor = "system";
        event.at = ports_.clock.now();
        event.detail = "{}";
        DOCKET_CHECK(ports_.record.append(tx, event));
        return {};
    });
}

Result<Administration::Given>
Administration::give(Account account, const std::optional<std::string>& password, const char* act) {
    Given given{std::move(account), {}};
    if (password) {
        DOCKET_CHECK(check_password(*password, given.account.user));
    } else
        given.password = fresh_password(ports_.random);
    DOCKET_TRY(given.account.hash, passwords_.hash(password ? *password : given.password));
    given.account.changed = ports_.clock.now();
    DOCKET_CHECK(store(given.account, act));
    return given;
}

Result<Administration::Given> Administration::add(const std::string& person, const std::string& user,
                                                  const std::optional<std::string>& password) {
    DOCKET_TRY(const auto who, ports_.directory.person(person));
    if (who.role == review::Role::system)
        return fail(Kind::invalid, "access.not_a_person", person + " 不是人员，不能有账号。");
    DOCKET_TRY(const auto there, ports_.accounts.of_person(person));
    if (there)
        return fail(Kind::conflict, "account.known",
                    person + " 已有账号；改密码用 docket user password " + person + "。");
    Account account;
    account.person = person;
    DOCKET_TRY(account.user, folded_user(user));
    account.must_change = !password;
    return give(std::move(account), password, "add_account");
}

Result<Administration::Given> Administration::set_password(const std::string& person,
                                                           const std::optional<std::string>& password) {
    DOCKET_TRY(auto account, known(person));
    account.must_change = !password;
    return give(std::move(account), password, "set_password");
}

Result<void> Administration::lock(const std::string& person, bool locked) {
    DOCKET_TRY(auto account, known(person));
    account.locked = locked;
    return store(account, locked ? "lock_account" : "unlock_account");
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
        DOCKET_TRY(auto given, give(*std::move(account), {}, "add_account"));
        out.push_back(std::move(given));
    }
    return out;
}

} // namespace docket::access
