#include "pipeline/store/layout.hpp"
#include "pipeline/store/query.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace docket::store {

namespace {
using backup::ColumnKind;
using backup::Layout;
using backup::Table;

struct Left {
    std::string_view table, why;
};
constexpr std::array left_behind{
    Left{"schema_migration", "the schema is made anew by its migrations"},
    Left{"departure", "whoever is on the way to the provider of identities begins anew"},
    Left{"incoming", "belongs to the database that is being filled"},
    Left{"sign_in_try", "counts the tries of the last minutes"},
    Left{"web_session", "whoever was signed in signs in again"},
};

struct Found {
    std::string table, column, type;
    int place_in_key = 0;
    bool numbered = false;
};

Result<ColumnKind> kind_of(const Found& found) {
    if (found.type == "INTEGER" || found.type == "bigint") return ColumnKind::integer;
    if (found.type == "REAL" || found.type == "double precision") return ColumnKind::real;
    if (found.type == "TEXT" || found.type == "text") return ColumnKind::text;
    return fail(Kind::internal, "store.layout",
                found.table + "." + found.column + " is a " + found.type + ", which backups do not carry");
}

// Each table's parents; one that refers to itself is its own row's concern: a row refers to an earlier one.
using Parents = std::map<std::string, std::set<std::string>>;

Result<std::vector<Table>> parents_first(std::vector<Table> tables, const Parents& parents) {
    std::vector<Table> ordered;
    std::set<std::string> placed;
    const auto ready = [&](const Table& table) {
        const auto of = parents.find(table.name);
        return of == parents.end() || std::ranges::all_of(of->second, [&](const std::string& parent) {
                   return parent == table.name || placed.contains(parent);
               });
    };
    while (!tables.empty()) {
        const auto next = std::ranges::find_if(tables, ready);
        if (next == tables.end())
            return fail(Kind::internal, "store.layout", tables.front().name + " is in a ring of references");
        placed.insert(next->name);
        ordered.push_back(std::move(*next));
        tables.erase(next);
    }
    return ordered;
}
} // namespace

template <> struct Fields<Found> {
    static auto of(auto& f) { return std::tie(f.table, f.column, f.type, f.place_in_key, f.numbered); }
};

bool stays_behind(std::string_view table) {
    return std::ranges::find(left_behind, table, &Left::table) != left_behind.end();
}

Result<std::vector<Table>> all_tables(Session& session) {
    DOCKET_TRY(const auto columns, Query(session, session.dialect().catalogue().columns).rows<Found>());
    std::vector<Table> tables;
    std::map<int, std::string> key;
    for (const auto& found : columns) {
        if (tables.empty() || tables.back().name != found.table) {
            tables.push_back({found.table, {}, {}, found.numbered});
            key.clear();
        }
        DOCKET_TRY(const auto kind, kind_of(found));
        tables.back().columns.push_back({found.column, kind});
        if (found.place_in_key == 0) continue;
        key[found.place_in_key] = found.column;
        tables.back().key.clear();
        for (const auto& [place, column] : key) tables.back().key.push_back(column);
    }
    return tables;
}

Result<Layout> layout_of(Session& session, int schema) {
    DOCKET_TRY(auto tables, all_tables(session));
    std::erase_if(tables, [](const Table& table) { return stays_behind(table.name); });
    for (const auto& table : tables)
        if (table.key.empty())
            return fail(Kind::internal, "store.layout", table.name + " has no key to be read in order of");
    using Reference = std::tuple<std::string, std::string>;
    DOCKET_TRY(const auto references,
               Query(session, session.dialect().catalogue().references).rows<Reference>());
    Parents parents;
    for (const auto& [child, parent] : references) parents[child].insert(parent);
    DOCKET_TRY(auto ordered, parents_first(std::move(tables), parents));
    return Layout{schema, std::move(ordered)};
}

} // namespace docket::store
