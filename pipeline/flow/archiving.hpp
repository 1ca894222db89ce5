// What is asked of whoever writes archive copies. Owned by flow; adapter: pipeline/archive. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace docket::flow {

struct ArchivePage {
    std::filesystem::path image;
    std::string media;             // "image/png" or "image/jpeg"
    int dpi = 0;                   // 0: not known
    std::filesystem::path reading; // a file of PageText JSON; empty where the page was not read
};

struct ArchiveOrder {
    std::string title, author; // of the document's properties; the author may be empty
    Date created{};            // from the letter, never from the clock: the same order gives the same bytes
    std::filesystem::path original; // the file the pages came from; empty: not looked into
    std::string media;              // of the original
    std::vector<ArchivePage> pages;
};

// Pages that were taken out of strangers' files are opened in a child process, one a call.
// Failures, terminal: corrupt "picture.damaged", corrupt "page.malformed". Worth another try: unavailable
// "archive.unwritable", "child.died", "child.timeout", "child.memory", "child.not_started".
class Archivist {
  public:
    virtual ~Archivist() = default;
    // Writes a searchable PDF/A to `target`. Memory does not grow with the number of pages.
    virtual Result<void> write(const ArchiveOrder& order, const std::filesystem::path& target) = 0;
};

} // namespace docket::flow
