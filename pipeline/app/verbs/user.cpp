#include "pipeline/access/administration.hpp"
#include "pipeline/access/provider.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"

#include <iostream>
#include <iterator>
#include <optional>

namespace docket::app::verb {

namespace {

using access::Administration;

// The first line of a file or of standard input; nothing where a password is to be made up.
Result<std::optional<std::string>> password_of(const Call& call) {
    const auto file = call.arguments.text("password-file");
    if (file.empty()) return std::optional<std::string>();
    std::string text;
    if (file == "-")
        text.assign(std::istreambuf_iterator<char>(std::cin), {});
    else {
        DOCKET_TRY(text, read_text(file));
    }
    return std::optional(text.substr(0, text.find_first_of("\r\n")));
}

json::Object to_json(const access::Account& account, const std::string& name, review::Role role) {
    return {{"person", account.person},           {"name", name},
            {"role", review::name(role)},         {"user", account.user},
            {"must_change", account.must_change}, {"disabled", account.disabled}};
}

// What was made, with its password where one was made up: the only time it is shown.
Result<void> print(const Call& call, const std::vector<Administration::Given>& all,
                   review::Directory& directory, bool as_list) {
    json::Array out;
    for (const auto& given : all) {
        DOCKET_TRY(const auto person, directory.person(given.account.person));
        auto row = to_json(given.account, person.name, person.role);
        if (!given.password.empty()) row.set("password", given.password);
        if (!call.arguments.has("json"))
            std::cout << person.name << "  " << review::name(person.role) << "  用户名 " << given.account.user
                      << (given.password.empty() ? "" : "  密码 ") << given.password << '\n';
        out.emplace_back(std::move(row));
    }
    if (call.arguments.has("json"))
        std::cout << json::dump(as_list ? json::Value(out) : out.front(), 2) << '\n';
    return {};
}

Result<int> list(const Call& call, House& house) {
    const auto ports = house.door();
    DOCKET_TRY(const auto accounts, ports.accounts.all());
    json::Array out;
    for (const auto& account : accounts) {
        DOCKET_TRY(const auto person, ports.directory.person(account.person));
        DOCKET_TRY(const auto factor, ports.factors.of(account.person));
        const bool two = factor && factor->confirmed;
        DOCKET_TRY(const auto binding, ports.bindings.of_person(account.person));
        if (!call.arguments.has("json"))
            std::cout << account.person << "  " << account.user << "  " << review::name(person.role) << "  "
                      << person.name << (account.disabled ? "  已停用" : "")
                      << (account.must_change ? "  须改密码" : "") << (two ? "  动态码" : "")
                      << (binding ? "  统一身份 " + binding->identity.subject : "") << '\n';
        auto row = to_json(account, person.name, person.role);
        row.set("second_factor", two);
        if (binding) row.set("identity", binding->identity.subject);
        out.emplace_back(std::move(row));
    }
    if (call.arguments.has("json")) std::cout << json::dump(out, 2) << '\n';
    return 0;
}

Result<void> change_identity(const Call& call, House& house, const std::string& what,
                             const std::string& person) {
    Administration accounts(house.door());
    if (what == "unbind") {
        DOCKET_CHECK(accounts.unbind(person));
        std::cout << person << "  不再对应统一身份平台的标识" << '\n';
        return {};
    }
    const auto& issuer = house.folder().settings.provider;
    if (issuer.empty()) return access::no_provider();
    const auto subject = call.arguments.text("identity");
    if (subject.empty()) return usage("docket user bind PERSON --identity 平台给出的标识");
    DOCKET_CHECK(accounts.bind(person, {issuer, subject}));
    std::cout << person << "  对应统一身份平台的标识 " << subject << '\n';
    return {};
}

Result<void> change(const Call& call, House& house, const std::string& what, const std::string& person) {
    Administration accounts(house.door());
    if (what == "disable" || what == "enable") {
        DOCKET_CHECK(what == "disable" ? accounts.disable(person) : accounts.enable(person));
        std::cout << person << (what == "disable" ? "  已停用，登录随即结束" : "  已启用") << '\n';
        return {};
    }
    if (what == "bind" || what == "unbind") return change_identity(call, house, what, person);
    DOCKET_TRY(const auto password, password_of(call));
    using Is = Administration::SecondFactorIs;
    const auto factor = call.arguments.has("keep-totp") ? Is::kept : Is::dropped;
    DOCKET_TRY(const auto given, what == "add"
                                     ? accounts.add(person, call.arguments.text("user", person), password)
                                     : accounts.reset(person, password, "system", factor));
    return print(call, {given}, house.door().directory, false);
}

} // namespace

Result<int> user(const Call& call) {
    const auto& words = call.arguments.rest();
    const std::string what = words.empty() ? "" : words[0];
    const bool of_one = what == "add" || what == "reset" || what == "disable" || what == "enable" ||
                        what == "bind" || what == "unbind";
    if (!of_one && what != "list" && what != "demo")
        return usage("docket user add|reset|disable|enable|bind|unbind|list|demo PERSON --data DIR");
    if (words.size() != (of_one ? 2U : 1U)) return usage("docket user " + what + (of_one ? " PERSON" : ""));
    DOCKET_TRY(const auto house, open_house(call));
    if (what == "list") return list(call, *house);
    if (what == "demo") {
        if (!house->folder().demo())
            return fail(Kind::forbidden, "access.not_a_demo", "只有演示目录才能给所有人员生成账号。");
        DOCKET_TRY(const auto all, Administration(house->door()).add_everybody());
        DOCKET_CHECK(print(call, all, house->door().directory, true));
    } else
        DOCKET_CHECK(change(call, *house, what, words[1]));
    DOCKET_CHECK(flow::anchor(house->tools(), house->anchors()));
    return 0;
}

} // namespace docket::app::verb
