// The parameters: which members of office.json may be changed, what each takes, and what a change does.
#include "pipeline/administration/noting.hpp"
#include "pipeline/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::administration {

namespace {

enum class Takes : std::uint8_t { words, days, mark };

// `must_confirm`: the shipped value is an example or a choice that the law leaves to the office, so that
// somebody has to say that it is right here.
struct Parameter {
    std::string_view key, group, label, unit;
    Takes takes;
    int least, most; // days, or characters
    bool must_confirm;
    std::string_view effect; // what a change does, for whoever is about to make it
};

// clang-format off
constexpr std::array parameters{
    Parameter{"name",              "机关与联系方式", "机关名称",       "",   Takes::words, 2, 60,  true,  "页面左上角、档案副本的作者和分隔单即用新名称；已印发的文书不变。"},
    Parameter{"contact_person",    "机关与联系方式", "联系人（科室）", "",   Takes::words, 2, 40,  true,  "以后拟写的文书落款用新联系人；已拟稿的在再次保存时更新。"},
    Parameter{"contact_phone",     "机关与联系方式", "联系电话",       "",   Takes::words, 5, 30,  true,  "以后拟写的文书落款用新电话；登录页的联系方式立即更换。"},
    Parameter{"contact_address",   "机关与联系方式", "联系地址",       "",   Takes::words, 4, 80,  true,  "以后拟写的文书落款用新地址。"},
    Parameter{"query_address",     "机关与联系方式", "查询网址",       "",   Takes::words, 0, 80,  true,  "以后出具的告知书写明在这一网址凭查询码查询；留空的，写明向本机关查询。已出具的不变。"},
    Parameter{"acceptance_prefix", "文号",           "受理告知书代字", "",   Takes::mark,  2, 12,  true,  "以后受理的编号用新代字，从该代字本年度的下一号起；已编号的不变。"},
    Parameter{"refusal_prefix",    "文号",           "不予受理告知书代字", "", Takes::mark, 2, 12,  true,  "以后出具的不予（不再）受理告知书用新代字，从该代字本年度的下一号起；已编号的不变。"},
    Parameter{"review_prefix",     "文号",           "复查意见书代字", "",   Takes::mark,  2, 12,  true,  "以后批准的编号用新代字，从该代字本年度的下一号起；已编号的不变。"},
    Parameter{"re_review_prefix",  "文号",           "复核意见书代字", "",   Takes::mark,  2, 12,  true,  "以后批准的编号用新代字，从该代字本年度的下一号起；已编号的不变。"},
    Parameter{"lawyer_days",       "时限",           "律师占用时限",   "天", Takes::days,  1, 30,  true,  "以后领取或者续期的审核按新时限；已领取的到期日不变。"},
    Parameter{"done_jobs_days",    "时限",           "后台任务保留",   "天", Takes::days,  1, 365, false, "已完成的后台任务在列表中保留的天数；各台机器的工作进程下次启动后生效。"},
    Parameter{"label_prefix",      "收发室",         "条码标签前缀",   "",   Takes::words, 1, 8,   false, "以后读到的条码按新前缀识别为来信编号标签。"},
};
// clang-format on

const Parameter* parameter(std::string_view key) {
    const auto found = std::ranges::find(parameters, key, &Parameter::key);
    return found == parameters.end() ? nullptr : &*found;
}

Failure unfit(const Parameter& p, const std::string& why) {
    return fail(Kind::invalid, "setting.malformed", std::string(p.label) + why);
}

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }

// As the bylaws keep it, or why it will not do.
Result<json::Value> fitting(const Parameter& p, const json::Value& value) {
    const auto range = std::to_string(p.least) + " 至 " + std::to_string(p.most);
    if (p.takes == Takes::days) {
        const auto* n = value.integer();
        if (n == nullptr || *n < p.least || *n > p.most) return unfit(p, "须为 " + range + " 的整数。");
        return value;
    }
    const auto* said = value.string();
    const auto text = trimmed(said ? *said : std::string());
    const auto points = code_points(text);
    if (static_cast<int>(points.size()) < p.least || static_cast<int>(points.size()) > p.most ||
        std::ranges::any_of(points, [](char32_t c) { return c < 0x20; }))
        return unfit(p, "须为 " + range + " 个字，写在一行内。");
    if (p.takes == Takes::mark && !std::ranges::all_of(points, is_han))
        return unfit(p, "只写汉字，不带年份、括号和“号”。");
    return json::Value(text);
}

const json::Value& in_force(const Parameter& p, const flow::ShippedBylaws& shipped,
                            const flow::Setting* changed, json::Value& parsed) {
    if (changed == nullptr) return shipped.office.at(p.key);
    if (auto value = json::parse(changed->value)) parsed = *std::move(value);
    return parsed;
}

// The value where office.json does not name it.
json::Value unnamed(const Parameter& p) {
    const flow::Office plain;
    if (p.key == "lawyer_days") return plain.lawyer_days;
    if (p.key == "done_jobs_days") return plain.done_jobs_days;
    if (p.key == "label_prefix") return plain.label_prefix;
    return "";
}

json::Object setting_row(const Parameter& p, const flow::ShippedBylaws& shipped, const flow::Setting* changed,
                         const std::string& changer) {
    json::Value parsed;
    const auto& value = in_force(p, shipped, changed, parsed);
    const auto& ours = shipped.office.at(p.key);
    json::Object row{{"key", p.key},
                     {"group", p.group},
                     {"label", p.label},
                     {"unit", p.unit},
                     {"takes", p.takes == Takes::days   ? "days"
                               : p.takes == Takes::mark ? "mark"
                                                        : "words"},
                     {"value", value.is_null() ? unnamed(p) : value},
                     {"shipped", ours.is_null() ? unnamed(p) : ours},
                     {"origin", changed ? "local" : "default"},
                     {"must_confirm", p.must_confirm && changed == nullptr},
                     {"effect", p.effect},
                     {"least", p.least},
                     {"most", p.most},
                     {"version", changed ? changed->version : 0}};
    if (changed)
        row.set("changed", to_ms(changed->changed)).set("by", changer).set("reason", changed->reason);
    return row;
}

const flow::Setting* change_of(const flow::BylawsChanges& changes, std::string_view key) {
    const auto found = std::ranges::find(changes.settings, key, &flow::Setting::key);
    return found == changes.settings.end() ? nullptr : &*found;
}

} // namespace

Result<json::Value> settings(const flow::Tools& tools, const Ports& ports) {
    DOCKET_TRY(const auto changes, ports.bylaws.book().read());
    json::Array rows;
    for (const auto& p : parameters) {
        const auto* changed = change_of(changes, p.key);
        const auto who = changed ? tools.directory.person(changed->by) : Result<Person>(Person{});
        rows.emplace_back(
            setting_row(p, ports.bylaws.shipped(), changed, changed ? (who ? who->name : changed->by) : ""));
    }
    return json::Value(json::Object{{"rows", std::move(rows)}, {"version", changes.version}});
}

Result<json::Value> change_setting(const flow::Tools& tools, const Ports& ports, const Person& by,
                                   const std::string& key, const json::Value& input) {
    const auto* p = parameter(key);
    if (p == nullptr) return fail(Kind::not_found, "setting.unknown", "没有这项参数，或者它不能在页面上改。");
    DOCKET_TRY(auto value, fitting(*p, input.at("value")));
    DOCKET_TRY(const auto reason, reason_of(input));
    DOCKET_TRY(auto changes, ports.bylaws.book().read());
    json::Value parsed;
    const auto before = in_force(*p, ports.bylaws.shipped(), change_of(changes, key), parsed);

    const flow::Setting setting{key,   json::dump(value), input.int_at("version"), tools.clock.now(), by.id,
                                reason};
    std::erase_if(changes.settings, [&](const flow::Setting& other) { return other.key == key; });
    changes.settings.push_back(setting);
    DOCKET_CHECK(flow::enact(ports.bylaws.shipped(), changes)); // nothing is kept that hosts could not take
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(ports.bylaws.book().put(tx, setting));
        return note(tx, tools, "setting:" + key, "change_setting", by, before, value, reason);
    }));
    DOCKET_CHECK(ports.bylaws.look());
    return settings(tools, ports);
}

} // namespace docket::administration
