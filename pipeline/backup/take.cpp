#include "pipeline/backup/take.hpp"

#include "pipeline/backup/blob_carrier.hpp"
#include "pipeline/backup/file_list.hpp"
#include "pipeline/backup/kept_rows.hpp"
#include "pipeline/backup/row_text.hpp"
#include "pipeline/flow/seal.hpp"

#include <algorithm>

namespace docket::backup {

namespace {
constexpr const char* settings_file = "docket.properties";
constexpr const char* shelf_name = "issued";

std::int64_t integer_in(const Table& table, const Row& row, std::string_view column) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].name == column)
            if (const auto* number = std::get_if<std::int64_t>(&row[i])) return *number;
    return 0;
}

class Taking {
  public:
    Taking(const Source& source, Depot& depot, Manifest before)
        : source_(source), depot_(depot), before_(std::move(before)),
          files_(source.folder.root, depot.blobs(), before_) {}

    Result<Taken> run(int number, const std::function<void(const KeptTable&)>& done) {
        auto& manifest = taken_.manifest;
        manifest.number = number;
        manifest.taken = source_.clock.now();
        manifest.program = source_.program;
        manifest.installation = source_.installation;
        for (const auto& part : source_.folder.first) DOCKET_CHECK(files_.keep(part));
        DOCKET_CHECK(files_.keep_text(settings_file, source_.folder.settings));
        DOCKET_CHECK(keep_rows(done));
        DOCKET_CHECK(
            files_.keep_changed(source_.folder.shelf, shelf_name, [&](const std::filesystem::path& file) {
                return is_no_newer_than_the_rows(file);
            }));
        DOCKET_TRY(manifest.files, files_.finish());
        DOCKET_CHECK(keep_blobs());
        DOCKET_TRY(taken_.digest, depot_.add(manifest));
        taken_.files = files_.files();
        return std::move(taken_);
    }

  private:
    Result<void> keep_rows(const std::function<void(const KeptTable&)>& done) {
        DOCKET_TRY(const auto rows, source_.tables.rows());
        taken_.manifest.schema = rows->layout().schema;
        for (const auto& table : rows->layout().tables) {
            DOCKET_TRY(auto kept, keep_table(*rows, table));
            taken_.rows += kept.rows;
            if (done) done(kept);
            taken_.manifest.tables.push_back(std::move(kept));
        }
        return {};
    }

    Result<KeptTable> keep_table(Rows& rows, const Table& table) {
        KeptTable kept{table, 0, 0, {}, {}};
        LineWriter lines(depot_.blobs());
        Hasher hasher;
        DOCKET_CHECK(rows.read(table, [&](const Row& row) {
            const auto line = line_of(row);
            hasher.add(std::span(reinterpret_cast<const std::uint8_t*>(line.data()), line.size()));
            ++kept.rows;
            if (table.name == "event_head") taken_.manifest.events = integer_in(table, row, "n");
            return lines.add(line);
        }));
        kept.digest = hasher.finish();
        DOCKET_TRY(kept.last_id, rows.last_id(table));
        DOCKET_TRY(kept.pieces, lines.finish());
        return kept;
    }

    // A record is sealed inside the act that closes its case: its file may lie there before its rows do.
    Result<bool> is_no_newer_than_the_rows(const std::filesystem::path& file) const {
        if (file.filename() != flow::case_file_name) return true;
        DOCKET_TRY(const auto text, files::text_of(file));
        const auto sealed = json::parse(text);
        return !sealed || sealed->at("chain_head").int_at("n") <= taken_.manifest.events;
    }

    // The rows are read again from what was just written, so that no snapshot is held while blobs are copied.
    Result<void> keep_blobs() {
        KeptRows rows(depot_.blobs(), taken_.manifest);
        BlobCarrier carrier(source_.blobs, depot_.blobs());
        LineWriter list(depot_.blobs());
        DOCKET_CHECK(
            each_name(rows, [&](const Name& name, const Table& table, const Row& row) -> Result<void> {
                // What an event named at the time of the backup before is there, or was no blob.
                const bool known = table.name == "event" && integer_in(table, row, "n") <= before_.events;
                DOCKET_TRY(const auto came, carrier.carry(name, !known));
                if (came == BlobCarrier::Came::no) return {};
                ++taken_.blobs;
                return list.add(name.blob.hex() + ' ' + name.where + '\n');
            }));
        taken_.copied = carrier.copied();
        taken_.manifest.lost = carrier.lost();
        taken_.manifest.missing = carrier.told();
        DOCKET_TRY(taken_.manifest.blobs, list.finish());
        return {};
    }

    const Source& source_;
    Depot& depot_;
    const Manifest before_;
    FileKeeper files_;
    Taken taken_;
};
} // namespace

Result<Taken> take(const Source& source, Depot& depot, const std::function<void(const KeptTable&)>& done) {
    DOCKET_TRY(const auto numbers, depot.numbers());
    Manifest before; // one that cannot be read spares no work
    if (!numbers.empty())
        if (auto last = depot.manifest(numbers.back())) before = *std::move(last);
    const int number = numbers.empty() ? 1 : numbers.back() + 1;
    return Taking(source, depot, std::move(before)).run(number, done);
}

} // namespace docket::backup
