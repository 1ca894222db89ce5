#include "pipeline/backup/manifest.hpp"

#include <algorithm>
#include <array>

namespace docket::backup {

namespace {
constexpr std::int64_t format = 1;
constexpr std::array kinds{std::pair{ColumnKind::integer, "integer"}, std::pair{ColumnKind::real, "real"},
                           std::pair{ColumnKind::text, "text"}};

Failure damaged(const std::string& what) {
    return fail(Kind::corrupt, "backup.damaged",
                "备份清单已损坏：" + what + "；请用 --at 选更早的一次备份。");
}

// Names go into statements, so nothing but a name may stand there.
bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
    }) && !(text.front() >= '0' && text.front() <= '9');
}

json::Value pieces_json(const std::vector<Piece>& pieces) {
    json::Array out;
    for (const auto& piece : pieces)
        out.emplace_back(json::Array{piece.blob.hex(), piece.lines, piece.bytes});
    return out;
}

Result<std::vector<Piece>> pieces_from(const json::Array& list) {
    std::vector<Piece> pieces;
    for (const auto& one : list) {
        const auto* parts = one.array();
        if (parts == nullptr || parts->size() != 3 || (*parts)[0].string() == nullptr ||
            (*parts)[1].integer() == nullptr || (*parts)[2].integer() == nullptr)
            return damaged("一段的写法不对");
        DOCKET_TRY(const auto blob, Digest::from_hex(*(*parts)[0].string()));
        pieces.push_back({blob, *(*parts)[1].integer(), *(*parts)[2].integer()});
    }
    return pieces;
}

json::Value table_json(const KeptTable& kept) {
    json::Array columns;
    for (const auto& column : kept.table.columns)
        columns.emplace_back(json::Array{
            column.name, std::ranges::find(kinds, column.kind, &decltype(kinds)::value_type::first)->second});
    return json::Object{{"name", kept.table.name},
                        {"columns", std::move(columns)},
                        {"key", json::Array(kept.table.key.begin(), kept.table.key.end())},
                        {"numbered", kept.table.numbered},
                        {"last_id", kept.last_id},
                        {"rows", kept.rows},
                        {"digest", kept.digest.hex()},
                        {"pieces", pieces_json(kept.pieces)}};
}

Result<Column> column_from(const json::Value& value) {
    const auto* parts = value.array();
    if (parts == nullptr || parts->size() != 2 || (*parts)[0].string() == nullptr ||
        (*parts)[1].string() == nullptr || !is_name(*(*parts)[0].string()))
        return damaged("一列的写法不对");
    for (const auto& [kind, word] : kinds)
        if (*(*parts)[1].string() == word) return Column{*(*parts)[0].string(), kind};
    return damaged("不认识的列类型");
}

Result<KeptTable> table_from(const json::Value& value) {
    KeptTable kept;
    kept.table.name = value.text_at("name");
    kept.table.key = value.texts_at("key");
    kept.table.numbered = value.bool_at("numbered");
    kept.rows = value.int_at("rows");
    kept.last_id = value.int_at("last_id");
    if (!is_name(kept.table.name) || kept.table.key.empty()) return damaged("一张表没有名称或主键");
    for (const auto& one : value.array_at("columns")) {
        DOCKET_TRY(auto column, column_from(one));
        kept.table.columns.push_back(std::move(column));
    }
    for (const auto& name : kept.table.key)
        if (std::ranges::find(kept.table.columns, name, &Column::name) == kept.table.columns.end())
            return damaged("表 " + kept.table.name + " 的主键不是它的列");
    DOCKET_TRY(kept.digest, Digest::from_hex(value.text_at("digest")));
    DOCKET_TRY(kept.pieces, pieces_from(value.array_at("pieces")));
    return kept;
}
} // namespace

json::Value to_json(const flow::Installation& installation) {
    return json::Object{{"demo", installation.demo}, {"created_ms", to_ms(installation.created)}};
}
flow::Installation installation_from(const json::Value& value) {
    return {value.bool_at("demo"), from_ms(value.int_at("created_ms"))};
}
std::string origin_of(const flow::Installation& installation) {
    return (installation.demo ? "demo/" : "office/") + std::to_string(to_ms(installation.created));
}

std::string to_text(const Manifest& manifest) {
    json::Array tables;
    for (const auto& table : manifest.tables) tables.push_back(table_json(table));
    json::Object whole{{"docket_backup", format},
                       {"number", manifest.number},
                       {"taken_ms", to_ms(manifest.taken)},
                       {"program", manifest.program},
                       {"installation", to_json(manifest.installation)},
                       {"schema", manifest.schema},
                       {"events", manifest.events},
                       {"tables", std::move(tables)},
                       {"blobs", pieces_json(manifest.blobs)},
                       {"files", pieces_json(manifest.files)},
                       {"lost", manifest.lost},
                       {"missing", json::Array(manifest.missing.begin(), manifest.missing.end())}};
    return json::dump(whole, 1) + '\n' + sha256(json::dump(whole, 1)).hex() + '\n';
}

Result<Manifest> manifest_from(std::string_view text) {
    const auto seal_at = text.size() < 66 ? 0 : text.size() - 66; // "\n", 64 digits, "\n"
    const auto body = text.substr(0, seal_at);
    if (seal_at == 0 || text.substr(seal_at) != "\n" + sha256(body).hex() + "\n")
        return damaged("内容与末行的摘要不符");
    DOCKET_TRY(const auto value, json::parse(body));
    if (value.int_at("docket_backup") != format)
        return fail(Kind::conflict, "backup.newer", "这份备份的格式比本版本新；请用写它的版本恢复。");
    Manifest manifest;
    manifest.number = static_cast<int>(value.int_at("number"));
    manifest.taken = from_ms(value.int_at("taken_ms"));
    manifest.program = value.text_at("program");
    manifest.installation = installation_from(value.at("installation"));
    manifest.schema = static_cast<int>(value.int_at("schema"));
    manifest.events = value.int_at("events");
    manifest.lost = value.int_at("lost");
    manifest.missing = value.texts_at("missing");
    for (const auto& one : value.array_at("tables")) {
        DOCKET_TRY(auto table, table_from(one));
        manifest.tables.push_back(std::move(table));
    }
    DOCKET_TRY(manifest.blobs, pieces_from(value.array_at("blobs")));
    DOCKET_TRY(manifest.files, pieces_from(value.array_at("files")));
    return manifest;
}

} // namespace docket::backup
