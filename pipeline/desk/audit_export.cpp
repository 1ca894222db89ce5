// The record as a table to take along.
#include "pipeline/desk/audit_parts.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/flow/writing.hpp"

#include <initializer_list>

namespace docket::desk {

namespace {

constexpr int most_exported = 50'000, rows_a_step = 500;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF", line_end = "\r\n";

void add_row(std::string& out, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const auto cell : cells) {
        if (!first) out += ',';
        out += csv_cell(cell);
        first = false;
    }
    out += line_end;
}

// "2026-06-10 09:05:07.220"
std::string exact(Instant at) {
    const auto ms = std::to_string(1000 + (to_ms(at) % 1000 + 1000) % 1000);
    return china.text(at) + "." + ms.substr(1);
}

void add_event(std::string& out, const RecordLine& line, const People& people) {
    const auto& event = line.event;
    const auto detail = json::parse(event.detail).value_or(json::Value());
    add_row(out, {std::to_string(event.n), exact(event.at), event.actor, people.name(event.actor),
                  word_of(act_words(), event.act), event.subject,
                  *object_of(event, people).find("name")->string(), event.from, event.to, event.basis,
                  event.text, detail.text_at("peer"), event.detail, event.previous.hex(), event.hash.hex()});
}

std::string conditions_of(const RecordWanted& wanted, const People& people) {
    std::string out;
    const auto add = [&](std::string_view name, const std::string& value) {
        if (value.empty()) return;
        out += (out.empty() ? "" : "；") + std::string(name) + " " + value;
    };
    add("自", wanted.from);
    add("至", wanted.until);
    add("人", wanted.person.empty() ? "" : people.name(wanted.person));
    add("动作", wanted.act.empty() ? "" : word_of(act_words(), wanted.act));
    add("对象种类", wanted.kind.empty() ? "" : word_of(subject_words(), wanted.kind));
    add("对象", wanted.object);
    return out.empty() ? "全部" : out;
}

struct Body {
    std::string text;
    std::int64_t rows = 0;
};
Result<Body> body_of(const Desk& desk, RecordQuery query, const People& people) {
    Body body;
    add_row(body.text, {"序号", "时间", "人员编号", "人员", "动作", "对象代码", "对象", "原状态", "新状态",
                        "依据", "文本指纹", "来自", "详情", "前一条哈希", "哈希"});
    query.limit = rows_a_step;
    for (;;) {
        DOCKET_TRY(const auto page, desk.record_lists.page(query));
        for (const auto& line : page.rows) add_event(body.text, line, people);
        body.rows += static_cast<std::int64_t>(page.rows.size());
        if (!page.more) return body;
        query.before = RecordPlace{page.rows.back().event.at, page.rows.back().event.n};
    }
}

} // namespace

Result<RecordFile> record_file(const Desk& desk, const Person& person, RecordWanted wanted) {
    wanted.before.clear();
    DOCKET_TRY(const auto query, query_of(wanted));
    DOCKET_TRY(const auto rows, desk.record_lists.count(query, most_exported + 1));
    if (rows > most_exported)
        return fail(Kind::exhausted, "audit.export_too_long",
                    "一次最多导出 " + std::to_string(most_exported) + " 条，请缩小时间范围后分次导出。");
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto body, body_of(desk, query, people));
    const auto digest = sha256(body.text).hex();
    const auto conditions = conditions_of(wanted, people);
    auto event = flow::event_now(desk.tools, "record", "export", person.id);
    event.text = digest;
    event.detail = json::dump(json::Object{{"conditions", conditions}, {"rows", body.rows}});
    DOCKET_CHECK(desk.tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(desk.tools.record.append(tx, event));
        return {};
    }));
    std::string text(byte_order_mark);
    add_row(text, {"操作留痕导出"});
    add_row(text, {"条件", conditions});
    add_row(text, {"导出时间", exact(event.at)});
    add_row(text, {"导出人", person.name, person.id});
    add_row(text, {"条数", std::to_string(body.rows)});
    add_row(text, {"以下各行的指纹（空行之后至文件末尾，SHA-256）", digest});
    text += line_end;
    return RecordFile{"record-" + iso(china.date(event.at)) + ".csv", text + body.text};
}

} // namespace docket::desk
