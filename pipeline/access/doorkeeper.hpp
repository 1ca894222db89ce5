// The door: who signs in, who is in, and asking once more before a binding act. Signing in, failing to,
// signing out and a changed password are events of the record. A user that does not exist, one that is
// disabled and a wrong password answer alike and cost alike. Any thread.
#pragma once

#include "pipeline/access/door_ports.hpp"
#include "pipeline/access/password.hpp"
#include "pipeline/access/second_factor.hpp"
#include "pipeline/access/throttle.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::access {

struct DoorSettings {
    Millis idle{std::chrono::minutes{30}}; // a session that nobody uses ends
    HashCost cost;
    Manners for_a_user{};
    Manners for_a_peer{20, Millis{1'000}, Millis{60'000}, Millis{15 * 60'000}};
    Manners for_codes{};
    Manners for_an_asker{10, Millis{1'000}, Millis{300'000}, Millis{60 * 60'000}};
    std::string issuer{"docket"};                 // what a telephone shows above its code
    std::vector<review::Role> second_factor_of{}; // roles that must have one to sign in with a password
};

struct Visit {
    Session session;
    review::Person person;
    bool must_change = false; // the password, before anything else
    bool must_enrol = false;  // then the second factor
    Millis left{};            // until the session ends if idle
};
struct Entered {
    std::string token; // for the browser's cookie, and nowhere else
    Visit visit;
};

class Doorkeeper {
  public:
    using Ports = DoorPorts;
    explicit Doorkeeper(Ports ports, DoorSettings settings = {});

    // `code`: of the second factor, by those who have one. Failures: forbidden "access.refused",
    // "access.code_wanted" (the password is right), "access.code_wrong"; unavailable "access.throttled", then
    // wait() says how long.
    Result<Entered> sign_in(std::string_view user, std::string_view password, const std::string& peer,
                            std::string_view code = {});
    // Somebody for whom the provider vouches (by_provider.hpp), without password and code; `also` is done in
    // the transaction that begins the session. Failures: forbidden "access.disabled", those of `also`.
    Result<Entered> let_in(const std::string& person, const std::string& peer,
                           const std::function<Result<void>(Transaction&)>& also);
    Result<Millis> wait(std::string_view user, const std::string& peer);
    Result<Millis> wait_of(const std::string& person, const std::string& peer);

    // Who holds the token; nobody when the session ended, sat idle, or the person's role or account changed.
    // `active` counts as use.
    Result<std::optional<Visit>> visit(std::string_view token, bool active);
    Result<void> sign_out(const Visit& visit);

    // Ends every other session of the person. Failures: forbidden "access.password_wrong", invalid
    // "access.password_weak", "access.password_same", unavailable "access.throttled".
    Result<void> change_password(const Visit& visit, std::string_view old, std::string_view fresh,
                                 const std::string& peer);
    // Somebody without an account asks with a query code: each is counted before it is looked for, and only
    // the wrong ones stay counted. Apart from signing in, so that neither locks the other out. Failure:
    // unavailable "access.throttled", then wait_of_asker() says how long.
    Result<void> start_asking(const std::string& peer);
    Result<void> asked_rightly(const std::string& peer);
    Result<Millis> wait_of_asker(const std::string& peer);

    // Before a binding act: it is the person who holds the session. Failures as above.
    Result<void> confirm(const std::string& person, std::string_view password, const std::string& peer);

    // The second factor of whoever is in. Setting and removing one ends the other sessions and wants the
    // password once more. Failures: as change_password() and SecondFactor.
    Result<SecondFactor::State> second_factor(const Visit& visit);
    Result<SecondFactor::Enrolment> enrol(const Visit& visit);
    Result<std::vector<std::string>> finish_enrolment(const Visit& visit, std::string_view password,
                                                      std::string_view code, const std::string& peer);
    Result<void> remove_second_factor(const Visit& visit, std::string_view password, std::string_view code,
                                      const std::string& peer);

    // What is over leaves the store: sessions that sat idle, tries that are forgiven.
    Result<void> sweep();

  private:
    std::vector<Counted> counted(const std::string& user, bool known, const std::string& peer) const;
    Counted asker(const std::string& peer) const;
    Result<void> take_a_try(const std::vector<Counted>& all);
    Result<void> take_back(Transaction& tx, const std::vector<Counted>& all);
    Result<void> note_failure(const std::optional<Account>& account, const std::string& peer);
    enum class Proof { password, provider };
    Result<Entered> prepared(const review::Person& person, const Account& account, const std::string& peer,
                             Proof proof);
    Result<void> begin(Transaction& tx, const Entered& entered);
    Result<bool> must_enrol(const review::Person& person, const Session& session);
    Result<void> end(const Session& session);
    Result<void> end_others(const Visit& visit);
    Result<Account> account_of(const std::string& person);
    Result<Account> proven(const std::string& person, std::string_view password, const std::string& peer);

    Ports ports_;
    DoorSettings settings_;
    Passwords passwords_;
    Throttle throttle_;
    SecondFactor factor_;
};

} // namespace docket::access
