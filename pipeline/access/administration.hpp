// What an administrator does about accounts. Every change is an event of the record and ends the person's
// sessions. Any thread.
#pragma once

#include "pipeline/access/doorkeeper.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

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
    // What is known of a session that has not ended; nothing in it opens anything.
    struct Seat {
        std::string id;
        Instant begun{}, seen{};
        std::string peer; // address
    };
    enum class SecondFactorIs { dropped, kept };

    // `by` is who orders it: an administrator's id, or "system" for whoever has the machine. Nobody
    // changes his or her own account here: forbidden "access.oneself". A `reason` that is given stands in the
    // event.

    // Failures: not_found "person.unknown", conflict "account.known", "account.user_taken", invalid
    // "access.user_malformed", "access.password_weak", "access.not_a_person" (the system).
    Result<Given> add(const std::string& person, const std::string& user,
                      const std::optional<std::string>& password, const std::string& by = "system",
                      const std::string& reason = {});
    // A new password, and whoever sits there signs in anew; tries that failed are forgiven. Failures:
    // not_found "account.unknown", as with all that follow, invalid "access.password_weak".
    Result<Given> reset(const std::string& person, const std::optional<std::string>& password,
                        const std::string& by = "system",
                        SecondFactorIs second_factor = SecondFactorIs::dropped,
                        const std::string& reason = {});
    // For a lost telephone; the password stays. Sessions end. Failure: not_found
    // "access.second_factor_missing".
    Result<void> reset_second_factor(const std::string& person, const std::string& by = "system",
                                     const std::string& reason = {});
    // Which identity of the provider is the person's, in place of another; whoever sits there signs in anew.
    // Failures: conflict "access.identity_taken", invalid "access.identity_malformed" (empty, or longer than
    // the 255 characters that OpenID Connect allows).
    Result<void> bind(const std::string& person, const Identity& identity, const std::string& by = "system",
                      const std::string& reason = {});
    // Failure: not_found "access.identity_missing".
    Result<void> unbind(const std::string& person, const std::string& by = "system",
                        const std::string& reason = {});
    Result<std::optional<Binding>> binding_of(const std::string& person);
    // Out at the next request, on every host, and not in again.
    Result<void> disable(const std::string& person, const std::string& by = "system");
    Result<void> enable(const std::string& person, const std::string& by = "system");
    // The latest begun first.
    Result<std::vector<Seat>> sessions_of(const std::string& person);
    // Ending what has ended is no failure.
    Result<void> end_session(const std::string& person, const std::string& session,
                             const std::string& by = "system");
    Result<bool> has_second_factor(const std::string& person);
    // Everybody of the folder gets an account under his or her own id, and a password that need not be
    // changed: for a demonstration only.
    Result<std::vector<Given>> add_everybody();

  private:
    Result<Account> known(const std::string& person);
    using Also = std::function<Result<void>(Transaction&)>;
    using Mend = std::function<Result<void>(Transaction&, Account&)>; // before it is stored
    Result<Given> give(Account account, const std::optional<std::string>& password, const char* act,
                       const std::string& by, const Mend& mend = {}, const json::Object& detail = {});
    // Ends the sessions, and does `also`, in one transaction with the event.
    Result<void> change(const std::string& person, const char* act, const std::string& by, const Also& also,
                        const json::Object& detail = {});
    Result<void> set_disabled(const std::string& person, bool disabled, const std::string& by);
    Doorkeeper::Ports ports_;
    Passwords passwords_;
    Throttle throttle_;
    SecondFactor factor_;
};

} // namespace docket::access
