// From a document and a template to the ordered blocks of its text, before any page. A template is data that
// a bureau edits (outputs/templates/*.json; the language is described in outputs/README.md). Owned by
// outputs. Values and pure functions but for load_template, which reads a file; any thread.
#pragma once

#include "outputs/document.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace docket::outputs {

enum class Form { document, letter }; // 文件格式 (GB/T 9704-2012 7), 信函格式 (10.1)

// number, signature and imprint carry what approval assigns; an empty text or date there is not assigned yet.
enum class BlockKind {
    mark,       // 发文机关标志
    number,     // 发文字号
    title,      // may hold '\n' where the template breaks it
    addressee,  // 主送
    heading,    // level 1..4; the text begins with its ordinal (一、 （一） 1. （1）)
    paragraph,  // 正文
    attachment, // one line of the 附件说明; the text begins with 附件： and its ordinal
    signature,  // text: the organ, date: 成文日期
    copies,     // 抄送：…。
    imprint     // text: 印发机关, date: …印发
};

struct Block {
    BlockKind kind = BlockKind::paragraph;
    int level = 0;
    std::string text;
    std::string date;
    std::string place{}; // the part of the document it speaks of: "claims/1", "remedy"; empty for a heading
    bool operator==(const Block&) const = default;
};

struct Composed {
    DocumentType type = DocumentType::acceptance_notice;
    Form form = Form::document;
    std::string title;  // on one line, for metadata
    std::string issuer; // full name, for metadata
    std::vector<Block> blocks;
    bool operator==(const Composed&) const = default;
};

struct TemplateBlock {
    BlockKind kind = BlockKind::paragraph;
    int level = 0;
    std::string level_from; // path of the level, where the document has it
    std::string text;
    std::string date;
    std::vector<std::string> when; // all must hold
    std::string each;              // path of a list; its entries are {item....}
    std::vector<TemplateBlock> blocks;
};

struct Template {
    DocumentType type = DocumentType::acceptance_notice;
    Form form = Form::document;
    std::map<std::string, std::map<std::string, std::string>> words; // table → key → text
    std::vector<TemplateBlock> blocks;
};

// Failure: invalid "template.malformed", with the place.
Result<Template> read_template(const json::Value& value);
// folder/<name of the type>.json. Failure: not_found "template.missing"; invalid "template.malformed".
Result<Template> load_template(const std::filesystem::path& folder, DocumentType type);

// Failure: invalid "template.unresolved", naming the placeholder nothing answers, or the word that is not in
// the template; invalid "template.type" where the template is of another type.
// number, dated and imprint.printed_on may be missing: a draft composes to the same words.
Result<Composed> compose(const Document& document, const Template& with);

// The text of the document: one block a line, a signature and an imprint two. Page numbers are not part of
// it.
std::string plain_text(const Composed& composed);
// SHA-256 of the plain text without what approval assigns: binds counsel to the words, template included.
Digest wording_digest(const Composed& composed);

} // namespace docket::outputs
