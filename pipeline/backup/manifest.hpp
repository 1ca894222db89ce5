// The manifest of one backup: what the installation was at one moment, by digests (docs/backup.md tells the
// format). It is sealed with a digest over itself. A value.
#pragma once

#include "pipeline/backup/pieces.hpp"
#include "pipeline/backup/rows.hpp"
#include "pipeline/flow/installation.hpp"
#include "pipeline/json/json.hpp"

namespace docket::backup {

struct KeptTable {
    Table table;
    std::int64_t rows = 0;
    std::int64_t last_id = 0;
    Digest digest; // over the lines of its rows
    std::vector<Piece> pieces;
};

struct Manifest {
    int number = 0;
    Instant taken{};     // by the installation's clock
    std::string program; // version of the docket that took it
    flow::Installation installation;
    int schema = 0;
    std::int64_t events = 0;          // the record's last one
    std::vector<KeptTable> tables;    // whoever is referred to comes first
    std::vector<Piece> blobs;         // lines "digest where"; one may be named several times
    std::vector<Piece> files;         // lines of JSON: path, digest, bytes, changed_us
    std::int64_t lost = 0;            // names of blobs that were not there, or damaged
    std::vector<std::string> missing; // sentences about the first of them
};

std::string to_text(const Manifest& manifest);
// Failures: corrupt "backup.damaged" (not sealed by this text, or not what a manifest is), conflict
// "backup.newer" (of a later format).
Result<Manifest> manifest_from(std::string_view text);

json::Value to_json(const flow::Installation& installation);
flow::Installation installation_from(const json::Value& value);
// One word for an installation, no two of which are the same.
std::string origin_of(const flow::Installation& installation);

} // namespace docket::backup
