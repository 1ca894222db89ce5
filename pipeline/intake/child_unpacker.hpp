// Opens files in child processes: one child a call, so that no file meets what another left behind.
// May be called from any number of threads; they share nothing but the settings.
#pragma once

#include "pipeline/flow/reading_ports.hpp"
#include "pipeline/json/json.hpp"
#include "pipeline/sandbox/command.hpp"

namespace docket::intake {

// A page of a hundred million pixels in colour takes 400 MB; three hundred pages drawn take minutes.
inline sandbox::Limits unpacking_limits() {
    sandbox::Limits limits;
    limits.resident_bytes = 700LL << 20U;
    limits.wall = Millis{15 * 60 * 1000};
    return limits;
}

class ChildUnpacker final : public flow::Unpacker {
  public:
    // `program` is what becomes unpack_child_main(): {"/usr/bin/docket", "unpack-child"}.
    explicit ChildUnpacker(sandbox::Command program, flow::OpeningLimits opening = {},
                           sandbox::Limits limits = unpacking_limits())
        : program_(std::move(program)), opening_(opening), limits_(limits) {}
    Result<flow::Opened> open(const std::filesystem::path& file) override;
    Result<std::vector<flow::UnpackedPage>> unpack(const std::filesystem::path& file,
                                                   const std::filesystem::path& folder,
                                                   const flow::Slice& slice) override;

  private:
    Result<json::Value> ask(const json::Value& request) const;
    sandbox::Command program_;
    flow::OpeningLimits opening_;
    sandbox::Limits limits_;
};

} // namespace docket::intake
