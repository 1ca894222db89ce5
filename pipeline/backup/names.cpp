#include "pipeline/backup/names.hpp"

#include "pipeline/backup/row_text.hpp"

#include <algorithm>
#include <array>

namespace docket::backup {

namespace {
constexpr std::array naming{
    NamingColumn{"arrival", "original", true},
    NamingColumn{"arrival", "fields", true},
    NamingColumn{"page", "image", true},
    NamingColumn{"page", "reading", true},
    NamingColumn{"case_round", "draft_blob", true},
    NamingColumn{"case_round", "issued_blob", true},
    NamingColumn{"case_round", "issued_pdf", true},
    NamingColumn{"case_notice", "blob", true},
    NamingColumn{"case_notice", "pdf", true},
    NamingColumn{"batch", "proposal", true},
    NamingColumn{"archive_copy", "blob", true},
    NamingColumn{"event", "text_digest"},
    NamingColumn{"event", "detail"},
    NamingColumn{"job", "payload"},
};

constexpr std::size_t digits = 64;
constexpr std::string_view hex = "0123456789abcdef";

// Every run of exactly 64 hexadecimal digits.
Result<void> each_digest(std::string_view text, const std::function<Result<void>(const Digest&)>& sink) {
    for (std::size_t at = text.find_first_of(hex); at != std::string_view::npos;) {
        const auto end = std::min(text.find_first_not_of(hex, at), text.size());
        if (end - at == digits) {
            DOCKET_TRY(const auto digest, Digest::from_hex(text.substr(at, digits)));
            DOCKET_CHECK(sink(digest));
        }
        at = text.find_first_of(hex, end);
    }
    return {};
}

std::size_t place_of(const Table& table, std::string_view column) {
    return static_cast<std::size_t>(std::ranges::find(table.columns, column, &Column::name) -
                                    table.columns.begin());
}
} // namespace

std::span<const NamingColumn> naming_columns() { return naming; }

Names::Names(const Table& table) {
    for (const auto& one : naming)
        if (const auto at = place_of(table, one.column); one.table == table.name && at < table.columns.size())
            places_.push_back({at, one.must, table.name + "." + std::string(one.column)});
    for (const auto& name : table.key) key_.push_back(place_of(table, name));
}

std::string Names::key_of(const Row& row) const {
    Row key;
    for (const auto at : key_) key.push_back(row[at]);
    auto text = line_of(key); // [12]\n
    return text.substr(1, text.size() - 3);
}

Result<void> Names::each(const Row& row, const std::function<Result<void>(const Name&)>& sink) const {
    for (const auto& place : places_)
        if (const auto* text = std::get_if<std::string>(&row[place.at]); text != nullptr && !text->empty())
            DOCKET_CHECK(each_digest(*text, [&](const Digest& digest) {
                return sink({digest, place.must, place.name + " " + key_of(row)});
            }));
    return {};
}

} // namespace docket::backup
