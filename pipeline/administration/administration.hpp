// What the administrator's pages show and what is done from them: people, contracts, organs, calendars and
// settings; never a case. Each view answers with the very JSON of pipeline/http/openapi.json. Every change
// names the version that was seen, so that two administrators do not overwrite each other, and is an event of
// the record with the old and the new value, written in its own transaction. Who may call what is asked
// before (pipeline/http/routes.cpp). Any thread.
#pragma once

#include "pipeline/access/administration.hpp"
#include "pipeline/access/provider.hpp"
#include "pipeline/flow/tools.hpp"

#include <string>

namespace docket::administration {

// What the pages need beside the tools; wired once, and what it names outlives it.
struct Ports {
    access::Accounts& accounts;
    access::Sessions& sessions;
    access::Administration& keys; // passwords and who is let in
    flow::BylawsInForce& bylaws;
    const access::Provider* provider = nullptr; // of identities; none where the office has none
};

using review::Person;

// --- parameters: office.json and what was changed of it ---
Result<json::Value> settings(const flow::Tools& tools, const Ports& ports);
// {"value", "version", "reason"}; answers as settings(). Failures: not_found "setting.unknown"; invalid
// "setting.malformed", "administration.reason_missing"; conflict "setting.stale".
Result<json::Value> change_setting(const flow::Tools& tools, const Ports& ports, const Person& by,
                                   const std::string& key, const json::Value& input);

// --- people ---
Result<json::Value> people(const flow::Tools& tools, const Ports& ports, const Person& by);
// What a change would do before it is made: {"tasks", "colleagues", "sessions", "words"}.
Result<json::Value> effects(const flow::Tools& tools, const Ports& ports, const std::string& person);
// {"id", "name", "role", "organ"?, "firm"?, "user"}: a person with an account; answers with the password,
// which is shown this once and kept nowhere. Failures: invalid "people.malformed", "role.unknown",
// "organ.unknown", those of access::Administration::add; conflict "person.known".
Result<json::Value> add_person(const flow::Tools& tools, const Ports& ports, const Person& by,
                               const json::Value& input);
// {"name", "role", "organ", "firm", "version", "reason"}. Whoever gets another role signs in anew, and tasks
// that a lawyer holds go back to the queue. Failures: forbidden "administration.own_role"; conflict
// "administration.last", "person.stale"; invalid as above and "administration.reason_missing".
Result<json::Value> change_person(const flow::Tools& tools, const Ports& ports, const Person& by,
                                  const std::string& person, const json::Value& input);
// {"do": "give" | "disable" | "enable" | "reset" | "reset_factor" | "bind" | "unbind", "user"?,
// "identity"?, "reason"}; answers with the password where one was made. Failures: as above; invalid
// "administration.deed_unknown"; conflict "administration.no_provider"; those of access::Administration.
Result<json::Value> change_account(const flow::Tools& tools, const Ports& ports, const Person& by,
                                   const std::string& person, const json::Value& input);
Result<json::Value> end_session(const flow::Tools& tools, const Ports& ports, const Person& by,
                                const std::string& person, const std::string& session);

// --- organs, and who reviews whom ---
Result<json::Value> organs(const flow::Tools& tools);
// {"name", "kind", "superior", "aliases", "former", "successor"?, "version", "reason"}; a code that is not
// known yet makes one (version 0). A name that is given up is kept among the former ones; none is ever taken
// away, for cases name it. Failures: invalid "organ.malformed", "organ.graph" (no such superior, or a
// circle), "administration.reason_missing"; conflict "organ.stale".
Result<json::Value> change_organ(const flow::Tools& tools, const Person& by, const std::string& code,
                                 const json::Value& input);

// --- calendars: what was shipped, what was published here, and what nobody knows yet ---
// With all days of `year` that are not what their weekday says; this year where it is 0.
Result<json::Value> calendars(const flow::Tools& tools, const Ports& ports, int year);
// {"days": text of the year}: which days change, and of how many open cases the last day would be another,
// counted over the register; nothing is changed. Failures: invalid "calendar.malformed",
// "calendar.other_year".
Result<json::Value> compare_year(const flow::Tools& tools, const Ports& ports, int year,
                                 const json::Value& input);
// {"days", "source", "version"}: in force for everything that is computed from now on; what is open is
// counted anew by a job (flow/recount.hpp), what is met keeps its day. Failures: as above; invalid
// "calendar.source_missing"; conflict "calendar.stale".
Result<json::Value> publish_year(const flow::Tools& tools, const Ports& ports, const Person& by, int year,
                                 const json::Value& input);

// --- contracts with law firms, and the lawyers under each ---
Result<json::Value> contracts(const flow::Tools& tools);
// {"firm", "from", "to", "cases", "days", "specialties", "lawyers": [{"person", "licence"}], "version",
// "reason"}; "new" makes one. Whoever is under no contract in force any more may not claim or sign off from
// the next request on. Failures: invalid "contract.malformed", "administration.reason_missing"; not_found
// "contract.unknown"; conflict "contract.stale".
Result<json::Value> change_contract(const flow::Tools& tools, const Person& by, const std::string& id,
                                    const json::Value& input);

} // namespace docket::administration
