// What is done to people and accounts. What depends on others (the last administrator, tasks in hand) is read
// inside the transaction that writes: one has it at a time, so that it still holds when it is committed.
#include "pipeline/administration/noting.hpp"
#include "pipeline/administration/staff.hpp"
#include "pipeline/base/veil.hpp"

#include <algorithm>

namespace docket::administration {

namespace {

using review::Role;
constexpr std::size_t longest_name = 40, longest_firm = 60;

json::Object said_of(const Person& person) {
    return {{"name", person.name},
            {"role", review::name(person.role)},
            {"organ", person.organ},
            {"firm", person.firm}};
}

// Name, post, organ and firm as they were typed.
Result<Person> person_typed(Person person, const json::Value& input, const flow::Tools& tools) {
    DOCKET_TRY(person.name, line_of(input, "name", longest_name, "people.malformed", "姓名"));
    const auto role = review::parse_role(input.text_at("role"));
    if (!role || *role == Role::system) return fail(Kind::invalid, "role.unknown", "请选择岗位。");
    person.role = *role;
    person.organ = trimmed(input.text_at("organ"));
    if (!person.organ.empty() && !tools.directory.organ(person.organ))
        return fail(Kind::invalid, "people.malformed", "所选机关不在机关名录中，请重新选择。");
    person.firm = trimmed(input.text_at("firm"));
    if (!person.firm.empty())
        DOCKET_CHECK(line_of(input, "firm", longest_firm, "people.malformed", "律师事务所名称"));
    if (person.role != Role::lawyer) person.firm.clear();
    return person;
}

// "clerk-3": the first that nobody has.
std::string fresh_person(Role role, const Staff& staff) {
    for (int n = 1;; ++n) {
        auto id = std::string(review::name(role)) + "-" + std::to_string(n);
        if (staff.find(id) == nullptr) return id;
    }
}

Result<json::Value> with_password(Result<json::Value> view, const access::Administration::Given& given) {
    if (!view) return view;
    view->object()->set("given", json::Object{{"person", given.account.person},
                                              {"user", given.account.user},
                                              {"password", given.password}});
    return view;
}

Result<void> lock(const flow::Tools& tools, const Ports& ports, const Person& by, const std::string& id,
                  bool locked, const std::string& reason) {
    return tools.work.transact([&](Transaction& tx) -> Result<void> {
        const Veil whole; // tasks of every case are given back, whatever whoever asks may know of it
        DOCKET_TRY(const auto staff, Staff::load(tools, ports));
        const auto *person = staff.find(id), *known = staff.account(id) ? person : nullptr;
        if (known == nullptr) return fail(Kind::not_found, "account.unknown", "这个人还没有账号。");
        if (locked) DOCKET_CHECK(check_not_last(staff, *person));
        auto account = *staff.account(id);
        if (account.disabled == locked) return {};
        account.disabled = locked;
        DOCKET_CHECK(ports.accounts.save(tx, account));
        DOCKET_CHECK(ports.sessions.end_others(tx, id, ""));
        if (const auto held = staff.held.find(id); locked && held != staff.held.end())
            DOCKET_CHECK(give_back(tx, tools, held->second, by, reason));
        return note(tx, tools, "person:" + id, locked ? "disable_account" : "enable_account", by,
                    locked ? "open" : "disabled", locked ? "disabled" : "open", reason);
    });
}

} // namespace

Result<json::Value> add_person(const flow::Tools& tools, const Ports& ports, const Person& by,
                               const json::Value& input) {
    DOCKET_TRY(auto person, person_typed({}, input, tools));
    DOCKET_TRY(const auto user, access::folded_user(trimmed(input.text_at("user"))));
    DOCKET_TRY(const auto holder, ports.accounts.of_user(user));
    if (holder) return fail(Kind::conflict, "account.user_taken", "登录名 " + user + " 已有人使用。");
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(const auto staff, Staff::load(tools, ports));
        person.id = fresh_person(person.role, staff);
        DOCKET_CHECK(tools.directory.change(tx, person));
        return note(tx, tools, "person:" + person.id, "add_person", by, nullptr, said_of(person));
    }));
    DOCKET_TRY(const auto given, ports.keys.add(person.id, user, {}, by.id));
    return with_password(people(tools, ports, by), given);
}

Result<json::Value> change_person(const flow::Tools& tools, const Ports& ports, const Person& by,
                                  const std::string& id, const json::Value& input) {
    DOCKET_TRY(const auto reason, reason_of(input));
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        const Veil whole; // as above
        DOCKET_TRY(const auto staff, Staff::load(tools, ports));
        const auto* before = staff.find(id);
        if (before == nullptr) return fail(Kind::not_found, "person.unknown", "没有这个人员。");
        DOCKET_TRY(auto after, person_typed(*before, input, tools));
        after.version = input.int_at("version");
        if (after.role != before->role) {
            if (id == by.id)
                return fail(Kind::forbidden, "administration.own_role",
                            "不能改自己的岗位；请由另一位管理员办理。");
            if (staff.may_enter(id)) DOCKET_CHECK(check_not_last(staff, *before));
            DOCKET_CHECK(ports.sessions.end_others(tx, id, ""));
            if (const auto held = staff.held.find(id); held != staff.held.end())
                DOCKET_CHECK(give_back(tx, tools, held->second, by, reason));
        }
        DOCKET_CHECK(tools.directory.change(tx, after));
        return note(tx, tools, "person:" + id, "change_person", by, said_of(*before), said_of(after), reason);
    }));
    return people(tools, ports, by);
}

Result<json::Value> change_account(const flow::Tools& tools, const Ports& ports, const Person& by,
                                   const std::string& id, const json::Value& input) {
    const auto deed = input.text_at("do");
    if (id == by.id)
        return fail(Kind::forbidden, "access.oneself", "不能改动自己的账号；请由另一位管理员办理。");
    DOCKET_TRY(const auto reason, reason_of(input));
    if (deed == "disable" || deed == "enable") {
        DOCKET_CHECK(lock(tools, ports, by, id, deed == "disable", reason));
        return people(tools, ports, by);
    }
    if (deed == "give") {
        DOCKET_TRY(const auto given, ports.keys.add(id, trimmed(input.text_at("user")), {}, by.id, reason));
        return with_password(people(tools, ports, by), given);
    }
    if (deed == "reset") {
        DOCKET_TRY(const auto given,
                   ports.keys.reset(id, {}, by.id, access::Administration::SecondFactorIs::dropped, reason));
        return with_password(people(tools, ports, by), given);
    }
    if (deed == "reset_factor") {
        DOCKET_CHECK(ports.keys.reset_second_factor(id, by.id, reason));
        return people(tools, ports, by);
    }
    if (deed == "bind") {
        if (!ports.provider) return access::no_provider();
        DOCKET_CHECK(ports.keys.bind(id, {ports.provider->issuer(), trimmed(input.text_at("identity"))},
                                     by.id, reason));
        return people(tools, ports, by);
    }
    if (deed == "unbind") {
        DOCKET_CHECK(ports.keys.unbind(id, by.id, reason));
        return people(tools, ports, by);
    }
    return fail(Kind::invalid, "administration.deed_unknown", "没有这种账号操作。");
}

Result<json::Value> end_session(const flow::Tools& tools, const Ports& ports, const Person& by,
                                const std::string& person, const std::string& session) {
    DOCKET_CHECK(ports.keys.end_session(person, session, by.id));
    return people(tools, ports, by);
}

} // namespace docket::administration
