#include "outputs/compose.hpp"

#include "outputs/expand.hpp"
#include "outputs/facts.hpp"

#include <algorithm>
#include <array>

namespace docket::outputs {
namespace {

using json::Value;

bool assigned_at_approval(BlockKind kind) {
    return kind == BlockKind::number || kind == BlockKind::signature || kind == BlockKind::imprint;
}

// What approval assigns is never part of the words: no other block may name it.
Value without_approval(const Document& document) {
    Document words = document;
    words.number.clear();
    words.dated.reset();
    if (words.imprint) words.imprint->printed_on.reset();
    return facts(words);
}

// 一、（一）1. （1）, each counted within the level above (GB/T 9704-2012 7.3.3).
class Ordinals {
  public:
    std::string next(int level) {
        const auto at = static_cast<std::size_t>(level - 1);
        const int n = ++counts_.at(at);
        for (auto deeper = at + 1; deeper < counts_.size(); ++deeper) counts_.at(deeper) = 0;
        switch (level) {
        case 1: return chinese_number(n) + "、";
        case 2: return "（" + chinese_number(n) + "）";
        case 3: return std::to_string(n) + ".";
        default: return "（" + std::to_string(n) + "）";
        }
    }

  private:
    std::array<int, 4> counts_{};
};

class Composer {
  public:
    Composer(const Document& document, const Template& with)
        : with_(with), facts_(facts(document)), words_(without_approval(document)) {}

    // `item` is the entry of a list at hand and `place` names it; neither outside a list.
    Result<void> add(const std::vector<TemplateBlock>& blocks, const Value* item,
                     const std::string& place = "") {
        for (const auto& block : blocks) DOCKET_CHECK(add(block, item, place));
        return {};
    }
    std::vector<Block> take() { return std::move(out_); }

  private:
    Scope scope(const TemplateBlock& block, const Value* item) const {
        return {assigned_at_approval(block.kind) ? facts_ : words_, with_, item};
    }

    Result<void> add(const TemplateBlock& block, const Value* item, const std::string& place) {
        if (block.each.empty()) return add_one(block, item, place);
        const auto* entries = fact_at(scope(block, item), block.each).array();
        if (!entries) return {};
        std::size_t n = 0;
        for (const auto& entry : *entries) DOCKET_CHECK(add_one(block, &entry, entry_place(block.each, ++n)));
        return {};
    }

    // Lists of the facts are named as the document names them.
    static std::string entry_place(const std::string& list, std::size_t n) {
        const auto* parts = list == "reasoning" ? "reasoning/paragraphs"
                            : list == "quoted"  ? "reasoning/citations"
                                                : list.c_str();
        return std::string(parts) + "/" + std::to_string(n);
    }
    // Outside a list: the first fact that the text, or else the condition, names.
    static std::string place_of(const TemplateBlock& block) {
        if (block.kind == BlockKind::title) return "title";
        const auto open = block.text.find('{');
        std::string_view path =
            open == std::string::npos ? std::string_view() : std::string_view(block.text).substr(open + 1);
        if (path.empty() && !block.when.empty() && block.kind != BlockKind::heading)
            path = block.when.front();
        if (path.starts_with('!')) path.remove_prefix(1);
        return std::string(path.substr(0, path.find_first_of("./}=!")));
    }

    Result<void> add_one(const TemplateBlock& block, const Value* item, const std::string& place) {
        const auto here = scope(block, item);
        for (const auto& condition : block.when)
            if (!holds(here, condition)) return {};
        if (!block.blocks.empty()) return add(block.blocks, item, place);
        Block out{block.kind, block.level, "", "", place.empty() ? place_of(block) : place};
        if (!block.level_from.empty()) level_of(out, fact_at(here, block.level_from));
        const bool may_wait = block.kind == BlockKind::number; // and any date, below
        DOCKET_TRY(auto text, expand(here, may_wait ? "[[" + block.text + "]]" : block.text));
        DOCKET_TRY(out.date, expand(here, block.date.empty() ? "" : "[[" + block.date + "]]"));
        std::erase(text, '\r');
        std::replace(text.begin(), text.end(), '\t', ' ');
        out.text = (out.kind == BlockKind::heading ? ordinals_.next(out.level) : "") + text;
        if (out.kind == BlockKind::attachment) out.text = numbered_attachment(out.text);
        add_lines(std::move(out));
        return {};
    }

    static void level_of(Block& out, const Value& value) {
        out.level = value.integer() ? static_cast<int>(*value.integer()) : 0;
        out.kind = out.level > 0 ? BlockKind::heading : BlockKind::paragraph;
    }

    // A drafter's line breaks begin new paragraphs; blanks typed as an indent are not part of the text.
    void add_lines(Block block) {
        if (block.kind != BlockKind::title && block.kind != BlockKind::paragraph)
            std::erase(block.text, '\n');
        if (block.kind != BlockKind::paragraph) return out_.push_back(std::move(block));
        std::string_view rest = block.text;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            const auto line = without_indent(rest.substr(0, end));
            if (!line.empty()) out_.push_back({BlockKind::paragraph, 0, std::string(line), "", block.place});
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        }
    }
    static std::string_view without_indent(std::string_view line) {
        for (constexpr std::string_view wide = "　"; line.starts_with(' ') || line.starts_with(wide);)
            line.remove_prefix(line.front() == ' ' ? 1 : wide.size());
        return line;
    }

    std::string numbered_attachment(const std::string& text) {
        const int n = ++attachments_;
        return (n == 1 ? "附件：" : "") + std::to_string(n) + "." + text;
    }

    const Template& with_;
    Value facts_;
    Value words_;
    Ordinals ordinals_;
    int attachments_ = 0;
    std::vector<Block> out_;
};

std::string on_one_line(std::string text) {
    std::erase(text, '\n');
    return text;
}

std::string text_of(const Composed& composed, bool approved) {
    std::string out;
    const auto line = [&out](const std::string& text) {
        if (!text.empty()) out += text + "\n";
    };
    for (const auto& block : composed.blocks) {
        if (approved || block.kind != BlockKind::number) line(block.text);
        if (approved) line(block.date);
    }
    return out;
}

} // namespace

Result<Composed> compose(const Document& document, const Template& with) {
    if (document.type != with.type)
        return fail(Kind::invalid, "template.type",
                    "模板" + std::string(name(with.type)) + "不能用于" + std::string(name(document.type)));
    Composer composer(document, with);
    DOCKET_CHECK(composer.add(with.blocks, nullptr));
    Composed out{document.type, with.form, "", document.issuer.name, composer.take()};
    for (const auto& block : out.blocks)
        if (block.kind == BlockKind::title) out.title = on_one_line(block.text);
    return out;
}

std::string plain_text(const Composed& composed) { return text_of(composed, true); }
Digest wording_digest(const Composed& composed) { return sha256(text_of(composed, false)); }

} // namespace docket::outputs
