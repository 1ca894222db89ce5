// The inside of the child that writes archive copies: it looks into pictures that came out of strangers'
// files, and draws anew those that a PDF cannot hold as they are. One thread of a process of its own.
#pragma once

#include "pipeline/flow/archiving.hpp"

#include <span>
#include <string>

namespace docket::archive {

// Failures: those of flow::Archivist but the child's own death, and not_found "pdf.no_profile".
Result<void> write_archive(const flow::ArchiveOrder& order, const std::filesystem::path& target,
                           bool visible_text = false);

// The whole hidden verb `docket archive-child`: answers the requests of pipeline/archive/order_json.hpp on
// stdin and stdout, framed. Takes no arguments; exit status 2 when given one.
int archive_child_main(std::span<const std::string> arguments);

} // namespace docket::archive
