#include "pipeline/desk/audit_parts.hpp"

#include "pipeline/desk/labels.hpp"
#include "pipeline/flow/separator.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace docket::desk {

namespace {

Failure malformed(const std::string& what) {
    return fail(Kind::invalid, "audit.filter_malformed", what + "写法不对，请清除筛选后重试。");
}

Result<std::optional<Instant>> midnight_of(const std::string& text, int days_later) {
    if (text.empty()) return std::optional<Instant>();
    const auto day = parse_iso_date(text);
    if (!day) return malformed("日期 " + text + " ");
    return std::optional(china.midnight(plus_days(*day, days_later)));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
    return n;
}

// Whatever people call a thing by, and what the record calls it.
std::vector<std::string> subjects_of(const std::string& object) {
    if (const auto batch = flow::batch_id(object)) return {"batch:" + std::to_string(*batch)};
    if (const auto arrival = arrival_id(object)) {
        const auto subject = "arrival:" + std::to_string(*arrival);
        return {subject, "seen:" + subject};
    }
    return {"case:" + object, "seen:" + object, "person:" + object, "organ:" + object, object};
}

std::string after_colon(std::string_view subject) {
    const auto colon = subject.find(':');
    return colon == std::string_view::npos ? "" : std::string(subject.substr(colon + 1));
}

struct Label {
    std::string_view key, label;
};
// clang-format off
constexpr std::array labels{
    Label{"reason", "理由"},            Label{"name", "名称"},          Label{"bytes", "字节"},
    Label{"pages", "页数"},             Label{"peer", "来自"},          Label{"field", "项目"},
    Label{"file", "文件"},              Label{"digest", "指纹"},        Label{"code", "代码"},
    Label{"by", "由"},                  Label{"into", "并入"},          Label{"other", "另一件"},
    Label{"text", "文字"},              Label{"version", "版本"},       Label{"document_number", "文号"},
    Label{"document_date", "成文日期"}, Label{"conclusion", "结论"},    Label{"reservation", "保留意见"},
    Label{"organ", "机关"},             Label{"rows", "条数"},          Label{"conditions", "条件"},
    Label{"declaration", "回避声明"},   Label{"finding", "问题"},       Label{"verdict", "答复"},
    Label{"mode", "方式"},              Label{"on", "日期"},            Label{"recipient", "收件人"},
    Label{"proof", "凭证"},             Label{"claims", "请求"},        Label{"handling", "原处理意见"},
    Label{"review", "原复查意见"},      Label{"number", "文号"},        Label{"date", "日期"},
    Label{"received_on", "收到日期"},   Label{"served_on", "送达日期"}, Label{"applicants", "申请人"},
    Label{"findings", "查明事实"},      Label{"dispositions", "处理"},  Label{"citations", "依据"},
    Label{"evidence", "证据"},          Label{"claim", "请求"},         Label{"outcome", "结论"},
    Label{"document", "文书"},          Label{"source", "原稿指纹"},    Label{"case", "信访件编号"},
    Label{"batch", "批次"},             Label{"letter", "来信"},        Label{"after", "其后"},
    Label{"label", "标记"},             Label{"out_of", "出自"},        Label{"fields", "要素"},
    Label{"corrected", "改动"},         Label{"confirmed", "已核"},     Label{"round", "轮次"},
    Label{"identity", "统一身份标识"},  Label{"days", "期限"},          Label{"rule", "规则"},
    Label{"old", "原日期"},             Label{"new", "新日期"},         Label{"old_provisional", "原为暂定"},
    Label{"new_provisional", "仍为暂定"}, Label{"published_on", "公告之日"},
    Label{"mandate", "序号"},           Label{"powers", "委托权限"},    Label{"id_kind", "证件种类"},
    Label{"petitioners", "联名人数"},
};
// clang-format on

std::string label_of(std::string_view key) {
    const auto found = std::ranges::find(labels, key, &Label::key);
    if (found != labels.end()) return std::string(found->label);
    const auto fields = field_labels();
    const auto field = std::ranges::find(fields, key, &FieldLabel::name);
    return std::string(field == fields.end() ? key : field->label);
}

// In words, whatever lies inside it: parts of a list one after the other, members with their labels.
std::string value_words(const json::Value& value) {
    if (const auto* text = value.string()) return *text;
    if (const auto* truth = value.boolean()) return *truth ? "是" : "否";
    std::string out;
    if (const auto* list = value.array()) {
        for (const auto& one : *list) out += (out.empty() ? "" : "；") + value_words(one);
        return out;
    }
    if (const auto* object = value.object()) {
        for (const auto& [key, one] : object->members())
            out += (out.empty() ? "" : "，") + label_of(key) + "：" + value_words(one);
        return out;
    }
    return value.is_null() ? "" : json::dump(value);
}

} // namespace

Result<RecordQuery> query_of(const RecordWanted& wanted) {
    constexpr int most_rows = 200;
    RecordQuery query;
    DOCKET_TRY(query.from, midnight_of(wanted.from, 0));
    DOCKET_TRY(query.until, midnight_of(wanted.until, 1));
    query.actor = wanted.person;
    query.act = wanted.act;
    query.kind = wanted.kind;
    if (!wanted.object.empty()) query.subjects = subjects_of(wanted.object);
    query.limit = std::clamp(wanted.limit, 1, most_rows);
    if (wanted.before.empty()) return query;
    const std::string_view place = wanted.before;
    const auto dot = std::min(place.find('.'), place.size());
    const auto at = whole_number(place.substr(0, dot));
    const auto n = whole_number(place.substr(std::min(dot + 1, place.size())));
    if (!at || !n) return malformed("页的位置");
    query.before = RecordPlace{from_ms(*at), *n};
    return query;
}

std::string place_of(const RecordLine& line) {
    return std::to_string(to_ms(line.event.at)) + "." + std::to_string(line.event.n);
}

std::string_view kind_of(const review::Event& event) {
    return std::string_view(event.subject).substr(0, event.subject.find(':'));
}

json::Object object_of(const review::Event& event, const People& people) {
    const auto kind = kind_of(event);
    const auto rest = after_colon(event.subject);
    if (kind == "seen") {
        auto seen = event;
        seen.subject = rest.find(':') == std::string::npos ? "case:" + rest : rest;
        return object_of(seen, people);
    }
    if (kind == "case") return {{"name", rest}, {"page", "/cases/" + rest}};
    if (const auto id = whole_number(rest); id && (kind == "arrival" || kind == "batch")) {
        const auto name = kind == "arrival" ? flow::arrival_name(*id) : flow::batch_name(*id);
        return {{"name", name}, {"page", (kind == "arrival" ? "/mail/letters/" : "/mail/batches/") + name}};
    }
    if (kind == "person") return {{"name", people.name(rest)}};
    if (kind == "organ") return {{"name", people.organ_name(rest)}};
    return {{"name", rest.empty() ? word_of(subject_words(), kind) : rest}};
}

json::Object event_row(const RecordLine& line, const People& people) {
    const auto& event = line.event;
    const auto detail = json::parse(event.detail).value_or(json::Value());
    json::Object out{{"n", event.n},
                     {"at", to_ms(event.at)},
                     {"actor", people.view(event.actor)},
                     {"act", event.act},
                     {"word", word_of(act_words(), event.act)},
                     {"kind", kind_of(event)},
                     {"kind_word", word_of(subject_words(), kind_of(event))},
                     {"object", object_of(event, people)},
                     {"text", event.text},
                     {"stored", line.stored}};
    if (const auto peer = detail.text_at("peer"); !peer.empty()) out.set("peer", peer);
    if (const auto reason = detail.text_at("reason"); !reason.empty()) out.set("reason", reason);
    return out;
}

json::Array particulars_of(const json::Value& detail) {
    json::Array out;
    if (detail.object() == nullptr) return out;
    // {"old": {…}, "new": {…}}: what was set stands beside what it was before.
    const auto* before = detail.at("old").object();
    const auto* after = detail.at("new").object();
    for (const auto& [key, value] : detail.object()->members()) {
        if (before != nullptr && after != nullptr && (key == "old" || key == "new")) continue;
        out.emplace_back(json::Object{{"label", label_of(key)}, {"value", value_words(value)}});
    }
    if (before == nullptr || after == nullptr) return out;
    for (const auto& [key, value] : after->members()) {
        const auto* was = before->find(key);
        out.emplace_back(json::Object{{"label", label_of(key)},
                                      {"value", value_words(value)},
                                      {"before", was == nullptr ? "" : value_words(*was)}});
    }
    for (const auto& [key, value] : before->members())
        if (after->find(key) == nullptr)
            out.emplace_back(
                json::Object{{"label", label_of(key)}, {"value", ""}, {"before", value_words(value)}});
    return out;
}

std::string csv_cell(std::string_view text) {
    constexpr std::string_view begins_a_formula = "=+-@\t\r\n|%";
    std::string out = "\"";
    if (!text.empty() && begins_a_formula.find(text.front()) != std::string_view::npos) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
    }
    return out + "\"";
}

} // namespace docket::desk
