#include "tests/support/memory_access.hpp"

#include <algorithm>

namespace docket::testing {

using access::Account;
using access::OnceAnswer;
using access::OnceKey;
using access::Session;
using Hold = std::lock_guard<std::recursive_mutex>;

Result<void> MemoryAccess::transact(const std::function<Result<void>(Transaction&)>& act) {
    struct MemoryTransaction final : Transaction {
    } tx;
    const Hold hold(mutex_);
    const auto before = tables_;
    auto done = act(tx);
    if (!done) tables_ = before;
    return done;
}

Result<void> MemoryAccess::save(Transaction&, const Account& account) {
    for (const auto& [person, other] : tables_.accounts)
        if (other.user == account.user && person != account.person)
            return fail(Kind::conflict, "account.user_taken", "the name is taken");
    tables_.accounts[account.person] = account;
    return {};
}
Result<std::optional<Account>> MemoryAccess::of_person(std::string_view person) {
    const Hold hold(mutex_);
    const auto found = tables_.accounts.find(person);
    return found == tables_.accounts.end() ? std::optional<Account>() : std::optional(found->second);
}
Result<std::optional<Account>> MemoryAccess::of_user(std::string_view user) {
    const Hold hold(mutex_);
    for (const auto& [person, account] : tables_.accounts)
        if (account.user == user) return std::optional(account);
    return std::optional<Account>();
}
Result<std::vector<Account>> MemoryAccess::all() {
    const Hold hold(mutex_);
    std::vector<Account> out;
    for (const auto& [person, account] : tables_.accounts) out.push_back(account);
    return out;
}

Result<void> MemoryAccess::begin(Transaction&, const Session& session) {
    tables_.sessions[session.id] = session;
    return {};
}
Result<std::optional<Session>> MemoryAccess::find(std::string_view id) {
    const Hold hold(mutex_);
    const auto found = tables_.sessions.find(id);
    return found == tables_.sessions.end() ? std::optional<Session>() : std::optional(found->second);
}
Result<std::vector<Session>> MemoryAccess::of(std::string_view person) {
    const Hold hold(mutex_);
    std::vector<Session> out;
    for (const auto& [id, session] : tables_.sessions)
        if (session.person == person) out.push_back(session);
    std::ranges::stable_sort(out, std::greater(), &Session::begun);
    return out;
}
Result<void> MemoryAccess::touch(Transaction&, std::string_view id, Instant seen) {
    if (const auto found = tables_.sessions.find(id); found != tables_.sessions.end())
        found->second.seen = seen;
    return {};
}
Result<void> MemoryAccess::end(Transaction&, std::string_view id) {
    std::erase_if(tables_.sessions, [&](const auto& entry) { return entry.first == id; });
    return {};
}
Result<void> MemoryAccess::end_others(Transaction&, std::string_view person, std::string_view kept) {
    std::erase_if(tables_.sessions,
                  [&](const auto& entry) { return entry.second.person == person && entry.first != kept; });
    return {};
}
Result<void> MemoryAccess::forget_before(Transaction&, Instant seen) {
    std::erase_if(tables_.sessions, [&](const auto& entry) { return entry.second.seen < seen; });
    return {};
}

Result<std::optional<OnceAnswer>> MemoryAccess::Once::find(const OnceKey& key) {
    const Hold hold(all_.mutex_);
    const auto found = all_.tables_.answers.find({key.person, key.route, key.key});
    return found == all_.tables_.answers.end() ? std::optional<OnceAnswer>() : std::optional(found->second);
}
Result<void> MemoryAccess::Once::keep(Transaction&, const OnceKey& key, const OnceAnswer& answer) {
    const bool kept = all_.tables_.answers.try_emplace({key.person, key.route, key.key}, answer).second;
    return kept ? Result<void>() : fail(Kind::conflict, "once.answered", "it was done");
}
Result<void> MemoryAccess::Once::forget_before(Transaction&, Instant at) {
    std::erase_if(all_.tables_.answers, [&](const auto& entry) { return entry.second.at < at; });
    return {};
}

} // namespace docket::testing
