// Who may sign in, and who is in: what the doorkeeper asks of a store. Owned by access; adapters:
// pipeline/store and, for tests, memory; both pass tests/contract/access_contract. Any thread; methods that
// take a Transaction write inside it.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/transaction.hpp"
#include "review/role.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::access {

// How a person signs in. A person has one account at most.
struct Account {
    std::string person; // id
    std::string user;   // folded (password.hpp); what is typed
    std::string hash;   // argon2id in its encoded form, with salt and cost
    bool must_change = false;
    bool disabled = false;
    Instant changed{}; // the password
};

// One sign-in that has not ended. The role it began with is kept: a session ends when the role changes.
struct Session {
    std::string id; // SHA-256 (hex) of the token; the token itself is kept by nobody but the browser
    std::string person;
    review::Role role{};
    std::string csrf;
    Instant begun{}, seen{};
    std::string peer{};   // the address it was begun from
    bool vouched = false; // by the provider of identities, which asks for a second factor of its own
};

class Accounts {
  public:
    virtual ~Accounts() = default;
    // New or replaced, by person. Failure: conflict "account.user_taken".
    virtual Result<void> save(Transaction& tx, const Account& account) = 0;
    virtual Result<std::optional<Account>> of_person(std::string_view person) = 0;
    virtual Result<std::optional<Account>> of_user(std::string_view user) = 0;
    virtual Result<std::vector<Account>> all() = 0; // by person
};

class Sessions {
  public:
    virtual ~Sessions() = default;
    virtual Result<void> begin(Transaction& tx, const Session& session) = 0;
    virtual Result<std::optional<Session>> find(std::string_view id) = 0;
    virtual Result<std::vector<Session>> of(std::string_view person) = 0; // the latest begun first
    // Nothing happens where the session has ended, as with the next.
    virtual Result<void> touch(Transaction& tx, std::string_view id, Instant seen) = 0;
    virtual Result<void> end(Transaction& tx, std::string_view id) = 0;
    // Every session of the person but the one named.
    virtual Result<void> end_others(Transaction& tx, std::string_view person, std::string_view kept) = 0;
    virtual Result<void> forget_before(Transaction& tx, Instant seen) = 0;
};

// How often somebody tried to get in. Who it was stands there as a mark (throttle.hpp).
struct Tries {
    int n = 0;
    Instant last{}, until{}; // until: no further try before it
};

class TryBook {
  public:
    virtual ~TryBook() = default;
    virtual Result<Tries> look(std::string_view who) = 0; // none counted: all zero
    // As the transaction sees it; nobody else counts before it ends.
    virtual Result<Tries> find(Transaction& tx, std::string_view who) = 0;
    virtual Result<void> keep(Transaction& tx, std::string_view who, const Tries& tries) = 0;
    virtual Result<void> forgive(Transaction& tx, std::string_view who) = 0;
    // Marks last tried before that instant go, and of the others the oldest beyond so many.
    virtual Result<void> sweep(Transaction& tx, Instant last, int most) = 0;
};

// The second factor of a person: a secret shared with a telephone (totp.hpp). It counts once confirmed.
struct Factor {
    std::string person;
    std::string secret; // base32; shown while it is not confirmed, and never again
    bool confirmed = false;
    std::int64_t used_step = 0; // whose code was accepted last
    Instant since{};
};

class FactorBook {
  public:
    virtual ~FactorBook() = default;
    virtual Result<std::optional<Factor>> of(std::string_view person) = 0;
    virtual Result<void> save(Transaction& tx, const Factor& factor) = 0; // new or replaced, by person
    // False: a code of this step or of a later one was accepted already, by whatever host.
    virtual Result<bool> use_step(Transaction& tx, std::string_view person, std::int64_t step) = 0;
    virtual Result<void> remove(Transaction& tx, std::string_view person) = 0; // and the recovery codes
    // In place of those there are; digests (hex).
    virtual Result<void> keep_recovery(Transaction& tx, std::string_view person,
                                       const std::vector<std::string>& digests) = 0;
    virtual Result<bool> use_recovery(Transaction& tx, std::string_view person, std::string_view digest) = 0;
    virtual Result<int> recovery_left(std::string_view person) = 0;
};

// Who somebody is at the provider of identities (OpenID Connect Core 1.0, section 2): the subject is unique
// within the issuer and never given to anybody else.
struct Identity {
    std::string issuer, subject;
    friend bool operator==(const Identity&, const Identity&) = default;
};

// Whose identity it is, as an administrator said. A person has one at most, an identity one person.
struct Binding {
    Identity identity;
    std::string person;
    Instant since{};
};

class Bindings {
  public:
    virtual ~Bindings() = default;
    // New or replaced, by person. Failure: conflict "access.identity_taken".
    virtual Result<void> save(Transaction& tx, const Binding& binding) = 0;
    virtual Result<void> remove(Transaction& tx, std::string_view person) = 0;
    virtual Result<std::optional<Binding>> of_person(std::string_view person) = 0;
    virtual Result<std::optional<Binding>> of_identity(const Identity& identity) = 0;
};

// What the provider's answer is held against: its token must bring the nonce, and it gives one only to
// whoever has the verifier (RFC 7636).
struct Errand {
    std::string nonce, verifier;
    std::string back; // the address of ours that the browser returns to
};

// A browser that was sent to the provider and is not back.
struct Departure {
    std::string state; // SHA-256 (hex) of what the browser keeps and the provider hands back
    Errand errand;
    std::string wanted; // the page it left for, to be led there when it is back
    Instant at{};
};

class Departures {
  public:
    virtual ~Departures() = default;
    virtual Result<void> leave(Transaction& tx, const Departure& departure) = 0;
    // Whoever takes it, on whatever host, takes it away from all others.
    virtual Result<std::optional<Departure>> take(Transaction& tx, std::string_view state) = 0;
    virtual Result<void> forget_before(Transaction& tx, Instant at) = 0;
};

// Answers that were given to requests with an Idempotency-Key, so that asking twice is doing once.
struct OnceKey {
    std::string person, route, key;
};
struct OnceAnswer {
    std::string asked; // digest (hex) of the request
    int status = 200;
    std::string type, body;
    Instant at{};
};

class OnceBook {
  public:
    virtual ~OnceBook() = default;
    virtual Result<std::optional<OnceAnswer>> find(const OnceKey& key) = 0;
    // Failure: conflict "once.answered" when somebody was faster; the caller rolls back.
    virtual Result<void> keep(Transaction& tx, const OnceKey& key, const OnceAnswer& answer) = 0;
    virtual Result<void> forget_before(Transaction& tx, Instant at) = 0;
};

} // namespace docket::access
