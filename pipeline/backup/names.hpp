// Which blobs the rows of a table name: the one place that knows in which columns digests of bytes stand.
// Pure; any thread.
#pragma once

#include "pipeline/backup/rows.hpp"

#include <optional>
#include <span>

namespace docket::backup {

// A blob by the digest that stands somewhere in a row. `must`: the column holds nothing else; otherwise it
// holds words among which there may be digests, of texts as well as of blobs.
struct Name {
    Digest blob;
    bool must = false;
    std::string where; // "page.image 12": the column and the key of the row
};

struct NamingColumn {
    std::string_view table, column;
    bool must = false;
};
std::span<const NamingColumn> naming_columns();

// For the rows of one table.
class Names {
  public:
    explicit Names(const Table& table);
    bool any() const { return !places_.empty(); }
    Result<void> each(const Row& row, const std::function<Result<void>(const Name&)>& sink) const;

  private:
    struct Place {
        std::size_t at;
        bool must;
        std::string name;
    };
    std::string key_of(const Row& row) const;
    std::vector<Place> places_;
    std::vector<std::size_t> key_;
};

} // namespace docket::backup
