#include "pipeline/flow/backups.hpp"

#include "pipeline/json/json.hpp"

namespace docket::flow {

namespace {
constexpr const char* backup_act = "backup";

Result<void> note(Transaction& tx, review::Record& record, const char* act, Instant at,
                  const json::Object& detail) {
    review::EventDraft event;
    event.subject = installation_subject;
    event.act = act;
    event.actor = "system";
    event.at = at;
    event.detail = json::dump(detail);
    DOCKET_CHECK(record.append(tx, event));
    return {};
}
} // namespace

Result<void> note_backup(Transaction& tx, review::Record& record, const BackupTaken& taken) {
    return note(tx, record, backup_act, taken.at,
                {{"number", taken.number},
                 {"place", taken.place},
                 {"manifest", taken.manifest.hex()},
                 {"events", taken.events},
                 {"rows", taken.rows},
                 {"blobs", taken.blobs},
                 {"missing", taken.missing}});
}

Result<std::optional<BackupTaken>> last_backup(review::Record& record) {
    DOCKET_TRY(const auto events, record.of(installation_subject));
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->act != backup_act) continue;
        DOCKET_TRY(const auto said, json::parse(event->detail));
        DOCKET_TRY(const auto manifest, Digest::from_hex(said.text_at("manifest")));
        return std::optional(BackupTaken{static_cast<int>(said.int_at("number")), said.text_at("place"),
                                         manifest, said.int_at("events"), said.int_at("rows"),
                                         said.int_at("blobs"), said.int_at("missing"), event->at});
    }
    return std::optional<BackupTaken>();
}

Result<void> note_move(Transaction& tx, review::Record& record, const std::string& to, Instant at) {
    return note(tx, record, "move", at, {{"to", to}});
}

} // namespace docket::flow
