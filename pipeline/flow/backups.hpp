// Backups and moves as events of the record: there is no other book of them. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/transaction.hpp"
#include "review/ports.hpp"

#include <optional>
#include <string>

namespace docket::flow {

// What administrators did to all of it, and not to a case or a person.
inline constexpr const char* installation_subject = "installation";

struct BackupTaken {
    int number = 0;
    std::string place; // the folder, as it was named
    Digest manifest;
    std::int64_t events = 0; // the record's last one that it holds
    std::int64_t rows = 0, blobs = 0;
    std::int64_t missing = 0; // blobs that were named and are lost
    Instant at{};
    friend bool operator==(const BackupTaken&, const BackupTaken&) = default;
};

Result<void> note_backup(Transaction& tx, review::Record& record, const BackupTaken& taken);
// None: there was never one.
Result<std::optional<BackupTaken>> last_backup(review::Record& record);

// Before the first row leaves.
Result<void> note_move(Transaction& tx, review::Record& record, const std::string& to, Instant at);

} // namespace docket::flow
