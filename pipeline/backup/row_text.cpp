#include "pipeline/backup/row_text.hpp"

#include <array>
#include <charconv>

namespace docket::backup {

namespace {

template <class T> void write_number(std::string& line, T number) {
    std::array<char, 32> room{}; // the longest double has 24 characters
    line.append(room.data(), std::to_chars(room.data(), room.data() + room.size(), number).ptr);
}

void write_text(std::string& line, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    line += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (line += '\\') += c;
        else if (byte < 0x20)
            ((line += "\\u00") += digits[byte >> 4U]) += digits[byte & 15U];
        else
            line += c;
    }
    line += '"';
}

class Parser {
  public:
    explicit Parser(std::string_view line) : rest_(line) {}

    bool take(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    bool at_end() const { return rest_.empty(); }

    bool cell(ColumnKind kind, Cell& cell) {
        if (take("null")) return cell = std::monostate{}, true;
        if (kind == ColumnKind::integer) return number<std::int64_t>(cell);
        if (kind == ColumnKind::real) return number<double>(cell);
        return text(cell);
    }

  private:
    template <class T> bool number(Cell& cell) {
        T value{};
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{}) return false;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return cell = value, true;
    }
    bool text(Cell& cell) {
        if (!take("\"")) return false;
        std::string text;
        for (;;) {
            const auto plain = rest_.find_first_of("\"\\");
            if (plain == std::string_view::npos) return false;
            text += rest_.substr(0, plain);
            rest_.remove_prefix(plain);
            if (take("\"")) break;
            if (!escaped(text)) return false;
        }
        return cell = std::move(text), true;
    }
    bool escaped(std::string& text) {
        if (take("\\\"")) return text += '"', true;
        if (take("\\\\")) return text += '\\', true;
        if (!take("\\u00") || rest_.size() < 2) return false;
        unsigned code = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + 2, code, 16);
        if (error != std::errc{} || end != rest_.data() + 2 || code >= 0x20) return false;
        rest_.remove_prefix(2);
        return text += static_cast<char>(code), true;
    }
    std::string_view rest_;
};

} // namespace

std::string line_of(const Row& row) {
    std::string line = "[";
    for (const auto& cell : row) {
        if (line.size() > 1) line += ',';
        if (const auto* number = std::get_if<std::int64_t>(&cell))
            write_number(line, *number);
        else if (const auto* real = std::get_if<double>(&cell))
            write_number(line, *real == 0 ? 0.0 : *real); // one engine keeps the sign of nought
        else if (const auto* text = std::get_if<std::string>(&cell))
            write_text(line, *text);
        else
            line += "null";
    }
    return line += "]\n";
}

Result<Row> row_of(std::string_view line, const Table& table) {
    Parser parser(line);
    Row row(table.columns.size());
    bool good = parser.take("[");
    for (std::size_t i = 0; good && i < row.size(); ++i)
        good = (i == 0 || parser.take(",")) && parser.cell(table.columns[i].kind, row[i]);
    if (good && parser.take("]") && parser.at_end()) return row;
    return fail(Kind::corrupt, "backup.damaged",
                "表 " + table.name + " 中有一行读不懂：" + std::string(line.substr(0, 80)));
}

} // namespace docket::backup
