#include "outputs/compose.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace docket::outputs {
namespace {

using json::Value;

constexpr std::array<std::string_view, 10> kinds{"mark",    "number",    "title",      "addressee",
                                                 "heading", "paragraph", "attachment", "signature",
                                                 "copies",  "imprint"};
constexpr std::array<std::string_view, 9> members{"kind", "level", "level_from", "text", "date",
                                                  "when", "each",  "blocks",     "note"};

Failure malformed(const std::string& place, const std::string& reason) {
    return fail(Kind::invalid, "template.malformed", "模板" + place + "：" + reason);
}

Result<void> read_when(const Value& value, const std::string& place, TemplateBlock& out) {
    if (const auto* one = value.string()) out.when.push_back(*one);
    if (const auto* several = value.array())
        for (const auto& condition : *several) {
            if (!condition.string()) return malformed(place + ".when", "每个条件应当是一段文字");
            out.when.push_back(*condition.string());
        }
    else if (!value.is_null() && !value.string())
        return malformed(place + ".when", "条件应当是一段文字或者一组文字");
    return {};
}

Result<void> read_kind(const Value& value, const std::string& place, TemplateBlock& out) {
    out.kind = out.level > 0 || !out.level_from.empty() ? BlockKind::heading : BlockKind::paragraph;
    const auto kind = value.text_at("kind");
    if (kind.empty()) return {};
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds.at(i) == kind) return out.kind = static_cast<BlockKind>(i), Result<void>();
    return malformed(place + ".kind", "没有“" + kind + "”这一种段落");
}

Result<TemplateBlock> read_block(const Value& value, const std::string& place) {
    const auto* object = value.object();
    if (!object) return malformed(place, "应当是一个对象");
    for (const auto& [key, held] : object->members())
        if (std::find(members.begin(), members.end(), key) == members.end())
            return malformed(place, "不认识“" + key + "”");
    TemplateBlock out;
    out.level = static_cast<int>(value.int_at("level"));
    if (out.level < 0 || out.level > 4) return malformed(place + ".level", "层次只有1至4");
    out.level_from = value.text_at("level_from");
    out.text = value.text_at("text");
    out.date = value.text_at("date");
    out.each = value.text_at("each");
    DOCKET_CHECK(read_when(value.at("when"), place, out));
    DOCKET_CHECK(read_kind(value, place, out));
    std::size_t i = 0;
    for (const auto& inner : value.array_at("blocks")) {
        DOCKET_TRY(auto block, read_block(inner, place + ".blocks[" + std::to_string(i++) + "]"));
        out.blocks.push_back(std::move(block));
    }
    if (out.text.empty() == out.blocks.empty()) return malformed(place, "text与blocks应当有且只有一个");
    return out;
}

} // namespace

Result<Template> read_template(const Value& value) {
    if (value.int_at("version") != 1) return malformed("", "version应当是1");
    Template out;
    const auto type = document_type(value.text_at("type"));
    if (!type) return malformed(".type", "没有“" + value.text_at("type") + "”这一种文书");
    out.type = *type;
    const auto form = value.text_at("form", "document");
    if (form != "document" && form != "letter") return malformed(".form", "只有document和letter两种格式");
    out.form = form == "letter" ? Form::letter : Form::document;
    if (const auto* words = value.at("words").object())
        for (const auto& [table, entries] : words->members()) {
            if (!entries.object()) return malformed(".words." + table, "应当是一个对象");
            for (const auto& [key, text] : entries.object()->members()) {
                if (!text.string())
                    return malformed(std::string(".words.").append(table).append(".").append(key),
                                     "应当是一段文字");
                out.words[table][key] = *text.string();
            }
        }
    std::size_t i = 0;
    for (const auto& block : value.array_at("blocks")) {
        DOCKET_TRY(auto read, read_block(block, ".blocks[" + std::to_string(i++) + "]"));
        out.blocks.push_back(std::move(read));
    }
    if (out.blocks.empty()) return malformed(".blocks", "至少要有一段");
    return out;
}

Result<Template> load_template(const std::filesystem::path& folder, DocumentType type) {
    const auto path = folder / (std::string(name(type)) + ".json");
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(Kind::not_found, "template.missing", "读不到文书模板" + path.string());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto value = json::parse(text);
    if (!value) return malformed(" " + path.string(), value.error().detail);
    DOCKET_TRY(auto read, read_template(*value));
    if (read.type != type) return malformed(" " + path.string(), "文件名与type不一致");
    return read;
}

} // namespace docket::outputs
