// The door: who signs in, who is in, and asking for the password once more before a binding act. Signing in,
// failing to, signing out and a changed password are events of the record. A user that does not exist, one
// that is locked and a wrong password answer alike and cost alike. Any thread.
#pragma once

#include "pipeline/access/password.hpp"
#include "pipeline/access/ports.hpp"
#include "pipeline/access/throttle.hpp"
#include "review/ports.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace docket::access {

struct DoorSettings {
    Millis idle{std::chrono::minutes{30}}; // a session that nobody uses ends
    HashCost cost;
    Throttle::Manners for_a_user{};
    Throttle::Manners for_a_peer{20, Millis{1'000}, Millis{60'000}, Millis{15 * 60'000}};
};

struct Visit {
    Session session;
    review::Person person;
    bool must_change = false;
    Millis left{}; // until the session ends if idle
};
struct Entered {
    std::string token; // for the browser's cookie, and nowhere else
    Visit visit;
};

class Doorkeeper {
  public:
    struct Ports {
        const Clock& clock;
        Random& random;
        Work& work;
        Accounts& accounts;
        Sessions& sessions;
        review::Directory& directory;
        review::Record& record;
    };
    explicit Doorkeeper(Ports ports, DoorSettings settings = {});

    // Failures: forbidden "access.refused"; unavailable "access.throttled", then wait() says how long.
    Result<Entered> sign_in(std::string_view user, std::string_view password, const std::string& peer);
    Millis wait(std::string_view user, const std::string& peer) const;
    Result<Millis> wait_of(const std::string& person, const std::string& peer) const;

    // Who holds the token; nobody when the session ended, sat idle, or the person's role or account changed.
    // `active` counts as use.
    Result<std::optional<Visit>> visit(std::string_view token, bool active);
    Result<void> sign_out(const Visit& visit);

    // Ends every other session of the person. Failures: forbidden "access.password_wrong", invalid
    // "access.password_weak", "access.password_same", unavailable "access.throttled".
    Result<void> change_password(const Visit& visit, std::string_view old, std::string_view fresh,
                                 const std::string& peer);
    // Before a binding act: it is the person who holds the session. Failures as above.
    Result<void> confirm(const std::string& person, std::string_view password, const std::string& peer);

    // Sessions that ended by sitting idle leave the store.
    Result<void> sweep();

  private:
    Result<void> take_a_try(const std::string& user, const std::string& peer);
    Result<void> note(Transaction& tx, const std::string& subject, const char* act, const std::string& actor,
                      const std::string& peer);
    Result<void> note_failure(const std::optional<Account>& account, const std::string& peer);
    Result<void> end(const Session& session);
    Result<Account> proven(const std::string& person, std::string_view password, const std::string& peer);

    Ports ports_;
    DoorSettings settings_;
    Passwords passwords_;
    Throttle users_, peers_;
};

} // namespace docket::access
