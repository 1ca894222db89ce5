#include "pipeline/administration/noting.hpp"
#include "pipeline/administration/staff.hpp"
#include "pipeline/flow/counsel.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::administration {

namespace {

using review::Role;

constexpr int most_held = 10'000;

const char* account_state(const access::Account* account) {
    if (account == nullptr) return "none";
    if (account->disabled) return "disabled";
    return account->must_change ? "must_change" : "open";
}

Result<json::Object> person_row(const Person& person, const Staff& staff, const Ports& ports,
                                const Person& by) {
    json::Object row{{"id", person.id},
                     {"name", person.name},
                     {"role", review::name(person.role)},
                     {"organ", person.organ},
                     {"firm", person.firm},
                     {"version", person.version},
                     {"self", person.id == by.id},
                     {"tasks", staff.tasks(person.id)}};
    const auto* account = staff.account(person.id);
    row.set("account", account_state(account));
    json::Array sessions;
    if (account != nullptr) {
        row.set("user", account->user);
        DOCKET_TRY(const bool second_factor, ports.keys.has_second_factor(person.id));
        row.set("second_factor", second_factor);
        DOCKET_TRY(const auto binding, ports.keys.binding_of(person.id));
        if (binding) row.set("identity", binding->identity.subject);
        DOCKET_TRY(const auto open, ports.sessions.of(person.id));
        auto seen = Instant{};
        for (const auto& session : open) {
            seen = std::max(seen, session.seen);
            sessions.emplace_back(json::Object{
                {"id", session.id}, {"begun", to_ms(session.begun)}, {"seen", to_ms(session.seen)}});
        }
        if (!open.empty()) row.set("seen", to_ms(seen));
    }
    row.set("sessions", std::move(sessions));
    return row;
}

} // namespace

Result<Staff> Staff::load(const flow::Tools& tools, const Ports& ports) {
    Staff out;
    DOCKET_TRY(out.people, tools.directory.people());
    std::erase_if(out.people, [](const Person& one) { return one.role == Role::system; });
    DOCKET_TRY(auto accounts, ports.accounts.all());
    for (auto& account : accounts) out.accounts.emplace(account.person, account);
    queue::JobFilter filter;
    filter.state = queue::State::leased;
    filter.queue = std::string(flow::counsel_queue);
    filter.most = most_held;
    DOCKET_TRY(auto tasks, tools.desk.list(filter));
    const auto now = tools.clock.now();
    for (auto& task : tasks)
        if (task.lease_until && *task.lease_until > now) out.held[task.owner].push_back(std::move(task));
    return out;
}

const Person* Staff::find(std::string_view id) const {
    const auto found = std::ranges::find(people, id, &Person::id);
    return found == people.end() ? nullptr : &*found;
}
const access::Account* Staff::account(std::string_view person) const {
    const auto found = accounts.find(person);
    return found == accounts.end() ? nullptr : &found->second;
}
bool Staff::may_enter(std::string_view person) const {
    const auto* one = account(person);
    return one != nullptr && !one->disabled;
}
int Staff::colleagues(const Person& person) const {
    return static_cast<int>(std::ranges::count_if(people, [&](const Person& other) {
        return other.role == person.role && other.id != person.id && may_enter(other.id);
    }));
}
std::size_t Staff::tasks(std::string_view person) const {
    const auto found = held.find(person);
    return found == held.end() ? 0 : found->second.size();
}

Result<void> check_not_last(const Staff& staff, const Person& person) {
    if (person.role != Role::administrator || staff.colleagues(person) > 0) return {};
    return fail(Kind::conflict, "administration.last",
                person.name +
                    " 是最后一位能登录的管理员，不能停用或者换岗；请先给另一个人管理员岗位和账号。");
}

Result<void> give_back(Transaction& tx, const flow::Tools& tools, const std::vector<queue::JobRow>& held,
                       const Person& by, const std::string& reason) {
    const auto now = tools.clock.now();
    for (const auto& task : held) {
        DOCKET_CHECK(tools.jobs.settle(tx, flow::lease_of(task), queue::Later{now}, now));
        auto event = flow::event_now(tools, task.subject, "return_task", by.id);
        event.detail = json::dump(json::Object{{"held_by", task.owner}, {"reason", reason}});
        DOCKET_CHECK(tools.record.append(tx, event));
    }
    return {};
}

Result<json::Value> people(const flow::Tools& tools, const Ports& ports, const Person& by) {
    DOCKET_TRY(const auto staff, Staff::load(tools, ports));
    json::Array rows;
    for (const auto& person : staff.people) {
        DOCKET_TRY(auto row, person_row(person, staff, ports, by));
        rows.emplace_back(std::move(row));
    }
    DOCKET_TRY(const auto organs, tools.directory.organs());
    json::Array named;
    for (const auto& organ : organs)
        named.emplace_back(json::Object{{"code", organ.code}, {"name", organ.name}});
    return json::Value(json::Object{{"rows", std::move(rows)},
                                    {"organs", std::move(named)},
                                    {"provider", ports.provider ? ports.provider->name() : ""}});
}

Result<json::Value> effects(const flow::Tools& tools, const Ports& ports, const std::string& id) {
    DOCKET_TRY(const auto staff, Staff::load(tools, ports));
    const auto* person = staff.find(id);
    if (person == nullptr) return fail(Kind::not_found, "person.unknown", "没有这个人员。");
    DOCKET_TRY(const auto sessions, ports.sessions.of(id));
    return json::Value(json::Object{{"tasks", staff.tasks(id)},
                                    {"colleagues", staff.colleagues(*person)},
                                    {"sessions", sessions.size()},
                                    {"last", !check_not_last(staff, *person).has_value()}});
}

} // namespace docket::administration
