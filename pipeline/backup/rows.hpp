// A database as rows: what backups and moves ask of one, whatever its engine. Owned by backup; adapter:
// pipeline/store. One thread at a time.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/base/result.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace docket::backup {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>; // monostate: NULL
using Row = std::vector<Cell>;

enum class ColumnKind { integer, real, text };
struct Column {
    std::string name;
    ColumnKind kind{};
    friend bool operator==(const Column&, const Column&) = default;
};
struct Table {
    std::string name;
    std::vector<Column> columns;  // in the order a row holds them
    std::vector<std::string> key; // what rows are in order of, byte by byte
    bool numbered = false;        // the engine gives the ids, and none twice
    friend bool operator==(const Table&, const Table&) = default;
};
struct Layout {
    int schema = 0;            // the last migration
    std::vector<Table> tables; // those that are carried; whoever is referred to comes first
};

// A failure of the sink ends the reading and comes back as it is.
using RowSink = std::function<Result<void>(const Row&)>;

// All tables as they were at one moment.
class Rows {
  public:
    virtual ~Rows() = default;
    virtual const Layout& layout() const = 0;
    virtual Result<void> read(const Table& table, const RowSink& sink) = 0; // in order of the key
    virtual Result<std::int64_t> last_id(const Table& table) = 0;           // given last; 0: none yet
};

// Whole copies of a table by name: what was read of it, digest of its rows as lines (row_text.hpp).
using Filled = std::map<std::string, Digest>;

class Tables {
  public:
    virtual ~Tables() = default;

    // empty: a new database. incoming: a copy is under way and nobody opens it. arrived: it is whole, and the
    // first program that opens it makes it an installation. moved: it was left for another. in_use: any
    // other.
    enum class State { empty, incoming, arrived, moved, in_use };
    virtual Result<State> state() = 0;

    // The database at this moment; it must not be held longer than the reading takes. Failures: conflict
    // "store.schema_newer", corrupt "store.schema_changed", internal "store.layout" (a kind of column that is
    // not carried).
    virtual Result<std::unique_ptr<Rows>> rows() = 0;

    // Only for a database that is empty, or incoming from the same origin: makes the schema of that version
    // and says which tables are there already. Failures: conflict "store.not_empty", "store.other_origin",
    // "store.schema_newer".
    virtual Result<Filled> begin(int schema, std::string_view origin) = 0;
    virtual Result<void> clear(const Table& table) = 0; // whoever refers to it was cleared before
    virtual Result<void> add(const Table& table, const std::vector<Row>& rows) = 0;
    // The next id is greater than `last_id`, and the table counts as there.
    virtual Result<void> filled(const Table& table, const Digest& digest, std::int64_t last_id) = 0;
    virtual Result<void> arrived() = 0;
    // Never opened again: says where it went.
    virtual Result<void> moved(std::string_view where) = 0;
    // Programs beside this one that have it open, where the engine can tell.
    virtual Result<int> others() = 0;
};

} // namespace docket::backup
