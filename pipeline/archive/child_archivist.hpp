// Writes archive copies in child processes: one child a call. May be called from any number of threads.
#pragma once

#include "pipeline/flow/archiving.hpp"
#include "pipeline/sandbox/command.hpp"

namespace docket::archive {

// One page at a time is in memory; three hundred of them are written in well under the time.
inline sandbox::Limits archiving_limits() {
    sandbox::Limits limits;
    limits.resident_bytes = 600LL << 20U;
    limits.wall = Millis{10 * 60 * 1000};
    return limits;
}

class ChildArchivist final : public flow::Archivist {
  public:
    // `program` is what becomes archive_child_main(): {"/usr/bin/docket", "archive-child"}.
    explicit ChildArchivist(sandbox::Command program, sandbox::Limits limits = archiving_limits())
        : program_(std::move(program)), limits_(limits) {}
    Result<void> write(const flow::ArchiveOrder& order, const std::filesystem::path& target) override;

  private:
    sandbox::Command program_;
    sandbox::Limits limits_;
};

} // namespace docket::archive
