// What an administrator does about accounts. Every change is an event of the record and ends the person's
// sessions. Any thread.
#pragma once

#include "pipeline/access/doorkeeper.hpp"

namespace docket::access {

class Administration {
  public:
    explicit Administration(Doorkeeper::Ports ports, HashCost cost = {});

    // What the person signs in with. A password that was made up must be changed at the first sign-in; it is
    // returned once and kept nowhere.
    struct Given {
        Account account;
        std::string password; // made up; empty when the caller gave one
    };
    // Failures: not_found "person.unknown", conflict "account.known", "account.user_taken", invalid
    // "access.user_malformed", "access.password_weak", "access.not_a_person" (the system).
    Result<Given> add(const std::string& person, const std::string& user,
                      const std::optional<std::string>& password);
    // not_found "account.unknown", as with the next.
    Result<Given> set_password(const std::string& person, const std::optional<std::string>& password);
    Result<void> lock(const std::string& person, bool locked);
    // Everybody of the folder gets an account under his or her own id, and a password that need not be
    // changed: for a demonstration only.
    Result<std::vector<Given>> add_everybody();

  private:
    Result<Account> known(const std::string& person);
    Result<Given> give(Account account, const std::optional<std::string>& password, const char* act);
    Result<void> store(const Account& account, const char* act);
    Doorkeeper::Ports ports_;
    Passwords passwords_;
};

} // namespace docket::access
