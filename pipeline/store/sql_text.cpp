#include "pipeline/store/sql_text.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/store/dialect.hpp"

#include <algorithm>
#include <array>

namespace docket::store {

std::string spoken(const Dialect& dialect, std::string_view sql) {
    constexpr std::array<std::string_view, 9> tokens{
        "id", "int", "real", "strict", "skip_locked", "row_lock", "joined", "position", "own"};
    std::string text;
    while (!sql.empty()) {
        const auto open = std::min(sql.find('{'), sql.size());
        text += sql.substr(0, open);
        sql.remove_prefix(open);
        if (sql.empty()) break;
        const auto close = sql.find('}');
        DOCKET_ASSERT(close != std::string_view::npos, "a token of our SQL is not closed");
        const auto token = sql.substr(1, close - 1);
        DOCKET_ASSERT(std::ranges::find(tokens, token) != tokens.end(), "a token of our SQL is not known");
        text += dialect.token(token);
        sql.remove_prefix(close + 1);
    }
    return text;
}

std::vector<std::string> statements(std::string_view sql) {
    std::vector<std::string> found;
    std::string current;
    const auto finish = [&] {
        const auto first = current.find_first_not_of(" \t\n");
        if (first != std::string::npos)
            found.push_back(current.substr(first, current.find_last_not_of(" \t\n") - first + 1));
        current.clear();
    };
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (c == '-' && i + 1 < sql.size() && sql[i + 1] == '-') {
            i = std::min(sql.find('\n', i), sql.size()) - 1;
        } else if (c == '\'' || c == '"') {
            const auto end =
                std::min(sql.find(c, i + 1), sql.size() - 1); // a doubled quote opens the next one
            current += sql.substr(i, end - i + 1);
            i = end;
        } else if (c == ';') {
            finish();
        } else {
            current += c;
        }
    }
    finish();
    return found;
}

} // namespace docket::store
