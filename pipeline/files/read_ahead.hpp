// What lies on a disk is read page by page where it is asked for, and a first question may ask for hundreds
// of pages all over a file. Read once from beginning to end it lies in the system's memory before anybody
// waits: a gigabyte takes one or two seconds.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"

#include <cstdint>
#include <filesystem>

namespace docket::files {

// The bytes that were read: all, or as many as there was time for. Never while this process holds a lock on
// the file, as SQLite does on an open database: closing any descriptor of a file gives back all of them
// (POSIX, fcntl).
Result<std::uint64_t> read_ahead(const std::filesystem::path& file, Millis most);

} // namespace docket::files
