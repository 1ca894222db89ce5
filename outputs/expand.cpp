#include "outputs/expand.hpp"

namespace docket::outputs {
namespace {

using json::Value;

constexpr int deepest = 8; // words within words

Failure unresolved(const Scope& scope, std::string_view placeholder, const std::string& reason) {
    return fail(Kind::invalid, "template.unresolved",
                std::string(name(scope.with.type)) + "模板中的{" + std::string(placeholder) + "}" + reason);
}
Failure unclosed(std::string_view text) {
    return fail(Kind::invalid, "template.malformed", "模板的括号没有闭合：" + std::string(text));
}

class Expander {
  public:
    explicit Expander(const Scope& scope) : scope_(scope) {}

    Result<std::string> text(std::string_view text, int depth) {
        std::string out;
        while (!text.empty()) {
            const auto open = text.find_first_of("{[");
            out += text.substr(0, open);
            if (open == std::string_view::npos) break;
            text.remove_prefix(open);
            const bool optional = text.starts_with("[[");
            if (!optional && text.front() == '[') {
                out += '[';
                text.remove_prefix(1);
                continue;
            }
            const std::string_view closing = optional ? "]]" : "}";
            const auto close = text.find(closing);
            if (close == std::string_view::npos) return unclosed(text);
            const std::size_t skip = optional ? 2 : 1;
            const auto inner = text.substr(skip, close - skip);
            DOCKET_TRY(const auto filled, optional ? segment(inner, depth) : placeholder(inner, depth));
            out += filled;
            text.remove_prefix(close + closing.size());
        }
        return out;
    }

  private:
    // Only its own placeholders decide whether a segment stays; a word that is missing is a fault all the
    // same.
    Result<std::string> segment(std::string_view inner, int depth) {
        for (auto rest = inner; !rest.empty();) {
            const auto open = rest.find('{');
            if (open == std::string_view::npos) break;
            const auto close = rest.find('}', open);
            if (close == std::string_view::npos) return unclosed(inner);
            const auto named = rest.substr(open + 1, close - open - 1);
            const auto slash = named.find('/');
            if (fact_text(scope_, slash == std::string_view::npos ? named : named.substr(slash + 1)).empty())
                return std::string();
            rest.remove_prefix(close + 1);
        }
        return text(inner, depth);
    }

    Result<std::string> placeholder(std::string_view inner, int depth) {
        const auto slash = inner.find('/');
        const auto path = slash == std::string_view::npos ? inner : inner.substr(slash + 1);
        const auto fact = fact_text(scope_, path);
        if (fact.empty()) return unresolved(scope_, inner, "在文书中没有内容，请补填后再生成");
        if (slash == std::string_view::npos) return fact;
        const auto table = scope_.with.words.find(std::string(inner.substr(0, slash)));
        if (table == scope_.with.words.end()) return unresolved(scope_, inner, "所指的词表不存在");
        const auto word = table->second.find(fact);
        if (word == table->second.end()) return unresolved(scope_, inner, "在词表中没有“" + fact + "”");
        if (depth >= deepest) return unresolved(scope_, inner, "的词语互相引用，没有尽头");
        return text(word->second, depth + 1);
    }

    const Scope& scope_;
};

bool present(const Value& value) {
    if (const auto* array = value.array()) return !array->empty();
    if (const auto* text = value.string()) return !text->empty();
    if (const auto* number = value.integer()) return *number != 0;
    return value.object() != nullptr;
}

} // namespace

const Value& fact_at(const Scope& scope, std::string_view path) {
    static const Value nothing;
    const Value* at = &scope.facts;
    if (path == "item" || path.starts_with("item.")) {
        if (!scope.item) return nothing;
        at = scope.item;
        path.remove_prefix(std::min<std::size_t>(path.size(), 5));
    }
    while (!path.empty()) {
        const auto dot = path.find('.');
        at = &at->at(path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return *at;
}

std::string fact_text(const Scope& scope, std::string_view path) {
    const auto& value = fact_at(scope, path);
    if (const auto* text = value.string()) return *text;
    if (const auto* number = value.integer(); number && *number != 0) return std::to_string(*number);
    return "";
}

bool holds(const Scope& scope, std::string_view condition) {
    if (condition.starts_with('!')) return !present(fact_at(scope, condition.substr(1)));
    const auto equals = condition.find('=');
    if (equals == std::string_view::npos) return present(fact_at(scope, condition));
    const bool differs = equals > 0 && condition[equals - 1] == '!';
    const auto path = condition.substr(0, differs ? equals - 1 : equals);
    return (fact_text(scope, path) == condition.substr(equals + 1)) != differs;
}

Result<std::string> expand(const Scope& scope, std::string_view text) {
    return Expander(scope).text(text, 0);
}

} // namespace docket::outputs
